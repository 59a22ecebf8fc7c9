import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import * as z from 'zod';
import { incompleteDownload, NemoError } from './errors';

/**
 * What tells one version of a file on a server from another (RFC 9110, 8.8). It is written down beside a part of
 * the file, so that the rest can be fetched later.
 */
export const validatorSchema = z.object({
  /** As sent, quotes and all. */
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** bytes of the whole file */
  totalBytes: z.number().int().nonnegative().optional(),
});
export type Validator = z.infer<typeof validatorSchema>;

export interface DownloadHooks {
  readonly signal?: AbortSignal | undefined;
  /** bytes so far, and in all; 0 in all where that is not known */
  readonly onProgress?: (bytes: number, total: number) => void;
  /** What the part of the file that is there already belongs to. */
  readonly resume?: Validator | undefined;
  /** Told before the first byte of a version is written. */
  readonly onValidator?: (validator: Validator) => void;
  /** The size that the file must have. */
  readonly expectedBytes?: number | undefined;
}

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
