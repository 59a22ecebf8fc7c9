import { t } from '@vscode/l10n';
import { actionRow, type Desk } from '../actions';
import { element, icon, type View } from '../dom';
import type { ItemOf } from '../state';
import { readSummary } from '../summary';

/** The timeline as it was at this point of the conversation. */
export function timelineView(desk: Desk): View<ItemOf<'timeline'>> {
  const root = element('article', 'item card timeline');
  root.ariaLabel = t('Timeline');
  return {
    element: root,
    update({ summary }) {
      const { heading, tracks } = readSummary(summary);
      const rows = tracks.map(({ label, content }) =>
        element('li', '', element('span', 'track-label', label), element('span', 'track-content', content)),
      );
      const head = element('div', 'card-head', icon('list-tree'), element('span', 'card-name', heading));
      const list = rows.length > 0 ? [element('ol', 'tracks', ...rows)] : [];
      const row = actionRow([{ do: 'showTimeline' }], desk);
      root.replaceChildren(head, ...list, ...(row ? [row] : []));
    },
  };
}
