import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Readable } from 'node:stream';
import busboy from 'busboy';
import type { ReceivedFile } from './exchange';

/** bytes; more than any JSON of the wire has */
const mostJsonBytes = 40 * 1024 * 1024;

/**
 * Takes a body in: the files of a form, counted and hashed while they come, or the text of anything else.
 *
 * @param source where the bytes come from, if not straight from the request
 */
export async function receive(
  request: IncomingMessage,
  source: Readable = request,
): Promise<{ body: string; files: ReceivedFile[] }> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data'))
    return { body: await textOf(source), files: [] };
  const files: ReceivedFile[] = [];
  const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
  parser.on('file', (field, stream, { filename }) => {
    const hash = createHash('sha256');
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      hash.update(chunk);
    });
    // Broken off with the form, which says so.
    stream.on('error', () => undefined);
    stream.on('end', () => files.push({ field, name: filename ?? '', bytes, sha256: hash.digest('hex') }));
  });
  await pipeline(source, parser);
  return { body: '', files };
}

async function textOf(source: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= mostJsonBytes) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
