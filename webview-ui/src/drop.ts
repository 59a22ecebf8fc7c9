import { t } from '@vscode/l10n';
import { element, icon, setHidden } from './dom';
import { readUriList, uriListTypes } from './uris';

/** What becomes of a drop. */
export interface DropDesk {
  add(uris: string[]): void;
  /** Shows why nothing was added. */
  fail(reason: Error): void;
}

/**
 * Lets files be dropped anywhere on `target`. The editor hands a drag over to the page only while Shift is held.
 * Returns the veil that shows during a drag.
 */
export function acceptDrops(target: HTMLElement, desk: DropDesk): HTMLElement {
  const veil = element(
    'div',
    'veil',
    element('div', 'veil-words', icon('add'), t('Drop to add to this project')),
  );
  setHidden(veil, true);
  const carriesFiles = ({ dataTransfer }: DragEvent) =>
    dataTransfer?.types.some((type) => type === 'Files' || uriListTypes.some((known) => known === type)) ??
    false;

  target.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    setHidden(veil, false);
  });
  target.addEventListener('dragleave', (event) => {
    // Going from one element to the next inside the page is not leaving it.
    if (event.relatedTarget === null) veil.hidden = true;
  });
  target.addEventListener('drop', (event) => {
    setHidden(veil, true);
    if (!carriesFiles(event)) return;
    event.preventDefault();
    const lists = uriListTypes.map((type) => readUriList(event.dataTransfer?.getData(type) ?? ''));
    const uris = lists.find((list) => list.length > 0);
    if (uris) desk.add(uris);
    else
      desk.fail(
        new Error(t('These files cannot be dropped here. Use the button with the paper clip instead.')),
      );
  });
  return veil;
}
