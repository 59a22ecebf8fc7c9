import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStream } from '../../../src/engine/server/sse';

describe('the engine’s event stream', () => {
  /** What a client reads of a stream that is served so. */
  async function streamed(serve: (stream: EventStream) => Promise<void>): Promise<string> {
    const server = createServer((_request, response) => void serve(new EventStream(response, 5)));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    try {
      return await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).text();
    } finally {
      server.close();
    }
  }

  it('gives signs of life while there is nothing to say, and stops with the stream', async () => {
    const text = await streamed(async (stream) => {
      stream.send({ a: 1 });
      await sleep(40);
      stream.end();
      // A sign of life behind the end would be an error of the stream's, and of the test's.
      await sleep(15);
    });
    assert.match(text, /^data: \{"a":1\}\n\n(?:: heartbeat\n\n){2,}$/);
  });

  it('puts any text on one line', async () => {
    const said = { text: 'one\ntwo\r\nthree\u2028\u0000' };
    const text = await streamed((stream) => {
      stream.send(said);
      stream.end();
      return Promise.resolve();
    });
    assert.deepEqual(JSON.parse(/^data: ([^\n\r]*)\n\n$/.exec(text)?.[1] ?? ''), said);
  });
});
