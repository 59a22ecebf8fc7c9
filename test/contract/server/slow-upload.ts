import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { json } from './answers';
import { asEver } from './defaults';
import type { Exchange, Handler } from './exchange';
import { receive } from './receive';

/** Ways of taking an upload badly. */

/** Reads so many bytes at a time, so many ms apart; the sender is held up by it. Answers as ever afterwards. */
export const readSlowly = (bytes: number, everyMs: number, next: Handler = asEver): Handler =>
  takingBody(async (exchange) => {
    const source = Readable.from(slowly(exchange.request, bytes, everyMs), { objectMode: false });
    Object.assign(exchange.recorded, await receive(exchange.request, source));
    await next(exchange);
  });

/** Hangs up after so many bytes of the body; with `reset`, rudely. */
export const cutUpload = (bytes: number, { reset = false } = {}): Handler =>
  takingBody(async ({ request }) => {
    await readFirst(request, bytes);
    if (reset) request.socket.resetAndDestroy();
    else request.socket.destroy();
  });

/**
 * Answers after so many bytes, while the body still comes; the rest is read and dropped, or, with `close`, not read
 * any more.
 */
export const refuseEarly = (
  bytes: number,
  { close = false, refusal = json({ detail: 'Request Entity Too Large' }, 413) } = {},
): Handler =>
  takingBody(async (exchange) => {
    await readFirst(exchange.request, bytes);
    await refusal(exchange);
    if (!close) exchange.request.resume();
    else exchange.response.on('finish', () => exchange.request.socket.destroySoon());
  });

function takingBody(handler: (exchange: Exchange) => Promise<void>): Handler {
  return Object.assign(handler, { takesBody: true as const });
}

/** Resolves when so many bytes have come, or the body is over, and stops reading there. */
async function readFirst(request: IncomingMessage, bytes: number): Promise<void> {
  let seen = 0;
  await new Promise<void>((resolve) => {
    const done = () => {
      request.off('data', count).pause();
      resolve();
    };
    const count = (chunk: Buffer) => {
      seen += chunk.length;
      if (seen >= bytes) done();
    };
    request.on('data', count).once('end', done).once('close', done);
  });
}

async function* slowly(request: IncomingMessage, bytes: number, everyMs: number): AsyncGenerator<Buffer> {
  for await (const chunk of request as AsyncIterable<Buffer>)
    for (let at = 0; at < chunk.length; at += bytes) {
      yield chunk.subarray(at, at + bytes);
      await sleep(everyMs);
    }
}
