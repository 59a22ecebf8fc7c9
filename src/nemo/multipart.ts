import { createHash, randomUUID } from 'node:crypto';
import type { LocalFile } from './files';
import { contentOf } from './reading';

export interface Multipart {
  readonly contentType: string;
  /** bytes of the whole body, known beforehand */
  readonly length: number;
  /** SHA-256 of each file whose last byte was given out, in hexadecimal */
  readonly sha256: readonly string[];
  /**
   * The body. A chunk is good until the next but one is asked for: its memory is used again.
   *
   * @param onSent told the bytes of the files that were taken so far
   */
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
      for await (const bytes of contentOf(file.path, file.name, file.bytes)) {
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

/** Quotes and line breaks in a file name, as browsers escape them (WHATWG HTML, multipart/form-data encoding). */
function escapeName(name: string): string {
  return name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
}
