/**
 * FFmpeg's libraries, by the low-level interface of node-av. Loaded when first needed (it takes 35–80 ms), and by
 * `import()`, since an ES module cannot be required by the Node of every editor.
 *
 * Two traps of node-av 6, met while measuring: options go in by `setOption`, for `open2` frees a Dictionary that
 * its wrapper frees again; and `frame.fromBuffer` of a video frame *points at* the buffer instead of copying it.
 */
import type * as lib from 'node-av/lib';
import type * as constants from 'node-av/constants';

export type Libav = typeof lib & { constants: typeof constants };

let loaded: Promise<Libav> | undefined;

/** The libraries, silent: what they have to say reaches us as return codes. */
export function loadLibav(): Promise<Libav> {
  loaded ??= Promise.all([import('node-av/lib'), import('node-av/constants')]).then(([av, constants]) => {
    av.Log.setLevel(constants.AV_LOG_QUIET);
    return { ...av, constants };
  });
  return loaded;
}

/** A call of the libraries that failed. Not for people's eyes: whoever knows the file makes a MediaError of it. */
export class LibavError extends Error {
  override readonly name = 'LibavError';

  /** @param code what the system calls the failure, `ENOENT` for one, where it is the system's */
  constructor(
    call: string,
    readonly code: string | undefined,
    reason: string,
  ) {
    super(`${call}: ${reason}`);
  }
}

/** Throws unless a call went well (`status` ≥ 0), else gives the status back. */
export function checked(av: Libav, status: number, call: string): number {
  if (status >= 0) return status;
  const code = Object.values(av.PosixError).find((name) => av.FFmpegError.AVERROR(name) === status);
  throw new LibavError(call, code, av.FFmpegError.strerror(status));
}
