import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import * as errors from './errors';
import { unreadable, type LocalFile } from './files';

export interface Multipart {
  readonly contentType: string;
  /** bytes of the whole body, known beforehand */
  readonly length: number;
  /** SHA-256 of each file whose last byte was given out, in hexadecimal */
  readonly sha256: readonly string[];
  stream(onSent: (bytes: number) => void): AsyncGenerator<Uint8Array>;
}

/**
 * A `multipart/form-data` body (RFC 7578) with the files in the field `files`, read from disk while it is sent:
 * memory does not grow with the files.
 */
export function multipart(files: readonly LocalFile[]): Multipart {
  const boundary = `----podcast-video-${randomUUID()}`;
  const heads = files.map((file) =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${escapeName(file.name)}"\r\n` +
        'Content-Type: application/octet-stream\r\n\r\n',
    ),
  );
  const gap = Buffer.from('\r\n');
  const tail = Buffer.from(`--${boundary}--\r\n`);
  const length =
    tail.length + files.reduce((sum, file, i) => sum + (heads[i]?.length ?? 0) + file.bytes + gap.length, 0);
  const sha256: string[] = [];

  async function* stream(onSent: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    let sent = 0;
    for (const [index, file] of files.entries()) {
      yield heads[index] ?? tail;
      const hash = createHash('sha256');
      for await (const bytes of contentOf(file)) {
        hash.update(bytes);
        yield bytes;
        sent += bytes.length;
        onSent(sent);
      }
      sha256.push(hash.digest('hex'));
      yield gap;
    }
    yield tail;
  }
  return { contentType: `multipart/form-data; boundary=${boundary}`, length, sha256, stream };
}

/** A file's bytes, exactly as many as were promised: one that grows is cut there. */
async function* contentOf(file: LocalFile): AsyncGenerator<Buffer> {
  let read = 0;
  const chunks = createReadStream(file.path, { highWaterMark: 256 * 1024, end: file.bytes - 1 });
  const failed = (error: unknown): never => {
    throw unreadable(error as NodeJS.ErrnoException, file.name);
  };
  const iterator = (chunks as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await iterator.next().catch(failed);
      if (next.done) break;
      read += next.value.length;
      yield next.value;
    }
  } finally {
    chunks.destroy();
  }
  if (read < file.bytes) throw errors.fileChanged(file.name);
}

/** Quotes and line breaks in a file name, as browsers escape them (WHATWG HTML, multipart/form-data encoding). */
function escapeName(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}
