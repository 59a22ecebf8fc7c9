import { createHash } from 'node:crypto';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Exchange, Handler } from './exchange';

/** What a file is known by: a strong ETag beside its date, a weak one, the date alone, or nothing. */
export type Validators = 'strong' | 'weak' | 'date' | 'none';

interface Version {
  readonly etag: string;
  /** HTTP date */
  readonly modified: string;
}

const versions = new WeakMap<Buffer, Version>();

/** What tells one content from another; made once for each. */
export function versionOf(content: Buffer): Version {
  const known = versions.get(content);
  if (known) return known;
  const hash = createHash('sha256').update(content).digest();
  // Some second of the years before 2030: another content has another date, the same one always the same.
  const seconds = 1_700_000_000 + (hash.readUInt32BE(0) % 200_000_000);
  const version = {
    etag: `"${hash.toString('hex', 0, 12)}"`,
    modified: new Date(seconds * 1000).toUTCString(),
  };
  versions.set(content, version);
  return version;
}

/** A file, or the range of it that was asked for, as RFC 9110 (sections 8.8, 13.1.5 and 14) has it. */
export const file =
  (content: Buffer, type = 'video/mp4'): Handler =>
  ({ cloud, request, response }: Exchange) => {
    const head = { 'Content-Type': type, ...validators(content, cloud.validators) };
    if (!cloud.ranges) {
      response.writeHead(200, { ...head, 'Content-Length': content.length }).end(content);
      return;
    }
    const { range, 'if-range': condition } = request.headers;
    const isAsked = range !== undefined && (condition === undefined || matches(String(condition), head));
    const part = isAsked ? partOf(range, content.length) : undefined;
    const common = { ...head, 'Accept-Ranges': 'bytes' };
    if (part === 'unsatisfiable') {
      const refusal = { ...common, 'Content-Range': `bytes */${content.length}`, 'Content-Length': 0 };
      response.writeHead(416, refusal).end();
      return;
    }
    const { start, end } = part ?? { start: 0, end: content.length };
    const partial = part && { 'Content-Range': `bytes ${start}-${end - 1}/${content.length}` };
    response
      .writeHead(part ? 206 : 200, { ...common, ...partial, 'Content-Length': end - start })
      .end(content.subarray(start, end));
  };

function validators(content: Buffer, kind: Validators): OutgoingHttpHeaders {
  const { etag, modified } = versionOf(content);
  switch (kind) {
    case 'strong':
      return { ETag: etag, 'Last-Modified': modified };
    case 'weak':
      return { ETag: `W/${etag}`, 'Last-Modified': modified };
    case 'date':
      return { 'Last-Modified': modified };
    case 'none':
      return {};
  }
}

/** Whether an `If-Range` names what is here. Only a strong ETag can; a weak one never matches. */
function matches(condition: string, head: OutgoingHttpHeaders): boolean {
  if (condition.startsWith('W/')) return false;
  return condition.startsWith('"') ? condition === head.ETag : condition === head['Last-Modified'];
}

/** Start and end (behind the last byte); undefined for forms that a server may ignore, several ranges for one. */
function partOf(range: string, size: number): { start: number; end: number } | 'unsatisfiable' | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/.exec(range) ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(Number(last) + 1, size);
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return start >= size || start >= end ? 'unsatisfiable' : { start, end };
}
