import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import busboy from 'busboy';
import type { ReceivedFile } from './exchange';

/** Takes a body in: the files of a form, counted and hashed while they come, or the text of anything else. */
export async function receive(request: IncomingMessage): Promise<{ body: string; files: ReceivedFile[] }> {
  if (!request.headers['content-type']?.startsWith('multipart/form-data'))
    return { body: await text(request), files: [] };
  const files: ReceivedFile[] = [];
  const parser = busboy({ headers: request.headers, defParamCharset: 'utf8' });
  parser.on('file', (field, stream, { filename }) => {
    const hash = createHash('sha256');
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      hash.update(chunk);
    });
    stream.on('end', () => files.push({ field, name: filename ?? '', bytes, sha256: hash.digest('hex') }));
  });
  await new Promise<void>((resolve, reject) => {
    parser.on('close', resolve).on('error', reject);
    request.on('error', reject);
    request.pipe(parser);
  });
  return { body: '', files };
}
