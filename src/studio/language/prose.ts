import { tokensOf, type Token } from './phrases';

/** A token of Markdown prose, or a name: what stands in quotes, in code, or as the words of a link. */
export interface Unit extends Omit<Token, 'kind'> {
  readonly kind: 'word' | 'mark' | 'emoji' | 'name' | 'emphasis';
  /** Whether it stands between `*` or `_`. */
  readonly isBold: boolean;
  /** Whether it is a link to somewhere. */
  readonly isLink: boolean;
}

/** What opens a name, and what closes it. */
const pairs: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '「': '」',
  '『': '』',
  '【': '】',
  '《': '》',
  '`': '`',
  '[': ']',
};
/** A name is no longer than this, in UTF-16 units; a mark that opens and is not closed by then opens nothing. */
const longestName = 200;

/** Takes prose apart. Time is linear: nothing is looked for further than the longest name. */
export function unitsOf(text: string): Unit[] {
  const units: Unit[] = [];
  let nameEnd = 0;
  let isBold = false;
  for (const token of tokensOf(text)) {
    if (token.start < nameEnd) continue;
    const end = token.kind === 'mark' ? nameEndAt(text, token) : undefined;
    if (end !== undefined) {
      const link = /^\]\([^\s()]*\)/.exec(text.slice(end - 1, end + longestName));
      const inner = text.slice(token.end, end - 1);
      nameEnd = end - 1 + (link?.[0].length ?? 1);
      const named = { start: token.start, end: nameEnd, isBold, isLink: link !== null };
      units.push({ kind: 'name', text: inner.normalize('NFKC').toLowerCase(), ...named });
    } else if (token.text === '*' || token.text === '_') {
      const last = units.at(-1);
      if (last?.kind === 'emphasis' && last.end === token.start) {
        units[units.length - 1] = { ...last, text: last.text + token.text, end: token.end };
      } else {
        isBold = !isBold;
        units.push({ ...token, kind: 'emphasis', isBold: false, isLink: false });
      }
    } else {
      const { kind, text: word, start } = token;
      units.push({ kind, text: word, start, end: token.end, isBold, isLink: false });
    }
  }
  return units;
}

function nameEndAt(text: string, { start, end }: Token): number | undefined {
  const opener = text.slice(start, end);
  const closer = pairs[opener];
  if (closer === undefined) return undefined;
  // An apostrophe or a sign for inches opens nothing.
  if (opener === closer && /[\p{L}\p{N}]/u.test(text.charAt(start - 1))) return undefined;
  const inside = text.slice(end, end + longestName);
  let at = inside.indexOf(closer);
  while (opener === "'" && at >= 0 && /[\p{L}\p{N}]/u.test(inside.charAt(at + 1)))
    at = inside.indexOf(closer, at + 1);
  const found = at > 0 && !/\S/.test(inside.charAt(0)) ? -1 : at;
  return found <= 0 || inside.slice(0, found).includes('\n\n') ? undefined : end + found + 1;
}

/** Sentences, each up to and with its closing marks, as slices of the units. */
export function sentencesOf(text: string, units: readonly Unit[]): Unit[][] {
  const sentences: Unit[][] = [[]];
  for (const [index, unit] of units.entries()) {
    sentences.at(-1)?.push(unit);
    const next = units[index + 1];
    if (next && endsAt(text, units, index, next)) sentences.push([]);
  }
  return sentences;
}

/** Words after which a line that breaks off goes on in the next. */
const goesOn = /^(?:the|a|an|to|on|in|of|and|or|your|click|press|tap|open|with|by|for|at|from)$/;
const abbreviation = /^(?:e\.g|i\.e|etc|vs|approx|no|st|dr|mr|ms)$/;

function endsAt(text: string, units: readonly Unit[], index: number, next: Unit): boolean {
  const unit = units[index];
  if (!unit) return false;
  // Most words end nothing.
  if (unit.kind === 'word' && !text.slice(unit.end, next.start).includes('\n')) return false;
  const between = text.slice(unit.end, next.start);
  if (/^[.!?]$/.test(next.text) || /^[。！？]$/.test(text.slice(next.start, next.end))) return false;
  // Emphasis and brackets that close belong to the sentence that they close.
  if ((next.kind === 'emphasis' && next.start === unit.end) || /^[)）]$/.test(next.text)) return false;
  const before = units[index - 1];
  const closes = unit.kind === 'emphasis' && before?.end === unit.start;
  const closing = closes ? before : unit;
  const mark = closing ? text.slice(closing.start, closing.end) : '';
  if (/^[。！？]$/.test(mark)) return true;
  if (/^[.!?]$/.test(mark) && /\s/.test(between)) return !abbreviation.test(units[index - 1]?.text ?? '');
  if (!between.includes('\n')) return false;
  const isNewStart =
    next.kind !== 'word' || /^[\p{Lu}\p{Script=Han}]/u.test(text.slice(next.start, next.end));
  return isNewStart && !goesOn.test(unit.text);
}
