import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { whileWriting } from '../media/errors';
import { fileTooLarge, notUnderstood, unsupportedFile, type WireError } from './wire-error';

export interface ReceivedFile {
  /** Absolute path of our copy. */
  readonly path: string;
  /** As the sender calls it. */
  readonly name: string;
}

export interface ReceiveOptions {
  /** Absolute path; each file gets a folder of its own in it. The caller removes it when this fails. */
  readonly folder: string;
  /** bytes per file */
  readonly mostBytes: number;
  readonly isSupported: (name: string) => boolean;
  readonly signal: AbortSignal;
}

/** The most files in one request. */
const mostFiles = 100;

/**
 * Streams the files of a multipart request to disk; memory does not grow with them. A refusal is decided at once,
 * but the request is read to its end, so that the sender hears it instead of a reset connection.
 *
 * @throws WireError where a file is refused or the form is broken, MediaError where the disk is full
 */
export async function receiveFiles(
  request: IncomingMessage,
  options: ReceiveOptions,
): Promise<ReceivedFile[]> {
  const { default: busboy } = await import('busboy');
  const received: Promise<ReceivedFile>[] = [];
  let refusal: WireError | undefined;
  const form = parser(() =>
    busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: mostFiles, fileSize: options.mostBytes, fields: 0 },
    }),
  );
  form.on('file', (_field, stream, { filename }) => {
    const name = path.basename((filename as string | undefined) ?? '');
    refusal ??= options.isSupported(name) ? undefined : unsupportedFile(name);
    stream.once('limit', () => {
      refusal ??= fileTooLarge(name, options.mostBytes);
    });
    if (refusal) {
      stream.resume();
      return;
    }
    const saved = save(stream, name, path.join(options.folder, String(received.length)), options.signal);
    // Each is awaited below; a failure in the meantime is not unhandled.
    saved.catch(() => stream.resume());
    received.push(saved);
  });
  form.on('filesLimit', () => {
    refusal ??= notUnderstood();
  });
  let broken: unknown;
  try {
    await pipeline(request, form, { signal: options.signal });
  } catch (error) {
    options.signal.throwIfAborted();
    broken = error;
  }
  const results = await Promise.allSettled(received);
  if (refusal) throw refusal;
  if (broken !== undefined) throw notUnderstood();
  const files = results.map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
  if (files.length === 0) throw notUnderstood();
  return files;
}

/** busboy throws where the headers are those of no form. */
function parser<T>(make: () => T): T {
  try {
    return make();
  } catch {
    throw notUnderstood();
  }
}

async function save(
  stream: Readable,
  name: string,
  folder: string,
  signal: AbortSignal,
): Promise<ReceivedFile> {
  const file = path.join(folder, safeName(name));
  try {
    await mkdir(folder, { recursive: true });
    await pipeline(stream, createWriteStream(file), { signal });
  } catch (error) {
    throw whileWriting(file, error);
  }
  return { path: file, name };
}

/** A name that every file system takes: without separators, control and reserved characters, at most 150 units. */
export function safeName(name: string): string {
  const { name: stem, ext } = path.parse(name);
  const clean = stem.replace(/[\u0000-\u001f<>:"/\\|?*]/g, '_').replace(/[. ]+$/, '');
  const isReserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(clean);
  return `${isReserved ? '_' : ''}${clean.slice(0, 120) || 'file'}${ext.slice(0, 30)}`;
}
