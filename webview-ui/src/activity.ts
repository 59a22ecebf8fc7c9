import { t } from '@vscode/l10n';
import { element, setText, type View } from './dom';
import type { Activity } from './state';
import { progressRing } from './ui';

/** What the project is busy with, at the end of the conversation. Hidden when it is idle. */
export function activityView(): View<Activity> {
  const words = element('span', 'activity-words');
  const root = element('div', 'activity', progressRing(), words);
  root.role = 'status';
  return {
    element: root,
    update(activity) {
      root.classList.toggle('is-idle', activity.kind === 'idle');
      setText(words, wordsOf(activity));
    },
  };
}

/** The ring turns already: an hourglass before the sentence would say it twice. */
const hourglass = /^[⏳⌛]\s*/u;

function wordsOf({ kind, note }: Activity): string {
  if (kind === 'idle') return '';
  if (note !== undefined) return note.replace(hourglass, '');
  switch (kind) {
    case 'connecting':
      return t('Setting things up…');
    case 'uploading':
      return t('Adding files…');
    case 'working':
      return t('Working…');
  }
}
