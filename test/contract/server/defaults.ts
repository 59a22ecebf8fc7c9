import { anonymousToken, bearerOf, claimToken, credits } from './account';
import { json } from './answers';
import { data, failure } from './envelopes';
import type { Endpoint, Exchange, Handler } from './exchange';
import { cdn, render, renderCancel, renderDownload, renderStatus } from './renders';
import { message, session, state, upload } from './sessions';

/** How the vendor's service answers on a good day; what it has in mind lives in the cloud that is passed along. */
const defaults: Record<Endpoint, Handler> = {
  anonymousToken,
  claimToken,
  credits,
  session,
  message,
  upload,
  state,
  render,
  renderStatus,
  renderCancel,
  renderDownload,
  cdn,

  capabilities: (exchange) => {
    const { pollMs } = exchange.cloud;
    if (pollMs === undefined) return json({ detail: 'Not Found' }, 404)(exchange);
    return data({ version: '1', frames: false, previewSound: false, localFiles: false, pollMs })(exchange);
  },

  unknown: json({ detail: 'Not Found' }, 404),
};

/** bytes of a JSON body, where an endpoint takes one */
const mostBytes: Partial<Record<Endpoint, number>> = {
  claimToken: 64 * 1024,
  session: 64 * 1024,
  message: 1024 * 1024,
  render: 32 * 1024 * 1024,
};

/** Answers as the endpoint does when nothing is scripted, and refuses what does not show a token of this cloud. */
export const asEver: Handler = async (exchange) => {
  const { endpoint, body } = exchange.recorded;
  if (!isAllowed(exchange)) return await failure(1001, 'token expired')(exchange);
  if (body.length > (mostBytes[endpoint] ?? Infinity))
    return await json({ detail: 'Request body too large' }, 413)(exchange);
  await defaults[endpoint](exchange);
};

const open: readonly Endpoint[] = ['anonymousToken', 'cdn', 'unknown'];

function isAllowed(exchange: Exchange): boolean {
  return open.includes(exchange.recorded.endpoint) || exchange.cloud.tokens.has(bearerOf(exchange));
}
