import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { LibavError } from './libav';

/**
 * What can go wrong with a file, said to the person whose file it is. Each failure has one sentence on what is
 * the matter and one on what to do; only the base name of the file is told.
 */
const sentences = {
  missing: (name: string) =>
    l10n.t(
      '“{0}” is not there any more. Check that it was not moved, renamed or deleted, then try again.',
      name,
    ),
  'is-folder': (name: string) => l10n.t('“{0}” is a folder. Choose a recording inside it.', name),
  'no-permission': (name: string) =>
    l10n.t('“{0}” may not be read. Give yourself permission to read it, or choose another file.', name),
  empty: (name: string) =>
    l10n.t('“{0}” is empty. Export the recording again, or choose another file.', name),
  unreadable: (name: string) =>
    l10n.t(
      '“{0}” is damaged, or not the kind of file its name says. Export the recording again, or choose another file.',
      name,
    ),
  unsupported: (name: string) =>
    l10n.t(
      '“{0}” is not a recording, a video or a picture. Choose an MP3, WAV, M4A, AAC or video file.',
      name,
    ),
  'no-sound': (name: string) =>
    l10n.t('There is no sound in “{0}”. Choose a recording in which something can be heard.', name),
  'too-short': (name: string) =>
    l10n.t('“{0}” is shorter than a tenth of a second. Choose a longer recording.', name),
  'not-a-picture': (name: string) =>
    l10n.t('The picture “{0}” cannot be opened. Choose another PNG or JPEG picture.', name),
  'not-a-transcript': (name: string) =>
    l10n.t('“{0}” holds no captions. Choose a transcript in SRT or VTT format.', name),
  'disk-full': (name: string) =>
    l10n.t('The disk is full, so “{0}” could not be written. Make some room, then try again.', name),
  'no-write-permission': (name: string) =>
    l10n.t('“{0}” may not be written there. Choose another folder for the video.', name),
  'not-written': (name: string) =>
    l10n.t('“{0}” could not be written. Choose another folder for the video, then try again.', name),
} satisfies Record<string, (name: string) => string>;

export type MediaErrorCode = keyof typeof sentences;

/** A failure that lies in a file. `message` is for the person, in their language. */
export class MediaError extends Error {
  override readonly name = 'MediaError';

  /** @param fileName base name of the file, as told in the message */
  constructor(
    readonly code: MediaErrorCode,
    readonly fileName: string,
    options?: ErrorOptions,
  ) {
    super(sentences[code](fileName), options);
  }
}

const factory =
  (code: MediaErrorCode) =>
  (path: string, cause?: unknown): MediaError =>
    new MediaError(code, basename(path), { cause });

export const missing = factory('missing');
export const isFolder = factory('is-folder');
export const noPermission = factory('no-permission');
export const empty = factory('empty');
export const unreadable = factory('unreadable');
export const unsupported = factory('unsupported');
export const noSound = factory('no-sound');
export const tooShort = factory('too-short');
export const notAPicture = factory('not-a-picture');
export const notATranscript = factory('not-a-transcript');
export const diskFull = factory('disk-full');
export const noWritePermission = factory('no-write-permission');
export const notWritten = factory('not-written');

/** What the system calls an error (`ENOENT`…), if it came from the system. */
function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The failure behind an error met while opening or reading `path`. */
export function whileReading(path: string, error: unknown): MediaError {
  if (error instanceof MediaError) return error;
  switch (systemCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return missing(path, error);
    case 'EISDIR':
      return isFolder(path, error);
    case 'EACCES':
    case 'EPERM':
      return noPermission(path, error);
    default:
      return unreadable(path, error);
  }
}

/** The failure behind an error met while writing `path`, or the error itself when the system did not make it. */
export function whileWriting(path: string, error: unknown): unknown {
  // What FFmpeg calls EINVAL has nothing to do with the file that is written.
  if (error instanceof MediaError || error instanceof LibavError) return error;
  switch (systemCode(error)) {
    case undefined:
      return error;
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return diskFull(path, error);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return noWritePermission(path, error);
    default:
      return notWritten(path, error);
  }
}
