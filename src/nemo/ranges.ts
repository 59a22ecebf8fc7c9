import type { Dispatcher } from 'undici';
import type { Validator } from '../wire/validator';

type Headers = Dispatcher.ResponseData['headers'];

/** What an answer with a whole file says of its version. */
export function validatorOf(headers: Headers): Validator {
  const etag = one(headers.etag);
  const lastModified = one(headers['last-modified']);
  const totalBytes = lengthOf(headers);
  return {
    ...(etag ? { etag } : {}),
    ...(lastModified ? { lastModified } : {}),
    ...(totalBytes === undefined ? {} : { totalBytes }),
  };
}

/** bytes of the body, where the answer says */
export function lengthOf(headers: Headers): number | undefined {
  const text = one(headers['content-length']) ?? '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/**
 * The headers that ask for the rest of a file, if it is still the same one (RFC 9110, 13.1.5 and 14.2).
 *
 * @param isElsewhere the rest is asked of another server than the beginning: only a strong ETag means the same there
 * @returns undefined where there is nothing to tell the versions apart by
 */
export function conditionFor(
  validator: Validator,
  bytes: number,
  isElsewhere: boolean,
): Record<string, string> | undefined {
  const isStrong = validator.etag?.startsWith('"');
  const condition = isStrong ? validator.etag : isElsewhere ? undefined : validator.lastModified;
  return condition ? { Range: `bytes=${bytes}-`, 'If-Range': condition } : undefined;
}

/** `Content-Range` of a part, or of none (`bytes *\/total`), as RFC 9110, 14.4 has it. */
export interface ContentRange {
  /** Index of the first byte */
  readonly start: number | undefined;
  /** bytes of the whole file */
  readonly total: number | undefined;
}

export function contentRangeOf(headers: Headers): ContentRange | undefined {
  const match = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/i.exec(one(headers['content-range'])?.trim() ?? '');
  if (!match) return undefined;
  const [, start, total] = match;
  return {
    start: start === undefined ? undefined : Number(start),
    total: total === undefined || total === '*' ? undefined : Number(total),
  };
}

/**
 * Whether a part that came belongs behind the bytes that are there.
 *
 * @param isElsewhere see `conditionFor`
 */
export function continues(
  headers: Headers,
  validator: Validator,
  bytes: number,
  isElsewhere: boolean,
): boolean {
  const range = contentRangeOf(headers);
  const etag = one(headers.etag);
  const isSame = etag === undefined ? !isElsewhere : !validator.etag || etag === validator.etag;
  const totals = [range?.total, validator.totalBytes].filter((total) => total !== undefined);
  return range?.start === bytes && isSame && new Set(totals).size < 2;
}

function one(header: string | string[] | undefined): string | undefined {
  return [header].flat()[0];
}
