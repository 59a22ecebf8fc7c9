import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import type { Exchange, Handler } from './exchange';

/** An answer before its first byte went out, for a fault to deliver. */
export interface HeldBack {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Stands in for a response, and keeps what is written to it. */
class Keeper extends Writable {
  status = 200;
  headers: OutgoingHttpHeaders = {};
  readonly #chunks: Buffer[] = [];

  writeHead(status: number, headers: OutgoingHttpHeaders = {}): this {
    Object.assign(this, { status, headers });
    return this;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }

  get body(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

/** What a handler answers, kept instead of sent. A handler that hangs up has said what it said. */
export async function holdBack(exchange: Exchange, handler: Handler): Promise<HeldBack> {
  const keeper = new Keeper();
  // Of a response, handlers use no more than a Keeper has.
  await handler({ ...exchange, response: keeper as unknown as ServerResponse });
  const { status, headers, body } = keeper;
  return { status, headers, body };
}

/** Sends the status and the headers at once, without waiting for a body. */
export function sendHead({ response }: Exchange, { status, headers }: HeldBack): void {
  response.writeHead(status, headers);
  response.flushHeaders();
}

/** Sends some of a body. Resolves when it is on its way, or when nobody is there to take it. */
export async function send({ response }: Exchange, piece: string | Uint8Array): Promise<void> {
  if (response.destroyed || piece.length === 0) return;
  await new Promise((sent) => response.write(piece, sent));
}
