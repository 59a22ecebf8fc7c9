import type { Dispatcher } from 'undici';
import { interrupted } from './errors';

/** bytes that may wait to be used */
const mostWaiting = 1024 * 1024;

/**
 * The bytes of a body from now on, to their last one: where the connection is lost, a body forgets what it had taken
 * in and nobody had asked for yet. To be called before anything else is waited for.
 *
 * @throws NemoError interrupted behind the last byte, where there should have been more
 */
export function arriving({ body }: Dispatcher.ResponseData): AsyncGenerator<Buffer, void> {
  const waiting: Buffer[] = [];
  let bytes = 0;
  let state: 'open' | 'whole' | 'broken' = 'open';
  let cause: unknown;
  let wake = () => undefined as unknown;
  body.on('data', (chunk: Buffer) => {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes > mostWaiting) body.pause();
    wake();
  });
  body.on('end', () => (state = 'whole'));
  body.on('error', (error) => (cause = error));
  body.on('close', () => {
    if (state === 'open') state = 'broken';
    wake();
  });

  async function* taken(): AsyncGenerator<Buffer, void> {
    try {
      for (;;) {
        const chunk = waiting.shift();
        if (chunk) {
          bytes -= chunk.length;
          if (bytes < mostWaiting / 2 && body.isPaused()) body.resume();
          yield chunk;
        } else if (state === 'open') {
          await new Promise<void>((resolve) => (wake = resolve));
        } else {
          break;
        }
      }
    } finally {
      body.destroy();
    }
    if (state === 'broken') throw interrupted(cause);
  }
  return taken();
}
