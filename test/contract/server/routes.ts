import type { Endpoint } from './exchange';

const segment = '([^/]+)';
const routes: readonly (readonly [Endpoint, string, RegExp])[] = [
  ['anonymousToken', 'POST', /^\/api\/auth\/anonymous-token$/],
  ['claimToken', 'POST', /^\/api\/auth\/claim-token$/],
  ['session', 'POST', /^\/api\/tasks\/me\/with-session\/nemo_agent$/],
  ['message', 'POST', /^\/run_sse$/],
  ['upload', 'POST', new RegExp(`^/api/upload-video/nemo_agent/me/${segment}$`)],
  ['credits', 'GET', /^\/api\/credits\/balance\/simple$/],
  ['state', 'GET', new RegExp(`^/api/state/nemo_agent/me/${segment}/latest$`)],
  ['render', 'POST', /^\/api\/render\/proxy\/lambda$/],
  ['renderStatus', 'GET', new RegExp(`^/api/render/proxy/lambda/${segment}$`)],
  ['renderCancel', 'POST', new RegExp(`^/api/render/proxy/lambda/${segment}/cancel$`)],
  ['renderDownload', 'GET', new RegExp(`^/api/render/proxy/${segment}/download$`)],
  ['capabilities', 'GET', /^\/api\/engine\/capabilities$/],
];

/** Who a request is for; written here once more, so that the client's own paths are held against something. */
export interface Target {
  readonly endpoint: Endpoint;
  /** Of a session or a render; empty where there is none. */
  readonly id: string;
  /** Whether there is something at this path, though not for this method. */
  readonly takesOtherMethod: boolean;
}

export function targetOf(method = '', url = ''): Target {
  const path = url.split('?')[0] ?? '';
  const matches = routes.filter(([, , pattern]) => pattern.test(path));
  const found = matches.find(([, verb]) => verb === method);
  if (!found) return { endpoint: 'unknown', id: '', takesOtherMethod: matches.length > 0 };
  const [endpoint, , pattern] = found;
  return { endpoint, id: decodeURIComponent(pattern.exec(path)?.[1] ?? ''), takesOtherMethod: false };
}
