import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { incompleteDownload, NemoError } from './errors';

/**
 * Writes the body of an answer to a file and says how far it is.
 *
 * @param path a temporary file; the caller renames or removes it
 * @returns bytes written
 * @throws NemoError incompleteDownload where fewer or more bytes came than were announced; errors of the disk as
 *   they are
 */
export async function saveBody(
  response: Dispatcher.ResponseData,
  path: string,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: (bytes: number, total: number) => void },
): Promise<number> {
  const header = response.headers['content-length'];
  const total = typeof header === 'string' ? Number(header) : undefined;
  let bytes = 0;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onProgress?.(bytes, total ?? 0);
      done(null, chunk);
    },
  });
  const file = createWriteStream(path);
  try {
    await pipeline(response.body, counter, file, { ...(signal ? { signal } : {}) });
  } catch (error) {
    if (signal?.aborted || isDiskError(error)) throw error;
    throw error instanceof NemoError ? error : incompleteDownload(error);
  }
  if (bytes === 0 || (total !== undefined && bytes !== total)) throw incompleteDownload();
  return bytes;
}

/** Whether the failure is the disk's and not the network's. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return ['ENOSPC', 'EACCES', 'EPERM', 'EROFS', 'EDQUOT', 'ENOENT', 'EISDIR', 'EFBIG'].includes(String(code));
}
