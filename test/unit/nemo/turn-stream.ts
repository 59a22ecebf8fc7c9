import { readTurn, type TurnEvent } from '../../../src/nemo/message';

/** Streams as servers send them, and what is made of them. */

export const adk = (parts: unknown[], over: object = {}) => ({ content: { role: 'model', parts }, ...over });
export const partial = (text: string) => adk([{ text }], { partial: true, id: `${Math.random()}` });
export const whole = (text: string) => adk([{ text }]);
export const call = (id: string, name = 'cut') => adk([{ functionCall: { id, name, args: {} } }]);
export const response = (id: string, name = 'cut') => ({
  content: { role: 'user', parts: [{ functionResponse: { id, name, response: { text: 'raw' } } }] },
});

/** One event on the wire; a string stands as it is. */
export const line = (value: unknown, end = '\n') =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}${end}${end}`;
export const stream = (...values: unknown[]) => values.map((value) => line(value)).join('');

/** Reads an answer that comes in chunks of a size, in bytes. */
export async function read(source: string | Uint8Array, size = Infinity): Promise<TurnEvent[]> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const step = Math.min(size, Math.max(1, bytes.length));
  return await readAt(
    bytes,
    Array.from({ length: Math.ceil(bytes.length / step) }, (_, n) => (n + 1) * step),
  );
}

/** Reads an answer that is cut at these places. */
export async function readAt(bytes: Uint8Array, cuts: readonly number[]): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  async function* body() {
    let at = 0;
    for (const cut of [...cuts, bytes.length]) {
      yield bytes.subarray(at, cut);
      at = cut;
    }
  }
  for await (const event of readTurn(body())) events.push(event);
  return events;
}

export const textOf = (events: TurnEvent[]) => events.findLast((event) => event.type === 'text')?.text ?? '';
export const toolsOf = (events: TurnEvent[]) =>
  events.filter((event) => event.type === 'tool').map(({ name }) => name);
export const failuresOf = (events: TurnEvent[]) => events.filter((event) => event.type === 'failed');
