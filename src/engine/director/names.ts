import { t } from '@vscode/l10n';

/** What tracks and segments are called in the timeline. */
export interface Names {
  readonly background: string;
  readonly waveform: string;
  readonly sound: string;
  readonly title: string;
  readonly captions: string;
  readonly coverArt: string;
  readonly drawn: string;
  readonly bars: string;
}

/** The names in the language that is set right now. */
export function localNames(): Names {
  return {
    background: t('Background'),
    waveform: t('Waveform'),
    sound: t('Podcast'),
    title: t('Title'),
    captions: t('Captions'),
    coverArt: t('Cover art'),
    drawn: t('Drawn background'),
    bars: t('Bars'),
  };
}
