import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { extensions, mostUploadBytes } from '../wire/files';
import * as errors from './errors';

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

/**
 * Looks at a file before a byte of it is sent.
 *
 * @param mostBytes the most that may be uploaded; Infinity for a back end that reads the file where it lies
 * @throws NemoError a sentence for each way in which a file cannot be used
 */
export async function checkFile(path: string, mostBytes: number = mostUploadBytes): Promise<LocalFile> {
  const name = basename(path);
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EACCES' ? errors.fileForbidden(name) : errors.fileMissing(name);
  });
  if (stats.isDirectory()) throw errors.fileIsFolder(name);
  if (!isSupported(name)) throw errors.unsupportedFile(name);
  if (stats.size === 0) throw errors.fileEmpty(name);
  if (stats.size > mostBytes) throw errors.fileTooLarge(name, stats.size, mostBytes);
  await access(path, constants.R_OK).catch(() => {
    throw errors.fileForbidden(name);
  });
  return { path, name, bytes: stats.size };
}
