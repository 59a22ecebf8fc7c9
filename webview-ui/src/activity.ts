import { t } from '@vscode/l10n';
import { element, icon, setText, type View } from './dom';
import type { Activity } from './state';

/** What the project is busy with, at the end of the conversation. Hidden when it is idle. */
export function activityView(): View<Activity> {
  const words = element('span', 'activity-words');
  // Not the toolkit's ring: that one repaints on the main thread at every frame.
  const ring = icon('loading');
  ring.classList.add('ring');
  const root = element('div', 'activity', ring, words);
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
