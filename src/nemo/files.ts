import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { captionExtensions, extensions, mostUploadBytes } from '../wire/files';
import * as errors from './errors';

export { captionExtensions, extensions } from '../wire/files';

/** A file that has passed the checks. */
export interface LocalFile {
  /** absolute */
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Whether a file of that name can be used at all. */
export function isSupported(name: string): boolean {
  return kindOf(name) !== undefined;
}

/** The kind of media that a name's extension stands for. */
export function kindOf(name: string): keyof typeof extensions | undefined {
  const extension = extname(name).slice(1).toLowerCase();
  return (Object.keys(extensions) as (keyof typeof extensions)[]).find((kind) =>
    (extensions[kind] as readonly string[]).includes(extension),
  );
}

/** Whether a name is that of a transcript. */
export function isCaptions(name: string): boolean {
  return (captionExtensions as readonly string[]).includes(extname(name).slice(1).toLowerCase());
}

/**
 * Looks at a file before a byte of it is sent.
 *
 * @param byReference the back end reads the file where it lies: no limit of size, and transcripts too
 * @throws NemoError a sentence for each way in which a file cannot be used
 */
export async function checkFile(path: string, byReference: boolean): Promise<LocalFile> {
  const name = basename(path);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(error, name);
  });
  if (stats.isDirectory()) throw errors.fileIsFolder(name);
  if (!isSupported(name) && !(byReference && isCaptions(name))) throw errors.unsupportedFile(name);
  if (stats.size === 0) throw errors.fileEmpty(name);
  if (!byReference && stats.size > mostUploadBytes)
    throw errors.fileTooLarge(name, stats.size, mostUploadBytes);
  await access(path, constants.R_OK).catch(() => {
    throw errors.fileForbidden(name);
  });
  return { path, name, bytes: stats.size };
}

/**
 * SHA-256 of a file's content, in hexadecimal; memory does not grow with it.
 *
 * @throws NemoError where the file cannot be read; the signal's reason
 */
export async function sha256Of(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  try {
    const chunks: AsyncIterable<Buffer> = createReadStream(path, {
      highWaterMark: 1024 * 1024,
      ...(signal ? { signal } : {}),
    });
    for await (const chunk of chunks) hash.update(chunk);
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw unreadable(error as NodeJS.ErrnoException, basename(path));
  }
  return hash.digest('hex');
}

/** The sentence for a file that the disk does not give out. */
export function unreadable({ code }: NodeJS.ErrnoException, name: string): errors.NemoError {
  return code === 'EACCES' || code === 'EPERM' ? errors.fileForbidden(name) : errors.fileMissing(name);
}
