import * as l10n from '@vscode/l10n';
import { codes } from '../wire/codes';
import { extensions } from '../wire/files';

/** Every way in which a call to a back end fails, for code that decides what to do about it. */
export type NemoErrorCode =
  | 'unreachable'
  | 'timedOut'
  | 'interrupted'
  | 'unexpectedAnswer'
  | 'rejected'
  | 'tokenRefused'
  | 'sessionNotFound'
  | 'outOfCredits'
  | 'exportBlocked'
  | 'rateLimited'
  | 'badAddress'
  | 'unsupportedFile'
  | 'fileTooLarge'
  | 'fileUnreadable'
  | 'fileNotWritable'
  | 'fileChanged'
  | 'turnFailed'
  | 'renderFailed'
  | 'incompleteDownload';

/** A failure in one or two sentences for a person: what happened and what to do. Holds no token and no raw body. */
export class NemoError extends Error {
  override readonly name = 'NemoError';
  constructor(
    readonly code: NemoErrorCode,
    message: string,
    options?: ErrorOptions & { status?: number; retryAfterMs?: number; isBare?: boolean },
  ) {
    super(message, options);
    this.status = options?.status;
    this.retryAfterMs = options?.retryAfterMs;
    this.isBare = options?.isBare ?? false;
  }

  /** HTTP status, where the service answered and said no. */
  readonly status: number | undefined;
  /** ms to wait before the next try, where the service is asked too often; never negative. */
  readonly retryAfterMs: number | undefined;
  /** Whether the answer was a status without a word of the service's: a gateway before it answers so, too. */
  readonly isBare: boolean;
}

export const unreachable = (host: string, cause?: unknown) =>
  new NemoError(
    'unreachable',
    l10n.t('{0} cannot be reached. Check the connection and try again, or render on this computer.', host),
    { cause },
  );

export const timedOut = (host: string) =>
  new NemoError('timedOut', l10n.t('{0} took too long to answer. Try again in a moment.', host));

export const interrupted = (cause?: unknown) =>
  new NemoError('interrupted', l10n.t('The connection was lost while the answer was coming in.'), { cause });

export const unexpectedAnswer = (cause?: unknown) =>
  new NemoError(
    'unexpectedAnswer',
    l10n.t(
      'The service gave an answer that could not be understood. Try again; if it stays, update the extension.',
    ),
    { cause },
  );

/** The service said no for a reason of its own; `reason` is its sentence. */
export const rejected = (status: number, reason?: string, isBare = false) =>
  new NemoError(
    'rejected',
    plainSentence(reason) ??
      (status === codes.forbidden
        ? l10n.t('This account may not do that. Use another one, or render on this computer.')
        : l10n.t('The service refused the request ({0}). Try again in a moment.', status)),
    { status, isBare },
  );

export const tokenRefused = () =>
  new NemoError(
    'tokenRefused',
    l10n.t('Your token was not accepted: it is wrong or has expired. Set a new one.'),
  );

export const sessionNotFound = () =>
  new NemoError(
    'sessionNotFound',
    l10n.t('This project is no longer known to the service. Start a new one.'),
  );

export const outOfCredits = () =>
  new NemoError(
    'outOfCredits',
    l10n.t('The credits are used up. Get more from NemoVideo, or render on this computer for free.'),
  );

export const exportBlocked = () =>
  new NemoError(
    'exportBlocked',
    l10n.t(
      'The plan of this account does not include export; credits would not help. Register with NemoVideo, or render on this computer.',
    ),
  );

/** @param retryAfterMs ms that the service wants to be left alone; 30 s where it does not say */
export const rateLimited = (retryAfterMs = 30_000) =>
  new NemoError(
    'rateLimited',
    l10n.t('The service is asked too often right now. Wait a minute and try again.'),
    { retryAfterMs: Math.max(0, retryAfterMs) },
  );

/** The address itself is not repeated: it may hold a password. */
export const badAddress = () =>
  new NemoError(
    'badAddress',
    l10n.t(
      'This address cannot be used. Give one that begins with https:// or http:// and holds no user name or password.',
    ),
  );

export const unsupportedFile = (name: string) =>
  new NemoError(
    'unsupportedFile',
    l10n.t(
      '{0} is not of a type that can be used. Use one of: {1}.',
      name,
      Object.values(extensions).flat().join(', '),
    ),
  );

export const fileTooLarge = (name: string, bytes: number, mostBytes: number) =>
  new NemoError(
    'fileTooLarge',
    l10n.t(
      '{0} has {1} MB; at most {2} MB can be uploaded. Compress or trim it, or render on this computer, which has no limit.',
      name,
      Math.ceil(bytes / 1024 ** 2),
      Math.floor(mostBytes / 1024 ** 2),
    ),
  );

/**
 * The service found a file too large that passed the check here.
 *
 * @param bytes its size, where it is known which file it was
 */
export const refusedAsTooLarge = (name: string, bytes?: number) =>
  new NemoError(
    'fileTooLarge',
    bytes === undefined
      ? l10n.t(
          '{0} is too large for the service. Compress or trim it, or render on this computer, which has no limit.',
          name,
        )
      : l10n.t(
          '{0}, with {1} MB, is too large for the service. Compress or trim it, or render on this computer, which has no limit.',
          name,
          Math.ceil(bytes / 1024 ** 2),
        ),
  );

export const fileMissing = (name: string) =>
  new NemoError('fileUnreadable', l10n.t('{0} is not there any more. Choose the file again.', name));

export const fileIsFolder = (name: string) =>
  new NemoError('fileUnreadable', l10n.t('{0} is a folder. Choose a recording in it.', name));

export const fileEmpty = (name: string) =>
  new NemoError('fileUnreadable', l10n.t('{0} is empty. Choose another file.', name));

export const fileForbidden = (name: string) =>
  new NemoError('fileUnreadable', l10n.t('{0} may not be read. Check its permissions.', name));

/** @param path of a file that this program keeps something in */
export const fileNotWritable = (path: string, cause?: unknown) =>
  new NemoError(
    'fileNotWritable',
    l10n.t('{0} cannot be written. Check the permissions of its folder and the room on the disk.', path),
    { cause },
  );

/** It grew shorter, or went away, while it was sent. */
export const fileChanged = (name: string) =>
  new NemoError(
    'fileChanged',
    l10n.t('{0} changed while it was being sent. Try again when nothing writes to it any more.', name),
  );

/** The agent's answer broke off with an error; `reason` is the server's sentence. */
export const turnFailed = (reason?: string) =>
  new NemoError(
    'turnFailed',
    plainSentence(reason) ?? l10n.t('The agent could not finish its answer. Try again in a moment.'),
  );

/** The back end rendered and failed; `reason` is its sentence. */
export const renderFailed = (reason?: string) =>
  new NemoError(
    'renderFailed',
    plainSentence(reason) ?? l10n.t('The video could not be rendered. Try to export it again.'),
  );

export const incompleteDownload = (cause?: unknown) =>
  new NemoError(
    'incompleteDownload',
    l10n.t(
      'The finished video could not be fetched completely. What came is kept: go on when the connection is better.',
    ),
    { cause },
  );

/** Signs that what a server says is its inside and no sentence: JSON, a page, a stack. */
const notASentence =
  /^\s*(?:[{[]|<!doctype|<html)|Traceback \(most|\bat (?:\S+ \()?\S+:\d+:\d+|File "[^"]*", line \d/i;

/** A server's own words, fit to be shown: one line, bounded, without markup or anything that looks like a token. */
function plainSentence(words = ''): string | undefined {
  if (notASentence.test(words)) return undefined;
  const line = words
    .replace(/<[^>]*>/g, ' ')
    .replace(/(?:nmv_usr|clm)_[\w-]+/g, '•••')
    .replace(/\bBearer(?:\s|%20|\+)+\S+/gi, 'Bearer •••')
    .replace(/\s+/g, ' ')
    .trim();
  if (line === '') return undefined;
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
