import { t } from '@vscode/l10n';
import { codes } from '../../wire/codes';
import { extensions } from '../../wire/files';

/** A request that is answered with no: HTTP status, code of the wire, and a sentence for the person. */
export class WireError extends Error {
  override readonly name = 'WireError';
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

export const forbidden = () =>
  new WireError(403, codes.forbidden, t('Only the program that started this engine may use it.'));

export const tokenInvalid = () =>
  new WireError(
    401,
    codes.tokenInvalid,
    t('The token of this engine is another one. Start the engine again.'),
  );

export const notFound = (what: string) =>
  new WireError(404, codes.notFound, t('There is no {0} here.', what));

export const methodNotAllowed = () =>
  new WireError(405, codes.badRequest, t('This address does not take that kind of request.'));

export const sessionNotFound = () =>
  new WireError(404, codes.sessionNotFound, t('This project is not there any more. Begin a new one.'));

export const badRequest = (message: string) => new WireError(400, codes.badRequest, message);

export const clientIdMissing = () => badRequest(t('The header X-Client-Id is missing or too long.'));

export const notUnderstood = () => badRequest(t('The request does not have the form that is expected.'));

export const bodyTooLarge = () => new WireError(413, codes.badRequest, t('The request is too large.'));

export const renderIdTaken = () =>
  new WireError(409, codes.badRequest, t('A render job of this id exists already. Use a new id.'));

export const notRendered = () =>
  new WireError(409, codes.badRequest, t('The video is not finished. Wait for it, or export again.'));

export const unsupportedFile = (name: string) =>
  new WireError(
    415,
    codes.unsupportedFile,
    t(
      '{0} is not of a type that can be used. Use one of: {1}.',
      name,
      Object.values(extensions).flat().join(', '),
    ),
  );

export const fileTooLarge = (name: string, mostBytes: number) =>
  new WireError(
    413,
    codes.fileTooLarge,
    t('{0} is larger than {1} MB. Compress or trim it.', name, Math.floor(mostBytes / 1024 ** 2)),
  );

export const nothingToFetch = () =>
  badRequest(
    t('This computer fetches nothing from the network. Save the file here and choose it, or use the cloud.'),
  );

export const nothingToClaim = () =>
  new WireError(
    404,
    codes.notFound,
    t('This project is on this computer only, so there is no page in a browser for it.'),
  );

export const nothingToSee = () =>
  new WireError(
    404,
    codes.notFound,
    t('There is nothing in the timeline yet. Add a recording and ask for a video.'),
  );
