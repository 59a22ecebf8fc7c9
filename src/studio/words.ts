import * as l10n from '@vscode/l10n';
import type { RenderStage } from '../wire/render';

/** What an export is doing, in words. A back end that does not say is preparing, for all one knows. */
export function stageWords(stage: RenderStage | 'saving' | undefined): string {
  switch (stage) {
    case undefined:
      return l10n.t('Preparing');
    case 'analyse':
      return l10n.t('Analysing the sound');
    case 'encode':
      return l10n.t('Drawing and encoding');
    case 'finish':
      return l10n.t('Finishing');
    case 'saving':
      return l10n.t('Saving');
  }
}

/** @param ms how long it will still take */
export function timeLeft(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return l10n.t('about {0} s left', seconds);
  return l10n.t('about {0} min left', Math.round(seconds / 60));
}

/** @param ms until a call is made again that the service refused for being one too many */
export function waitWords(ms: number): string {
  return l10n.t('The service asks for a pause: going on in {0} s.', Math.ceil(ms / 1000));
}

/** @param ms until the timeline is looked at for the `look`th time of `looks` */
export function lookWords(ms: number, look: number, looks: number): string {
  return l10n.t('Looking at the timeline in {0} s ({1} of {2})…', Math.round(ms / 1000), look, looks);
}
