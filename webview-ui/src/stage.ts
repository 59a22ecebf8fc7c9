import { t } from '@vscode/l10n';
import type { Job } from './state';

/** What a running export is doing. Without `percent`, nobody knows how far along it is. */
export interface Stage {
  words: string;
  percent: number | undefined;
  etaMs: number | undefined;
}

/** The stage of a job, or nothing when it has ended. */
export function stageOf(state: Job['state']): Stage | undefined {
  switch (state.status) {
    case 'submitting':
      return { words: t('Preparing'), percent: undefined, etaMs: undefined };
    case 'rendering':
      return { words: stageWords(state.stage), percent: state.percent, etaMs: state.etaMs };
    case 'downloading':
      return { words: t('Saving'), percent: state.percent, etaMs: undefined };
    case 'naming':
      return { words: t('Saving'), percent: 100, etaMs: undefined };
    case 'paused':
    case 'done':
    case 'failed':
    case 'cancelled':
      return undefined;
  }
}

function stageWords(stage: 'analyse' | 'encode' | 'finish' | undefined): string {
  switch (stage) {
    case 'analyse':
      return t('Analysing sound');
    case 'encode':
      return t('Drawing and encoding');
    case 'finish':
      return t('Finishing');
    case undefined:
      return t('Rendering');
  }
}

/** What a screen reader hears when a job comes to a new stage or to its end. */
export function announcementOf({ fileName, state }: Job): string {
  switch (state.status) {
    case 'done':
      return t('{0} is ready', fileName);
    case 'failed':
      return t('{0} failed: {1}', fileName, state.message);
    case 'cancelled':
      return t('{0} was cancelled', fileName);
    case 'paused':
      return t('{0} is paused: {1}', fileName, state.message);
    case 'submitting':
    case 'rendering':
    case 'downloading':
    case 'naming':
      return t('{0}: {1}', fileName, stageOf(state)?.words ?? '');
  }
}
