import { asEver } from './defaults';
import type { Exchange, Handler } from './exchange';
import { send } from './held-back';

/** An answer that is the test's to give, whenever it likes: nothing happens by itself, however long it takes. */
export interface Quiet {
  readonly handler: Handler;
  /** Resolves when the request is there, with its body. */
  readonly asked: Promise<Exchange>;
  /** Sends some of the answer; the status and the headers first, where they have not gone. */
  send(piece: string | Uint8Array): Promise<void>;
  /** Ends the answer as one that is whole. */
  end(): Promise<void>;
  /** Hangs up. */
  cut(): Promise<void>;
  /** Resets the connection. */
  reset(): Promise<void>;
  /** Answers, as ever or as told, where nothing has been sent yet. */
  answer(next?: Handler): Promise<void>;
}

/**
 * Silence of a server, for one request, with the test as its end: no headers, or headers and then nothing, or
 * whatever signs of life the test sends.
 *
 * @param headers whether status and headers go out at once
 */
export function quiet({ headers = false, type = 'text/event-stream' } = {}): Quiet {
  let begin: (exchange: Exchange) => void = () => undefined;
  const asked = new Promise<Exchange>((resolve) => (begin = resolve));
  const open = async () => {
    const exchange = await asked;
    if (exchange.response.headersSent || exchange.response.destroyed) return exchange;
    exchange.response.writeHead(200, { 'Content-Type': type });
    exchange.response.flushHeaders();
    return exchange;
  };
  return {
    asked,
    handler: async (exchange) => {
      begin(exchange);
      if (headers) await open();
    },
    send: async (piece) => await send(await open(), piece),
    end: async () => void (await open()).response.end(),
    cut: async () => void (await asked).response.socket?.destroy(),
    reset: async () => void (await asked).response.socket?.resetAndDestroy(),
    answer: async (next = asEver) => await next(await asked),
  };
}
