import type { ServerResponse } from 'node:http';

/** ms between two signs of life in a stream that has nothing to say */
const heartbeatMs = 15_000;

/** A stream of server-sent events as an answer. */
export class EventStream {
  readonly #response: ServerResponse;
  readonly #heartbeat: NodeJS.Timeout;

  /** @param aliveEveryMs time between two signs of life */
  constructor(response: ServerResponse, aliveEveryMs = heartbeatMs) {
    this.#response = response;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache',
    });
    response.flushHeaders();
    this.#heartbeat = setInterval(() => response.write(': heartbeat\n\n'), aliveEveryMs);
    response.on('close', () => {
      clearInterval(this.#heartbeat);
    });
  }

  send(data: unknown): void {
    // JSON holds no raw line break, so one `data` line is always enough.
    this.#response.write(`data: ${JSON.stringify(data)}\n\n`);
  }

  end(): void {
    clearInterval(this.#heartbeat);
    this.#response.end();
  }
}
