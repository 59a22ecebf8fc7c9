import { empty, html, json, rawJson } from './answers';
import type { Handler } from './exchange';

/** Ways of saying no. */

/** Too many requests. `retryAfter`: seconds, or a time that becomes an HTTP date, or nothing. */
export const limited =
  (retryAfter?: number | Date): Handler =>
  ({ response }) => {
    const value = retryAfter instanceof Date ? retryAfter.toUTCString() : retryAfter?.toString();
    const headers = value === undefined ? {} : { 'Retry-After': value };
    response
      .writeHead(429, { 'Content-Type': 'application/json', ...headers })
      .end('{"detail":"Too Many Requests"}');
  };

export type ErrorForm = 'html' | 'empty' | 'json' | 'halfJson' | 'text';

/** Trouble of the service's own, or of what stands before it, in any of the forms that it comes in. */
export function serverError(status: 500 | 502 | 503 | 504, form: ErrorForm): Handler {
  switch (form) {
    case 'html':
      return html(status);
    case 'empty':
      return empty(status);
    case 'json':
      return json({ error: 'internal error' }, status);
    case 'halfJson':
      return rawJson('{"error":"inter', status);
    case 'text':
      return ({ response }) =>
        void response.writeHead(status, { 'Content-Type': 'text/plain' }).end('upstream connect error');
  }
}
