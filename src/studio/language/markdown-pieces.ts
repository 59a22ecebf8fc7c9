import type { Effect } from './gui-reading';
import type { Block } from './markdown-blocks';

/** A block and what is left of its text: empty where the whole block goes. */
export interface Piece {
  readonly block: Block;
  readonly text: string;
  readonly effects: readonly Effect[];
  /** Whether all of it is a choice that counts as a gesture only in a list of gestures. */
  readonly isWeak: boolean;
}

/**
 * Puts Markdown together again from what is left of it, well-formed: no heading and no "Follow these steps:" over
 * nothing, no two blank lines, lists numbered through, what hung under an item that went moved out to its place.
 *
 * @returns undefined where nothing was taken out
 */
export function withoutGaps(pieces: readonly Piece[]): string | undefined {
  if (pieces.every(({ effects }) => effects.length === 0)) return undefined;
  const isGone = pieces.map(({ block, text }) => isText(block) && text.trim() === '');
  dropWeakItems(pieces, isGone);
  const cut = dropIntroductions(pieces, isGone);
  dropHeadings(pieces, isGone);
  return lines(cut, isGone).join('\n').trim();
}

const isText = ({ kind }: Block) => kind === 'prose' || kind === 'item';

/** A run of items, blank lines between them included, as the index behind its last. */
function endOfList(pieces: readonly Piece[], start: number): number {
  let end = start;
  while (end < pieces.length && ['item', 'blank'].includes(pieces[end]?.block.kind ?? '')) end++;
  return end;
}

/** "2. Choose MP4" goes with "1. Click Export". */
function dropWeakItems(pieces: readonly Piece[], isGone: boolean[]): void {
  for (let start = 0; start < pieces.length;) {
    const end = Math.max(start + 1, endOfList(pieces, start));
    const hasGesture = pieces.slice(start, end).some((_, offset) => isGone[start + offset]);
    for (let at = start; at < end; at++) if (hasGesture && pieces[at]?.isWeak) isGone[at] = true;
    start = end;
  }
}

/** Takes out what leads to a list of which nothing is left: "To export:", or the last sentence of a paragraph. */
function dropIntroductions(pieces: readonly Piece[], isGone: boolean[]): Piece[] {
  return pieces.map((piece, at) => {
    if (!isText(piece.block) || isGone[at] || !/[:：][*_]*\s*$/.test(piece.text)) return piece;
    const first = nextFilled(pieces, at);
    if (pieces[first]?.block.kind !== 'item') return piece;
    const end = endOfList(pieces, first);
    const isEmpty = pieces
      .slice(first, end)
      .every((other, offset) => other.block.kind !== 'item' || isGone[first + offset]);
    if (!isEmpty) return piece;
    const text = piece.text
      .replace(/(?:^|(?<=[.!?]\s|[。！？\n]))[^.!?。！？\n]*[:：][*_]*\s*$/, '')
      .trimEnd();
    if (text === '') isGone[at] = true;
    return { ...piece, text };
  });
}

function nextFilled(pieces: readonly Piece[], at: number): number {
  let next = at + 1;
  while (pieces[next]?.block.kind === 'blank') next++;
  return next;
}

/** A heading goes when there was something under it and all of that went, its own lower headings included. */
function dropHeadings(pieces: readonly Piece[], isGone: boolean[]): void {
  let [wentUnder, staysUnder] = [false, false];
  let below: { level: number; stays: boolean } | undefined;
  for (let at = pieces.length - 1; at >= 0; at--) {
    const { kind, level = 1 } = pieces[at]?.block ?? { kind: 'blank' };
    if (kind === 'heading') {
      const hasOwn = below !== undefined && below.level > level;
      const staysBelow = hasOwn && below?.stays === true;
      isGone[at] = (wentUnder || (hasOwn && !staysBelow)) && !staysUnder && !staysBelow;
      below = { level, stays: !isGone[at] || staysBelow };
      [wentUnder, staysUnder] = [false, false];
    } else if (kind !== 'blank') {
      if (isGone[at]) wentUnder = true;
      else staysUnder = true;
    }
  }
}

/** Where a list stands: the number that its next item gets, and whether an item of it went. */
interface Count {
  next: number;
  original: number;
  hasGap: boolean;
}

/** The lines that are left: numbered through, moved out where their parent went, no two blank ones. */
function lines(pieces: readonly Piece[], isGone: readonly boolean[]): string[] {
  const out: string[] = [];
  const counts = new Map<number, Count>();
  let orphan: { indent: number; by: number | undefined } | undefined;
  for (const [at, { block, text }] of pieces.entries()) {
    if (block.kind === 'blank') {
      if (out.length > 0 && out.at(-1) !== '') out.push('');
      continue;
    }
    if (orphan && block.indent <= orphan.indent) orphan = undefined;
    const prefix = numbered(block, isGone[at] === true, counts);
    if (isGone[at]) {
      if (block.kind === 'item') orphan ??= { indent: block.indent, by: undefined };
      continue;
    }
    if (orphan) orphan.by ??= block.indent - orphan.indent;
    out.push(...movedOut(`${prefix}${text}`, orphan?.by ?? 0));
  }
  return out;
}

function numbered(block: Block, isGone: boolean, counts: Map<number, Count>): string {
  for (const indent of counts.keys())
    if (indent > block.indent || (indent === block.indent && block.ordinal === undefined))
      counts.delete(indent);
  if (block.ordinal === undefined) return block.prefix;
  const count = counts.get(block.indent) ?? { next: block.ordinal, original: -1, hasGap: false };
  counts.set(block.indent, count);
  // Some write every item as "1.".
  const isLazy = count.original === block.ordinal;
  const number = count.hasGap && !isLazy ? count.next : block.ordinal;
  count.original = block.ordinal;
  if (isGone) count.hasGap = true;
  else count.next = number + 1;
  return block.prefix.replace(/\d+/, String(number));
}

function movedOut(text: string, by: number): string[] {
  return text.split('\n').map((line) => line.replace(new RegExp(`^ {0,${by}}`), ''));
}
