import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Handler } from './exchange';

/** Ways of answering, well or badly, for scripts of the contract server. */

/** JSON as it is written here, byte for byte. */
export function rawJson(text: string, status = 200): Handler {
  return ({ response }) => void response.writeHead(status, { 'Content-Type': 'application/json' }).end(text);
}

export const json = (body: unknown, status = 200): Handler => rawJson(JSON.stringify(body), status);

/** The envelope of the first generation. */
export const ok = (data: unknown): Handler => json({ code: 0, message: 'success', data });

/** An error by its code in the body, under HTTP 200. */
export const refuse = (code: number, message = 'no'): Handler => json({ code, message, data: null });

export const html =
  (status: number): Handler =>
  ({ response }) =>
    void response
      .writeHead(status, { 'Content-Type': 'text/html' })
      .end('<!DOCTYPE html><html><body><h1>nginx</h1></body></html>');

export const empty =
  (status: number): Handler =>
  ({ response }) =>
    void response.writeHead(status).end();

export const redirect =
  (location: string, status = 302): Handler =>
  ({ response }) =>
    void response.writeHead(status, { Location: location }).end();

/** Hangs up without a word. */
export const reset: Handler = ({ response }) => void response.socket?.destroy();

/** Answers only when the client hangs up, which is never an answer. */
export const silence: Handler = () => undefined;

/** The same answer, later. */
export const after =
  (ms: number, handler: Handler): Handler =>
  async (exchange) => {
    await sleep(ms);
    await handler(exchange);
  };

export const binary =
  (content: Buffer, type = 'video/mp4'): Handler =>
  ({ response }) =>
    void response.writeHead(200, { 'Content-Type': type, 'Content-Length': content.length }).end(content);

/** Promises the whole, sends a part and hangs up. */
export const cutOff =
  (content: Buffer, bytes: number): Handler =>
  async ({ response }) => {
    response.writeHead(200, { 'Content-Type': 'video/mp4', 'Content-Length': content.length });
    await new Promise((sent) => response.write(content.subarray(0, bytes), sent));
    await sleep(20);
    response.socket?.destroy();
  };

/** An event on the wire; a string stands as it is. */
export const event = (value: unknown) =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`;

/** Server-sent events: strings and bytes as they are, a number waits so many ms, `{ cut: true }` hangs up. */
export type Piece = string | Uint8Array | number | { readonly cut: true };

export const sse =
  (...pieces: Piece[]): Handler =>
  async ({ response }: Exchange) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    for (const piece of pieces) {
      if (typeof piece === 'number') await sleep(piece, undefined, { ref: false });
      else if (typeof piece === 'object' && 'cut' in piece) return void response.socket?.destroy();
      else await new Promise((sent) => response.write(piece, sent));
    }
    response.end();
  };

/** The agent's words in pieces and then whole, as Google's Agent Development Kit sends them. */
export function spoken(text: string): string {
  const middle = Math.floor(text.length / 2);
  const part = (words: string, partial?: true) => ({
    content: { role: 'model', parts: [{ text: words }] },
    author: 'nemo_agent',
    ...(partial ? { partial } : {}),
  });
  return [part(text.slice(0, middle), true), part(text.slice(middle), true), part(text)].map(event).join('');
}

/** A tool called, and its answer. */
export function tool(name: string, id = name): string {
  return [
    { content: { role: 'model', parts: [{ functionCall: { id, name, args: { secret_plan: true } } }] } },
    { content: { role: 'user', parts: [{ functionResponse: { id, name, response: { ok: true } } }] } },
  ]
    .map(event)
    .join('');
}
