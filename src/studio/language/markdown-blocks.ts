/**
 * Markdown, as far as is needed to take sentences out of it and leave it well-formed: blocks of lines. Code, quotes,
 * tables and HTML are `raw`: not to be touched.
 */
export interface Block {
  readonly kind: 'prose' | 'item' | 'heading' | 'raw' | 'blank';
  /** What stands before the text of its first line: blanks, a bullet, a number, `##`. */
  readonly prefix: string;
  /** The text; lines behind the first with their own indentation. */
  readonly text: string;
  /** Columns before the prefix's mark, or before the text. */
  readonly indent: number;
  /** The number of an item of an ordered list. */
  readonly ordinal?: number;
  /** 1–6, of a heading. */
  readonly level?: number;
}

const fence = /^\s*(`{3,}|~{3,})/;
const itemStart = /^(\s*)([-*+]|(\d{1,9})[.)])(\s+)(?=\S)/;
const headingStart = /^(\s{0,3})(#{1,6})\s+/;
const rule = /^\s{0,3}(?:[-*_]\s*){3,}$/;

/** Takes Markdown apart into blocks; joined by line feeds they are the text again. */
export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let fenceMark: string | undefined;
  for (const line of markdown.split('\n')) {
    const last = blocks.at(-1);
    const mark = fence.exec(line)?.[1];
    if (fenceMark !== undefined || mark !== undefined) {
      blocks.push(raw(line));
      if (fenceMark === undefined) fenceMark = mark;
      else if (mark?.startsWith(fenceMark) && line.trim() === mark) fenceMark = undefined;
      continue;
    }
    const block = read(line, isOpen(last));
    // A line without a mark of its own goes on with the paragraph or the item above.
    if (block.kind === 'prose' && isOpen(last))
      blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${line}` };
    else blocks.push(block);
  }
  return blocks;
}

const raw = (text: string): Block => ({ kind: 'raw', prefix: '', text, indent: indentOf(text) });
const indentOf = (line: string) => /^\s*/.exec(line)?.[0].length ?? 0;
const isOpen = (block: Block | undefined): block is Block =>
  block?.kind === 'prose' || block?.kind === 'item';

/** @param isGoingOn whether a paragraph or an item stands right above, so that no indented code can begin */
function read(line: string, isGoingOn: boolean): Block {
  const indent = indentOf(line);
  if (line.trim() === '') return { kind: 'blank', prefix: '', text: line, indent: 0 };
  if (rule.test(line) || /^\s*[>|<]/.test(line)) return raw(line);
  const item = itemStart.exec(line);
  if (item) {
    const ordinal = item[3] === undefined ? {} : { ordinal: Number(item[3]) };
    return { kind: 'item', prefix: item[0], text: line.slice(item[0].length), indent, ...ordinal };
  }
  const heading = headingStart.exec(line);
  if (heading) {
    const level = heading[2]?.length ?? 1;
    return { kind: 'heading', prefix: heading[0], text: line.slice(heading[0].length), indent, level };
  }
  if (indent >= 4 && !isGoingOn) return raw(line);
  return { kind: 'prose', prefix: line.slice(0, indent), text: line.slice(indent), indent };
}
