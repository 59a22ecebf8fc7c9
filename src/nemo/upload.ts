import { uploadSchema, type Upload } from '../wire/files';
import { paths } from '../wire/paths';
import type { Calls } from './calls';
import type { Clock } from './clock';
import * as errors from './errors';
import type { LocalFile } from './files';
import type { Call } from './http';
import { IdleLimit } from './idle-limit';
import { multipart } from './multipart';

/** ms before each new try of an upload that never left */
const retryDelaysMs = [1000, 4000] as const;

/** ms in which nothing is taken of an upload, or answered behind it, until it counts as lost */
const stallMs = 10 * 60_000;

export interface UploadHooks {
  readonly signal?: AbortSignal | undefined;
  /** bytes of all files together, so far */
  readonly onSent?: (bytes: number) => void;
}

/** What a back end made of an upload, and what was sent. */
export interface Uploaded {
  readonly answer: Upload;
  /** SHA-256 of the bytes that went out, in hexadecimal, in the order of the files */
  readonly sha256: readonly string[];
}

/** See `NemoClient.upload`. */
export async function upload(
  calls: Calls,
  clock: Clock,
  sessionId: string,
  files: readonly LocalFile[],
  hooks: UploadHooks,
): Promise<Uploaded> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await send(calls, clock, sessionId, files, hooks);
    } catch (error) {
      if (!(error instanceof errors.NemoError) || error.code !== 'unreachable') throw named(error, files);
      await clock.sleep(delayMs, hooks.signal);
    }
  }
  return await send(calls, clock, sessionId, files, hooks).catch((error: unknown) => {
    throw named(error, files);
  });
}

async function send(
  calls: Calls,
  clock: Clock,
  sessionId: string,
  files: readonly LocalFile[],
  { signal, onSent = () => undefined }: UploadHooks,
): Promise<Uploaded> {
  const limit = new IdleLimit(clock, stallMs, () => errors.interrupted());
  const until = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
  const taken = (bytes: number) => {
    limit.note();
    onSent(bytes);
  };
  const sending = calls.withToken(until, async (token) => {
    const form = multipart(files);
    const call: Call = {
      method: 'POST',
      headers: { 'Content-Type': form.contentType, 'Content-Length': String(form.length) },
      token,
      signal: until,
      body: form.stream(taken),
      idleTimeoutMs: 0,
      once: true,
    };
    const { value } = await calls.http.json(paths.upload(sessionId), uploadSchema, call);
    // A yes to what was not sent to its end means nothing.
    if (form.sha256.length < files.length) throw errors.unexpectedAnswer();
    return { answer: value, sha256: form.sha256 };
  });
  return await calls.ofSession(sending).finally(() => limit.stop());
}

/** An error with the name of the file in it, where there was only one that it can be about. */
function named(error: unknown, [file, ...more]: readonly LocalFile[]): unknown {
  if (!(error instanceof errors.NemoError) || !file || more.length > 0) return error;
  if (error.code === 'unsupportedFile') return errors.unsupportedFile(file.name);
  if (error.code === 'fileTooLarge') return errors.refusedAsTooLarge(file.name, file.bytes);
  return error;
}
