import { t } from '@vscode/l10n';
import type { Desk } from './actions';
import { element, setHidden, type View } from './dom';
import { rowView } from './items/item';
import type { Row } from './state';

/** Rows built at first, and at each step back: as many as fit a tall panel, few enough for one frame. */
const step = 40;

/** The rows of the conversation, the newest ones first; the earlier are built when the reader comes near them. */
export interface Conversation extends View<readonly Row[]> {
  /** Builds rows back to the one of this id. Returns its element, or undefined where there is none. */
  reach(id: string): HTMLElement | undefined;
  /** The first row that is not wholly above `top` (px in the window), and how much of it is. */
  rowAt(top: number): { itemId: string; offset: number } | undefined;
}

interface Shown {
  row: Row;
  view: View<Row>;
}

/** `scroller` is the element that scrolls the conversation. */
export function conversation(scroller: HTMLElement, desk: Desk): Conversation {
  const sentinel = element('div', 'earlier');
  const root = element('div', 'rows', sentinel);
  root.role = 'log';
  root.ariaLabel = t('Conversation');
  const shown = new Map<string, Shown>();
  let rows: readonly Row[] = [];
  let firstId: string | undefined;

  const firstIndex = () => {
    const index = rows.findIndex(({ item }) => item.id === firstId);
    return index >= 0 ? index : Math.max(0, rows.length - step);
  };
  const render = (from: number) => {
    firstId = rows[from]?.item.id;
    const gone = new Set(shown.keys());
    let place: Element = sentinel;
    for (const row of rows.slice(from)) {
      gone.delete(row.item.id);
      const { view } = show(row);
      if (place.nextElementSibling !== view.element) place.after(view.element);
      place = view.element;
    }
    for (const id of gone) remove(id);
    setHidden(sentinel, from === 0);
  };
  const show = (row: Row): Shown => {
    const existing = shown.get(row.item.id);
    if (existing?.row.item.kind === row.item.kind) {
      if (existing.row.item !== row.item || existing.row.job !== row.job) existing.view.update(row);
      existing.row = row;
      return existing;
    }
    remove(row.item.id);
    const made = { row, view: rowView(row, desk) };
    shown.set(row.item.id, made);
    return made;
  };
  const remove = (id: string) => {
    shown.get(id)?.view.element.remove();
    shown.delete(id);
  };

  const nearTop = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      render(Math.max(0, firstIndex() - step));
      // Observed anew, it reports at once: where the rows are short, one step may not have filled the panel.
      nearTop.unobserve(sentinel);
      nearTop.observe(sentinel);
    },
    { root: scroller, rootMargin: '600px 0px 0px 0px' },
  );
  nearTop.observe(sentinel);

  return {
    element: root,
    update(next) {
      rows = next;
      render(firstIndex());
    },
    reach(id) {
      const index = rows.findIndex(({ item }) => item.id === id);
      if (index >= 0 && index < firstIndex()) render(index);
      return shown.get(id)?.view.element;
    },
    rowAt(top) {
      for (const { item } of rows.slice(firstIndex())) {
        const box = shown.get(item.id)?.view.element.getBoundingClientRect();
        if (box && box.bottom > top) return { itemId: item.id, offset: top - box.top };
      }
      return undefined;
    },
  };
}
