import { t } from '@vscode/l10n';
import { MediaError } from './media/errors';

/** What a failure says to the person; details of ours go to the log and nowhere else. */
export function sentenceOf(error: unknown): string {
  if (error instanceof MediaError) return error.message;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT') return t('The disk is full. Make some room, then try again.');
  return t('The rendering engine met an error of its own. Try again; the log says more.');
}
