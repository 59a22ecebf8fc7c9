import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultWebUrl } from '../../src/nemo/addresses';
import { NemoClient } from '../../src/nemo/client';
import { givenToken } from '../../src/nemo/token';
import { attribution } from '../builders';
import { longAnswer } from './answer';

/** The other side of a measurement, in a process of its own so that its memory and its work are not counted. */
export interface Peer {
  readonly baseUrl: string;
  stop(): void;
}

/** Starts a server on the loopback interface that answers messages at length and takes uploads for nothing. */
export async function startPeer(): Promise<Peer> {
  const child = fork(__filename, { execArgv: ['--import', 'tsx'] });
  const [port] = (await once(child, 'message')) as [number];
  return { baseUrl: `http://127.0.0.1:${port}`, stop: () => child.kill() };
}

/** A client of it; nobody asks who it is. */
export function clientOf({ baseUrl }: Peer): NemoClient {
  return new NemoClient({ baseUrl, webUrl: defaultWebUrl, attribution, tokens: givenToken('bench') });
}

function serve(): void {
  const answer = longAnswer();
  const uploaded = JSON.stringify({ code: 0, data: { files: [] } });
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const isMessage = request.url === '/run_sse';
      response.writeHead(200, { 'Content-Type': isMessage ? 'text/event-stream' : 'application/json' });
      response.end(isMessage ? answer : uploaded);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
}

if (require.main === module) serve();
