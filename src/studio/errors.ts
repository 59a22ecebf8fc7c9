import * as l10n from '@vscode/l10n';
import { codeOf } from '../nemo/error-code';
import { NemoError } from '../nemo/errors';

export type StudioErrorCode =
  | 'folderMissing'
  | 'folderReadOnly'
  | 'diskFull'
  | 'nothingToExport'
  | 'notAVideo'
  | 'noSound'
  | 'stillRendering'
  | 'answerLost'
  | 'openElsewhere'
  | 'noBackend';

/** A failure on this side of the wire, in a sentence for a person. */
export class StudioError extends Error {
  override readonly name = 'StudioError';
  constructor(
    readonly code: StudioErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export const folderMissing = (name: string) =>
  new StudioError(
    'folderMissing',
    l10n.t('The folder {0} does not exist. Choose another place for the video.', name),
  );

export const folderReadOnly = (name: string) =>
  new StudioError(
    'folderReadOnly',
    l10n.t(
      'Nothing may be written into the folder {0}. Change its permissions or choose another output folder.',
      name,
    ),
  );

export const diskFull = () =>
  new StudioError('diskFull', l10n.t('The disk is full. Make room and export again.'));

export const nothingToExport = () =>
  new StudioError('nothingToExport', l10n.t('There is nothing on the timeline yet. Add a recording first.'));

export const notAVideo = () =>
  new StudioError('notAVideo', l10n.t('What came back is not a playable video. Export it again.'));

/** A picture cannot become a video by itself. */
export const noSound = (name: string) =>
  new StudioError(
    'noSound',
    l10n.t('{0} has no sound. Choose a recording; a picture can come with it as its cover.', name),
  );

export const stillRendering = () =>
  new StudioError(
    'stillRendering',
    l10n.t(
      'The video takes unusually long. It is not lost: it is looked for again when this project is next opened.',
    ),
  );

export const engineUnavailable = (cause?: unknown) =>
  new StudioError('noBackend', l10n.t('The engine on this computer could not be started. Try again.'), {
    cause,
  });

/** Nothing shows that the message was ever taken, so sending it again is for a person to decide. */
export const answerLost = () =>
  new StudioError(
    'answerLost',
    l10n.t(
      'The answer was lost and nothing on the timeline has changed since. Your message was not sent again; send it again yourself if you like.',
    ),
  );

export const openElsewhere = () =>
  new StudioError(
    'openElsewhere',
    l10n.t('This project is being worked on in another window. Go on there, or close that window first.'),
  );

/** The sentence for whatever went wrong; what is not one of ours never shows its inside. */
export function sentenceFor(error: unknown): string {
  if (error instanceof NemoError || error instanceof StudioError) return error.message;
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull().message;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return l10n.t(
      'The video may not be written there. Change the permissions or choose another output folder.',
    );
  return l10n.t('Something unexpected went wrong. The log has the details; try again.');
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

export function isElsewhere(error: unknown): boolean {
  return error instanceof StudioError && error.code === 'openElsewhere';
}

/** Why things are stopped by a person. */
export const stopped = () => new DOMException('stopped by the user', 'AbortError');

/** Why things are stopped where the window goes: nothing is given up, the next window goes on. */
export const suspended = new DOMException('the window is closed', 'AbortError');

export function isSuspension(signal: AbortSignal): boolean {
  return signal.reason === suspended;
}
