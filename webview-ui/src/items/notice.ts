import { t } from '@vscode/l10n';
import { actionRow, type Desk } from '../actions';
import { element, icon, type View } from '../dom';
import type { ItemOf } from '../state';

const icons = { info: 'info', warning: 'warning', error: 'error' } as const;

/** Something that happened, and what can be done about it. */
export function noticeView(desk: Desk): View<ItemOf<'notice'>> {
  const root = element('article', 'item notice');
  return {
    element: root,
    update({ level, text, actions }) {
      root.dataset['level'] = level;
      root.ariaLabel = levelWords(level);
      const row = actionRow(actions, desk);
      const body = element('div', 'notice-body', element('div', 'notice-text', text), ...(row ? [row] : []));
      root.replaceChildren(icon(icons[level]), body);
    },
  };
}

function levelWords(level: ItemOf<'notice'>['level']): string {
  switch (level) {
    case 'info':
      return t('Note');
    case 'warning':
      return t('Warning');
    case 'error':
      return t('Error');
  }
}
