import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { seeded } from '../../builders';
import { asEver } from './defaults';
import type { Exchange, Handler } from './exchange';
import { holdBack, send, sendHead } from './held-back';

/**
 * Ways in which a good answer arrives badly. Each takes the answer that it spoils: the endpoint's own, unless another
 * is named. A file that is cut off honours ranges on the next try.
 */

/** ms in which what was sent reaches the client before the connection goes; a reset would overtake it. */
const arrivalMs = 20;

/** Sends so many bytes of the body and hangs up (FIN): the promised length is never reached. */
export const cutAfter =
  (bytes: number, next: Handler = asEver): Handler =>
  async (exchange) => {
    await sendFirst(exchange, next, () => bytes);
    exchange.response.socket?.destroy();
  };

/** Hangs up behind the first byte of the last character that has several. */
export const cutWithinCharacter =
  (next: Handler = asEver): Handler =>
  async (exchange) => {
    await sendFirst(exchange, next, (body) => body.findLastIndex((byte) => byte >= 0xc0) + 1);
    exchange.response.socket?.destroy();
  };

/** Resets the connection (RST) before anything is answered. */
export const resetBefore: Handler = ({ response }) => void response.socket?.resetAndDestroy();

/** Resets the connection behind so many bytes of the body, 0 of them: behind the headers. */
export const resetAfter =
  (bytes: number, next: Handler = asEver): Handler =>
  async (exchange) => {
    await sendFirst(exchange, next, () => bytes);
    exchange.response.socket?.resetAndDestroy();
  };

/** Does what was asked, and hangs up instead of saying so. */
export const doneButUnsaid =
  (next: Handler = asEver): Handler =>
  async (exchange) => {
    await holdBack(exchange, next);
    exchange.response.socket?.destroy();
  };

/** Sends so many bytes at a time, so many ms apart. */
export const trickled =
  (bytes: number, everyMs: number, next: Handler = asEver): Handler =>
  (exchange) =>
    inPieces(exchange, next, () => bytes, everyMs);

/** Sends the body byte by byte, each in a packet and a chunk of its own. */
export const byteByByte = (next: Handler = asEver): Handler => trickled(1, 0, next);

/** Sends the body in pieces of any size, the same ones for the same seed. */
export const inAnyPieces =
  (seed: number, mostBytes = 64, next: Handler = asEver): Handler =>
  (exchange) => {
    const random = seeded(seed);
    return inPieces(exchange, next, () => 1 + Math.floor(random() * mostBytes), 0);
  };

/** Sends the same body under another type. */
export const mistyped =
  (type: string, next: Handler = asEver): Handler =>
  async (exchange) => {
    const { status, headers, body } = await holdBack(exchange, next);
    exchange.response.writeHead(status, { ...headers, 'Content-Type': type }).end(body);
  };

/** Leaves the end of the body out, as if it were whole: JSON that breaks off, a video that is too short. */
export const shortenedBy =
  (bytes: number, next: Handler = asEver): Handler =>
  async (exchange) => {
    const { status, headers, body } = await holdBack(exchange, next);
    const short = body.subarray(0, body.length - bytes);
    exchange.response.writeHead(status, { ...headers, 'Content-Length': short.length }).end(short);
  };

async function sendFirst(
  exchange: Exchange,
  next: Handler,
  bytesOf: (body: Buffer) => number,
): Promise<void> {
  const answer = await holdBack(exchange, next);
  sendHead(exchange, answer);
  await send(exchange, answer.body.subarray(0, bytesOf(answer.body)));
  await sleep(arrivalMs);
}

async function inPieces(
  exchange: Exchange,
  next: Handler,
  size: () => number,
  everyMs: number,
): Promise<void> {
  const answer = await holdBack(exchange, next);
  sendHead(exchange, answer);
  for (let at = 0; at < answer.body.length && !exchange.response.destroyed;) {
    const end = at + size();
    await send(exchange, answer.body.subarray(at, end));
    at = end;
    await (everyMs > 0 ? sleep(everyMs) : turn());
  }
  exchange.response.end();
}
