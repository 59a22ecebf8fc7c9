import { t } from '@vscode/l10n';
import { actionRow, type Desk } from '../actions';
import { element, type View } from '../dom';
import { markdownView } from '../markdown/markdown';
import type { ItemOf } from '../state';

/** What the agent answers, as it arrives. */
export function agentView(first: ItemOf<'agent'>, desk: Desk): View<ItemOf<'agent'>> {
  const text = markdownView(first.text);
  const root = element('article', 'item agent', text.element);
  root.ariaLabel = t('Answer');
  let streaming: boolean | undefined;
  let offered: ItemOf<'agent'>['actions'] = [];
  let row: HTMLElement | undefined;
  return {
    element: root,
    update(item) {
      text.update(item.text);
      if (item.streaming !== streaming) {
        streaming = item.streaming;
        root.classList.toggle('is-streaming', streaming);
        // A screen reader waits for the end of a busy article instead of reading fragments.
        root.ariaBusy = String(streaming);
      }
      if (item.streaming || item.actions === offered) return;
      offered = item.actions;
      row?.remove();
      row = actionRow(offered, desk);
      if (row) root.append(row);
    },
  };
}
