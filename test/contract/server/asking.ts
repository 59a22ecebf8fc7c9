import { request, type Dispatcher } from 'undici';
import { attribution } from '../../builders';
import type { Cloud } from './cloud';

/** The headers that every request to the service has. */
export const ownHeaders = (token: string) => ({
  authorization: `Bearer ${token}`,
  'x-skill-source': attribution.source,
  'x-skill-version': attribution.version,
  'x-skill-platform': attribution.platform,
});

/** Asks a cloud by plain requests, as somebody who is known there. */
export function asking(cloud: Cloud) {
  cloud.tokens.add('known');
  const ask = (method: 'GET' | 'POST', path: string, more: Partial<Dispatcher.RequestOptions> = {}) =>
    request(cloud.baseUrl + path, { method, ...more, headers: { ...ownHeaders('known'), ...more.headers } });
  return {
    get: (path: string, headers: Record<string, string> = {}) => ask('GET', path, { headers }),
    post: (path: string, body: string | Buffer | null, headers: Record<string, string> = {}) =>
      ask('POST', path, { body, headers }),
  };
}
