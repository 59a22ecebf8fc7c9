import { rawJson } from './answers';
import type { Exchange, Handler } from './exchange';

/** How an answer is wrapped: the two generations, or not at all. */
export type Envelope = 'code' | 'success' | 'bare';

/** The generation that an endpoint is documented with. */
function ownEnvelope({ cloud, recorded }: Exchange): Envelope {
  return cloud.envelope ?? (recorded.endpoint.startsWith('render') ? 'success' : 'code');
}

/** Data in the envelope of the day; text stands as it is, byte for byte. */
export const data =
  (value: unknown): Handler =>
  async (exchange) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const wrapped = {
      code: `{ "code":0,"message":"success","data" :${text}}`,
      success: `{"success":true, "data": ${text} }`,
      bare: text,
    }[ownEnvelope(exchange)];
    await rawJson(wrapped)(exchange);
  };

/** HTTP statuses of codes that have no status in themselves. */
const statuses: Readonly<Record<number, number>> = { 1001: 401, 1002: 404, 2001: 400, 4001: 415, 4002: 413 };

/**
 * An error in the envelope of the day: a code under HTTP 200; `success: false` under a status; a bare status, which
 * names the code only where it says too little.
 */
export const failure =
  (code: number, message: string): Handler =>
  async (exchange) => {
    const status = statuses[code] ?? code;
    const ofVendor = code > 1000 ? { code } : {};
    const named = code > 2000 ? { code } : {};
    const answer = {
      code: [{ code, message, data: null }, 200],
      success: [{ success: false, ...ofVendor, error: message }, status],
      bare: [{ ...named, detail: message }, status],
    } as const;
    const [body, sent] = answer[ownEnvelope(exchange)];
    await rawJson(JSON.stringify(body), sent)(exchange);
  };
