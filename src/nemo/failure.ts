import * as l10n from '@vscode/l10n';
import { codes } from '../wire/codes';
import * as errors from './errors';

/** An answer that is no success, as far as it counts for the error that it stands for. */
export interface Refusal {
  /** HTTP status */
  readonly status: number;
  /** What the body says, if it says anything. */
  readonly failure: { readonly code: number | undefined; readonly text: string | undefined } | undefined;
  /** The header `Retry-After` */
  readonly retryAfter: string | undefined;
  /** The token that was shown; some services repeat what they refuse. */
  readonly token: string | undefined;
  /** Whether the call must not be made twice. */
  readonly once: boolean;
  /** Whether it asked for an export, which a plan or a scope may leave out. */
  readonly isExport: boolean;
}

/** What the codes of the wire are; any other number in a body says less than its status. */
const known: readonly number[] = Object.values(codes);

/**
 * The error that a status and a body's code stand for. A code in the body that is known weighs more than the status,
 * but for 400, which says less than any other status of its kind.
 */
export function failureError(refusal: Refusal, now: number): errors.NemoError {
  const { status, failure, token } = refusal;
  const said = failure?.code || status;
  const isVague = said === codes.badRequest && status >= 400 && status < 500;
  const code = (known.includes(said) && !isVague) || status < 300 ? said : status;
  switch (code) {
    case codes.unauthorized:
    case codes.tokenInvalid:
      return errors.tokenRefused();
    case codes.sessionNotFound:
      return errors.sessionNotFound();
    case codes.outOfCredits:
      return errors.outOfCredits();
    case codes.exportBlocked:
      return errors.exportBlocked();
    case codes.rateLimited:
      return errors.rateLimited(retryAfterMs(refusal.retryAfter, now));
    case codes.unsupportedFile:
    case codes.unsupportedMedia:
      return errors.unsupportedFile(l10n.t('The file'));
    case codes.fileTooLarge:
    case codes.contentTooLarge:
      return errors.refusedAsTooLarge(l10n.t('The file'));
  }
  if (refusal.isExport && code === codes.forbidden) return errors.exportBlocked();
  // A gateway that gave up says nothing of what became of the call behind it.
  if (refusal.once && (code === codes.badGateway || code === codes.gatewayTimeout))
    return errors.interrupted();
  if (!failure && status < 300) return errors.unexpectedAnswer();
  const words = token ? failure?.text?.replaceAll(token, '•••') : failure?.text;
  return errors.rejected(code >= 400 && code < 600 ? code : status, words, failure === undefined);
}

/** ms that `Retry-After` asks for (RFC 9110, 10.2.3: seconds or a date); undefined where it says nothing. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  const isSeconds = /^\d+(\.\d+)?$/.test(text);
  // A date begins with the name of its day; whatever else `Date.parse` would make of a text is none.
  const ms = isSeconds ? Number(text) * 1000 : /^[a-z]/i.test(text) ? Date.parse(text) - now : NaN;
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
