import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Exchange } from './router';

export interface FileAnswer {
  /** Absolute path. */
  readonly path: string;
  readonly contentType: string;
}

/**
 * Streams a file, or the one range of it that was asked for (RFC 9110, section 14), with an ETag that changes with
 * the file.
 *
 * @returns whether the last byte went out
 */
export async function sendFile({ request, response }: Exchange, file: FileAnswer): Promise<boolean> {
  const { size, mtimeMs } = await stat(file.path);
  const etag = `"${size.toString(16)}-${Math.round(mtimeMs).toString(16)}"`;
  const head = { 'Content-Type': file.contentType, 'Accept-Ranges': 'bytes', ETag: etag };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, head).end();
    return false;
  }
  const condition = request.headers['if-range'];
  const isAsked = request.headers.range !== undefined && (condition === undefined || condition === etag);
  const range = isAsked ? rangeOf(request.headers.range ?? '', size) : 'whole';
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...head, 'Content-Range': `bytes */${size}` }).end();
    return false;
  }
  const { start, end } = range === 'whole' ? { start: 0, end: size - 1 } : range;
  response.writeHead(range === 'whole' ? 200 : 206, {
    ...head,
    'Content-Length': end - start + 1,
    ...(range === 'whole' ? {} : { 'Content-Range': `bytes ${start}-${end}/${size}` }),
  });
  if (request.method === 'HEAD' || size === 0) {
    response.end();
    return false;
  }
  await pipeline(createReadStream(file.path, { start, end }), response);
  return end === size - 1;
}

/** First and last byte of a `Range` header; forms that are not understood mean the whole file. */
function rangeOf(header: string, size: number): { start: number; end: number } | 'whole' | 'unsatisfiable' {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(header.trim()) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return 'whole';
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start > end || start >= size ? 'unsatisfiable' : { start, end };
}
