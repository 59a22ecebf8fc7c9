import { data, failure } from './envelopes';
import type { Exchange, Handler } from './exchange';
import { jsonOf } from './json-body';

/** What in the service belongs to an account: tokens and credits. */

export const anonymousToken: Handler = async (exchange) => {
  const { cloud, recorded } = exchange;
  const clientId = recorded.headers['x-client-id'];
  if (typeof clientId !== 'string' || clientId === '' || clientId.length > 64)
    return await failure(400, 'X-Client-Id header is required')(exchange);
  const token = `nmv_usr_anonymous-${cloud.issue()}`;
  cloud.tokens.add(token);
  const expires = cloud.clock.now() + cloud.tokenLifeMs;
  return await data({
    token,
    user_id: 'anon_1',
    credits: 100,
    expires_at: new Date(expires).toISOString(),
  })(exchange);
};

export const credits: Handler = async (exchange) => {
  const { available, frozen } = exchange.cloud.balanceOf(bearerOf(exchange));
  await data({ available, frozen, total: available + frozen })(exchange);
};

export const claimToken: Handler = async (exchange) => {
  const asked = jsonOf(exchange.recorded);
  if (!exchange.cloud.drafts.has(String(asked?.session_id)))
    return await failure(1002, 'session not found')(exchange);
  return await data({ claim_token: 'clm_canary-claim', expires_in: 300 })(exchange);
};

/** The token that a request shows; empty where it shows none. */
export function bearerOf({ recorded }: Exchange): string {
  return /^Bearer (.+)$/.exec(recorded.headers.authorization ?? '')?.[1] ?? '';
}
