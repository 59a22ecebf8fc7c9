import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { forbidden, tokenInvalid } from './wire-error';

/**
 * Lets in only whoever was given the token, and nobody through a browser: a page elsewhere could send requests to
 * 127.0.0.1 (they carry an `Origin`), or reach it by a name that it makes resolve to here (foreign `Host`).
 *
 * @throws WireError 403, or 401 with code 1001 for a token that is not ours
 */
export function checkCaller(request: IncomingMessage, token: string): void {
  const { host, origin, authorization } = request.headers;
  const name = host?.replace(/:\d+$/, '');
  if (origin !== undefined || (name !== '127.0.0.1' && name !== 'localhost')) throw forbidden();
  const shown = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (shown === undefined) throw forbidden();
  const [a, b] = [Buffer.from(shown), Buffer.from(token)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) throw tokenInvalid();
}
