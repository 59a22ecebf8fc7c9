import { open, type FileHandle } from 'node:fs/promises';
import * as errors from './errors';
import { unreadable } from './files';

/** bytes; one chunk is being sent, one waits, one is being read */
const [chunkBytes, buffers] = [512 * 1024, 3];

/**
 * A file's bytes, exactly as many as were promised: one that grows is cut there. The next chunk is read while one is
 * used, and memory is used in turn (new memory for every chunk costs more than reading it): a chunk is good until
 * the next but one is asked for. Whoever writes it to a socket has to wait until it is drained.
 *
 * @param name what the errors call it
 * @throws NemoError fileUnreadable, fileChanged
 */
export async function* contentOf(path: string, name: string, bytes: number): AsyncGenerator<Buffer> {
  const failed = (error: unknown): never => {
    throw unreadable(error as NodeJS.ErrnoException, name);
  };
  const file = await open(path).catch(failed);
  const ring = Array.from({ length: buffers }, () => Buffer.allocUnsafeSlow(Math.min(bytes, chunkBytes)));
  let turn = 0;
  const read = (at: number) => {
    const reading = readAt(file, ring[turn++ % buffers] ?? Buffer.alloc(0), at, bytes).catch(failed);
    // Its failure is told when its turn comes, which may be a while.
    reading.catch(() => undefined);
    return reading;
  };
  let ahead = read(0);
  try {
    for (let at = 0; at < bytes;) {
      const chunk = await ahead;
      if (chunk.length === 0) throw errors.fileChanged(name);
      at += chunk.length;
      ahead = read(at);
      // A short one may still lie in the socket when its memory is wanted: it is not waited for.
      yield chunk.length < chunkBytes ? Buffer.from(chunk) : chunk;
    }
  } finally {
    // Closed only when nothing is read any more.
    await ahead.catch(() => undefined);
    await file.close();
  }
}

/** @returns as much of the buffer as there is to be read; nothing behind the end */
async function readAt(file: FileHandle, buffer: Buffer, at: number, end: number): Promise<Buffer> {
  const length = Math.min(buffer.length, end - at);
  let bytes = 0;
  while (bytes < length) {
    const { bytesRead } = await file.read(buffer, bytes, length - bytes, at + bytes);
    if (bytesRead === 0) break;
    bytes += bytesRead;
  }
  return buffer.subarray(0, bytes);
}
