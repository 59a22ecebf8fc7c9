/** The width of a text in px, set in one font. */
export type Measure = (text: string) => number;

/** What must not begin a line: closing marks, small kana, prolonged sounds. JIS X 4051, W3C JLREQ and CLREQ. */
const notAtStart =
  /^[、。，．・：；！？」』）】〉》〕〗］｝”’…‥ー〜～々ゝゞヽヾぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.:;!?)\]}%％]/u;
/** What must not end a line: opening marks and currency signs. */
const notAtEnd = /[「『（【〈《〔〖［｛“‘([{$¥￥£€]$/u;
/** Scripts that are written without blanks, so a line may end between any two words. */
const withoutBlanks =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}、。，．！？：；」』）】》「『（【《]/u;

/** A piece of text that stays on one line. */
interface Piece {
  text: string;
  /** A blank stands before it, unless it begins a line. */
  blank: boolean;
}

const words = new Intl.Segmenter(undefined, { granularity: 'word' });
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Splits a text where a line may end. */
function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let blank = false;
  for (const { segment } of words.segment(text)) {
    if (/^\s+$/u.test(segment)) {
      blank = true;
      continue;
    }
    const last = found.at(-1);
    const mayBreak =
      !last ||
      blank ||
      (/[-–—/]$/u.test(last.text) && last.text.length > 1) ||
      ((withoutBlanks.test(last.text.at(-1) ?? '') || withoutBlanks.test(segment[0] ?? '')) &&
        !notAtStart.test(segment) &&
        !notAtEnd.test(last.text));
    if (last && !mayBreak) last.text += segment;
    else found.push({ text: segment, blank: blank && last !== undefined });
    blank = false;
  }
  return found;
}

/** Cuts a piece that is wider than a line (a web address, say) between two letters. */
function cutToFit(piece: Piece, width: number, measure: Measure): Piece[] {
  if (measure(piece.text) <= width) return [piece];
  const parts: Piece[] = [];
  let part = '';
  for (const { segment } of graphemes.segment(piece.text)) {
    if (part !== '' && measure(part + segment) > width) {
      parts.push({ text: part, blank: parts.length === 0 && piece.blank });
      part = '';
    }
    part += segment;
  }
  parts.push({ text: part, blank: parts.length === 0 && piece.blank });
  return parts;
}

function fill(parts: readonly Piece[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { text, blank } of parts) {
    const longer = line === '' ? text : `${line}${blank ? ' ' : ''}${text}`;
    if (line !== '' && measure(longer) > width) {
      lines.push(line);
      line = text;
    } else {
      line = longer;
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}

/**
 * Breaks a text into as few lines as fit, then evens them out: of all widths that need no more lines the narrowest
 * is taken, so no word is left alone on the last line.
 *
 * @param width px
 */
export function wrapBalanced(text: string, width: number, measure: Measure): string[] {
  const parts = pieces(text).flatMap((piece) => cutToFit(piece, width, measure));
  const greedy = fill(parts, width, measure);
  if (greedy.length < 2) return greedy;
  let narrow = width / greedy.length / 2;
  let wide = width;
  while (wide - narrow > Math.max(1, width / 200)) {
    const middle = (narrow + wide) / 2;
    const fits = fill(parts, middle, measure);
    if (fits.length <= greedy.length && fits.every((line) => measure(line) <= width)) wide = middle;
    else narrow = middle;
  }
  return fill(parts, wide, measure);
}

/** The text cut to so many lines, with an ellipsis where something is missing. */
export function ellipsis(lines: readonly string[], count: number, width: number, measure: Measure): string[] {
  if (lines.length <= count) return [...lines];
  const kept = lines.slice(0, count);
  const letters = [...graphemes.segment(kept.at(-1) ?? '')].map(({ segment }) => segment);
  while (letters.length > 1 && measure(`${letters.join('').trimEnd()}…`) > width) letters.pop();
  return [...kept.slice(0, -1), `${letters.join('').replace(/[\s,.;:，。、；：]+$/u, '')}…`];
}
