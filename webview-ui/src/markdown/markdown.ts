import { t } from '@vscode/l10n';
import { element, type View } from '../dom';
import { blockReader, type Block, type Blocks } from './blocks';
import { paced } from './pace';
import { renderMarkdown } from './sanitise';

/** Milliseconds of one frame that may go into building blocks; the rest of a long text waits for the next frame. */
const slice = 8;

/** Untrusted Markdown. Blocks that did not change keep their elements: streamed text does not flicker. */
export function markdownView(text: string): View<string> {
  const body = element('div', 'markdown');
  const cutNote = element('p', 'markdown-cut', t('The rest of this message is too long to be shown.'));
  const shown: { raw: string; holder: HTMLElement }[] = [];
  const read = blockReader();
  let wanted: Blocks = read(text);
  let latest = text;

  let building = 0;
  const build = () => {
    cancelAnimationFrame(building);
    const deadline = performance.now() + slice;
    while (shown.length > wanted.blocks.length) shown.pop()?.holder.remove();
    for (const [index, block] of wanted.blocks.entries()) {
      if (performance.now() > deadline) {
        building = requestAnimationFrame(build);
        return;
      }
      show(index, block);
    }
    if (wanted.cut) body.append(cutNote);
    else cutNote.remove();
  };
  const show = (index: number, block: Block) => {
    const existing = shown[index];
    if (existing?.raw === block.raw) return;
    const holder = buildBlock(block);
    if (existing) existing.holder.replaceWith(holder);
    else body.append(holder);
    shown[index] = { raw: block.raw, holder };
  };
  const schedule = paced(() => {
    wanted = read(latest);
    build();
  });

  build();
  return {
    element: body,
    update(next) {
      if (next === latest) return;
      latest = next;
      schedule();
    },
  };
}

function buildBlock({ raw, plain }: Block): HTMLElement {
  if (plain) return element('div', 'markdown-plain', raw.trimEnd());
  const holder = element('div', 'markdown-block');
  holder.append(renderMarkdown(raw));
  for (const table of holder.querySelectorAll('table')) makeScrollable(table);
  return holder;
}

/** A wide table scrolls by itself, with the keyboard too. */
function makeScrollable(table: HTMLTableElement): void {
  const frame = element('div', 'table-frame');
  frame.tabIndex = 0;
  frame.role = 'region';
  frame.ariaLabel = t('Table');
  table.replaceWith(frame);
  frame.append(table);
}
