import type { Dispatcher } from 'undici';
import type { Validator } from '../wire/validator';
import { arriving } from './arriving';
import { isOfType } from './calls';
import type { Clock } from './clock';
import * as errors from './errors';
import { PartialFile } from './partial-file';
import { contentRangeOf, continues, conditionFor, lengthOf, validatorOf } from './ranges';

/** ms before each new try that follows one without a new byte; with none left, the address is given up */
const backoffMs = [1000, 2000, 4000, 8000, 16_000] as const;
/** ms that a busy server may ask for at most */
const mostBackoffMs = 60_000;

export interface DownloadHooks {
  readonly signal?: AbortSignal | undefined;
  /** bytes so far, and in all; 0 in all where that is not known */
  readonly onProgress?: (bytes: number, total: number) => void;
  /** What the part of the file that is there already belongs to. */
  readonly resume?: Validator | undefined;
  /** Told before the first byte of a version is written. */
  readonly onValidator?: (validator: Validator) => void;
  /** bytes that the file must have */
  readonly expectedBytes?: number | undefined;
}

/**
 * Sends a GET for the file with these headers besides.
 *
 * @returns an answer of any 2xx, or 416
 * @throws NemoError for every other
 */
export type Opener = (headers: Record<string, string>) => Promise<Dispatcher.ResponseData>;

/**
 * Fetches a file from the first address that gives it whole. A body that breaks off goes on where it was, as often as
 * it brings something new.
 *
 * @param openers addresses in the order in which they are tried
 * @returns bytes of the file
 * @throws NemoError incompleteDownload, with what came left in place; errors of the disk as they are; the signal's
 *   reason
 */
export async function download(
  openers: readonly Opener[],
  path: string,
  hooks: DownloadHooks,
  clock: Clock,
): Promise<number> {
  const file = await PartialFile.at(path, hooks.resume);
  let trouble: unknown;
  for (const open of openers) {
    trouble = await fetchFrom(open, file, hooks, clock);
    if (trouble === undefined) {
      await file.flush();
      return file.bytes;
    }
    file.isElsewhere = true;
  }
  throw trouble instanceof errors.NemoError && trouble.code === 'tokenRefused'
    ? trouble
    : errors.incompleteDownload(trouble);
}

/** @returns undefined when the file is whole, else why this address is given up */
async function fetchFrom(
  open: Opener,
  file: PartialFile,
  hooks: DownloadHooks,
  clock: Clock,
): Promise<errors.NemoError | undefined> {
  let most = file.bytes;
  const found = file.validator;
  let isAnew = false;
  for (let vain = 0; ;) {
    try {
      await attempt(open, file, hooks);
      return undefined;
    } catch (error) {
      hooks.signal?.throwIfAborted();
      if (!(error instanceof errors.NemoError)) throw error;
      // Another version than the one that was there begins from nothing: that is no step back, the first time.
      if (!isAnew && file.validator !== found) [isAnew, most] = [true, 0];
      vain = file.bytes > most ? 0 : vain + 1;
      most = Math.max(most, file.bytes);
      const pause = backoffMs[Math.max(0, vain - 1)];
      if (pause === undefined || !isPassing(error)) return error;
      await clock.sleep(Math.max(pause, Math.min(mostBackoffMs, error.retryAfterMs ?? 0)), hooks.signal);
    }
  }
}

/** One request: resolves when the file is whole. */
async function attempt(open: Opener, file: PartialFile, hooks: DownloadHooks): Promise<void> {
  const { expectedBytes } = hooks;
  const { bytes, validator, isElsewhere } = file;
  const condition = bytes > 0 && validator ? conditionFor(validator, bytes, isElsewhere) : undefined;
  const response = await open({ 'Accept-Encoding': 'identity', ...condition });
  const { headers } = response;
  const range = contentRangeOf(headers);
  if (response.statusCode === 416) {
    await response.body.dump();
    const total = range?.total ?? validator?.totalBytes;
    if (condition && total === bytes && (expectedBytes ?? total) === total) return;
    throw startOver(file);
  }
  const isPart = response.statusCode === 206;
  if (isPart && (!condition || !validator || !continues(headers, validator, bytes, isElsewhere))) {
    await response.body.dump();
    throw startOver(file);
  }
  const total = isPart ? (range?.total ?? validator?.totalBytes) : lengthOf(headers);
  const isRightSize = total !== 0 && (expectedBytes ?? total) === (total ?? expectedBytes);
  if (!(isPart || response.statusCode === 200) || !isVideo(response) || !isRightSize) {
    await response.body.dump();
    throw errors.unexpectedAnswer();
  }
  const chunks = arriving(response);
  try {
    if (!isPart) {
      await file.begin(validatorOf(headers));
      hooks.onValidator?.(validatorOf(headers));
    }
    await file.append(chunks, (done) => hooks.onProgress?.(done, total ?? expectedBytes ?? 0));
  } finally {
    response.body.destroy();
  }
  if (total !== undefined && file.bytes < total) throw errors.interrupted();
  if (file.bytes !== (total ?? expectedBytes ?? file.bytes) || file.bytes === 0)
    throw errors.unexpectedAnswer();
}

/** Forgets what is there; the next try fetches it anew. */
function startOver(file: PartialFile): errors.NemoError {
  file.forget();
  return errors.interrupted();
}

/** Whether an answer can be the file itself: no page, no sentence, nothing packed. */
function isVideo(response: Dispatcher.ResponseData): boolean {
  const encoding = String(response.headers['content-encoding'] ?? 'identity').toLowerCase();
  return encoding === 'identity' && !isOfType(response, 'text/', 'application/json', 'application/xml');
}

/** Whether trying the same address again may help. */
function isPassing({ code, status = 0 }: errors.NemoError): boolean {
  if (code === 'rejected') return status === 408 || status >= 500;
  return ['unreachable', 'interrupted', 'timedOut', 'rateLimited'].includes(code);
}
