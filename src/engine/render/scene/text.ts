import { createCanvas, type Canvas, type SKRSContext2D } from '@napi-rs/canvas';
import { black, css, white, type Rgb } from './colour';
import { drawable, font, isRightToLeft } from './fonts';
import { evenRect, type Rect } from './geometry';
import type { TextBox } from './layout';
import { ellipsis, wrapBalanced, type Measure } from './wrap';

/** Something painted on nothing, to be laid over the picture at `rect` (even px). */
export interface Overlay {
  rect: Rect;
  canvas: Canvas;
}

/** One line of text, ready to be painted. `baseline` is px from the top of the block. */
interface Line {
  text: string;
  font: string;
  colour: Rgb;
  baseline: number;
}
interface Block {
  lines: Line[];
  width: number;
  height: number;
}

const ruler = createCanvas(8, 8).getContext('2d');
let rulerFont = '';

/** Measures text in a font. Widths come in px. */
export function measureIn(fontName: string): Measure {
  const known = new Map<string, number>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    // Setting a font parses the whole list of families, so it is set when it changes.
    if (rulerFont !== fontName) ruler.font = rulerFont = fontName;
    const { width } = ruler.measureText(text);
    known.set(text, width);
    return width;
  };
}

/** Sets a text as large as its box allows, between `size` and a share of it; what still does not fit is cut. */
function setText(
  text: string,
  box: { width: number; height: number; maxLines: number },
  style: { size: number; smallest: number; weight: 600 | 700; leading: number },
): { lines: string[]; size: number; font: string } {
  for (let size = style.size; ; size -= Math.max(1, style.size * 0.04)) {
    const name = font(style.weight, Math.round(size), text);
    const measure = measureIn(name);
    const lines = wrapBalanced(text, box.width, measure);
    const fits = lines.length <= box.maxLines && lines.length * size * style.leading <= box.height;
    if (fits) return { lines, size, font: name };
    if (size <= style.size * style.smallest) {
      const count = Math.max(1, Math.min(box.maxLines, Math.floor(box.height / (size * style.leading))));
      return { lines: ellipsis(lines, count, box.width, measure), size, font: name };
    }
  }
}

/** The title with the show above it, in the middle of its box. Undefined when both are blank. */
export function paintTitle(
  box: TextBox,
  text: string,
  subtitle: string | undefined,
  colours: { text: Rgb; accent: Rgb },
  picture: { width: number; height: number },
): Overlay | undefined {
  const title = drawable(text).trim();
  const show = drawable(subtitle ?? '').trim();
  const showSize = Math.round(box.size * (box.align === 'center' ? 0.56 : box.maxLines === 1 ? 0.62 : 0.44));
  const showHeight = show === '' ? 0 : showSize * 1.25 + box.size * 0.26;
  const lines: Line[] = [];
  let y = 0;
  if (show !== '') {
    const name = font(600, showSize, show);
    const measure = measureIn(name);
    const [line = ''] = ellipsis(wrapBalanced(show, box.rect.width, measure), 1, box.rect.width, measure);
    lines.push({ text: line, font: name, colour: colours.accent, baseline: showSize });
    y = showHeight;
  }
  if (title !== '') {
    const leading = 1.16;
    const room = { width: box.rect.width, height: box.rect.height - showHeight, maxLines: box.maxLines };
    const set = setText(title, room, { size: box.size, smallest: 0.54, weight: 700, leading });
    for (const line of set.lines) {
      lines.push({ text: line, font: set.font, colour: colours.text, baseline: y + set.size * 0.95 });
      y += set.size * leading;
    }
  }
  if (lines.length === 0) return undefined;
  return paintBlock({ lines, width: widest(lines), height: y }, box, picture, { shadow: 0.35, plate: false });
}

/** Leading of captions, and how small a long one may be set. */
const captionStyle = { smallest: 0.78, weight: 600, leading: 1.32 } as const;

/**
 * Splits a caption into pages of at most two lines each. Most captions are one page; a long one is shown in parts,
 * one after the other.
 */
export function captionPages(box: TextBox, text: string): string[] {
  const clean = drawable(text).trim();
  const smallest = Math.round(box.size * captionStyle.smallest);
  const measure = measureIn(font(captionStyle.weight, smallest, clean));
  const lines = wrapBalanced(flow(clean), box.rect.width, measure);
  if (lines.length <= box.maxLines || keepsLines(clean)) return [clean];
  const pages = Math.ceil(lines.length / box.maxLines);
  const perPage = Math.ceil(lines.length / pages);
  const joint = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;
  return Array.from({ length: pages }, (_, page) =>
    lines
      .slice(page * perPage, (page + 1) * perPage)
      .reduce((all, line) => (all === '' || joint.test(all) ? all + line : `${all} ${line}`), ''),
  ).filter((page) => page !== '');
}

/** Two people on two lines, each begun with a dash: those breaks mean something, all others do not. */
function keepsLines(text: string): boolean {
  const lines = text.split('\n');
  return lines.length === 2 && lines.every((line) => /^[-–—]/.test(line));
}

/** Text without the line breaks of its file; between Han characters no blank takes their place. */
function flow(text: string): string {
  return text
    .replaceAll(
      /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}。、，！？])\n(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])/gu,
      '',
    )
    .replaceAll('\n', ' ');
}

/** One page of a caption in the middle of its box, at most two lines, with its speaker above. */
export function paintCaption(
  box: TextBox,
  text: string,
  speaker: string | undefined,
  colours: { accent: Rgb },
  picture: { width: number; height: number; moving: boolean },
): Overlay | undefined {
  const clean = drawable(text).trim();
  if (clean === '') return undefined;
  const style = { size: box.size, ...captionStyle };
  const parts = keepsLines(clean) ? clean.split('\n') : [flow(clean)];
  const room = { width: box.rect.width, height: box.rect.height, maxLines: box.maxLines / parts.length };
  const set = parts.map((part) => setText(part, room, style));
  const size = Math.min(...set.map((part) => part.size));
  const lines: Line[] = [];
  let y = 0;
  const name = drawable(speaker ?? '').trim();
  if (
    name !== '' &&
    set.flatMap((part) => part.lines).length * size * style.leading + size * 0.8 < box.rect.height
  ) {
    const speakerSize = Math.round(size * 0.5);
    lines.push({
      text: name,
      font: font(600, speakerSize, name),
      colour: colours.accent,
      baseline: speakerSize,
    });
    y = speakerSize * 1.6;
  }
  const face = font(captionStyle.weight, Math.round(size), clean);
  for (const line of set.flatMap((part) => part.lines)) {
    lines.push({ text: line, font: face, colour: white, baseline: y + size * 1.02 });
    y += size * style.leading;
  }
  const block = { lines, width: widest(lines), height: y };
  return paintBlock(block, box, picture, { shadow: picture.moving ? 0 : 0.6, plate: picture.moving });
}

function widest(lines: readonly Line[]): number {
  return Math.max(...lines.map((line) => measureIn(line.font)(line.text)));
}

/** Paints a block of lines, in the middle of its box from top to bottom. */
function paintBlock(
  block: Block,
  box: TextBox,
  picture: { width: number; height: number },
  look: { shadow: number; plate: boolean },
): Overlay {
  const bleed = Math.ceil(box.size * 0.6);
  const left = box.align === 'left' ? box.rect.x : box.rect.x + (box.rect.width - block.width) / 2;
  const top = box.rect.y + (box.rect.height - block.height) / 2;
  const around = {
    x: left - bleed,
    y: top - bleed,
    width: block.width + 2 * bleed,
    height: block.height + 2 * bleed,
  };
  const rect = evenRect(around, picture.width, picture.height);
  const canvas = createCanvas(rect.width, rect.height);
  const context = canvas.getContext('2d');
  context.translate(-rect.x, -rect.y);
  if (look.plate) {
    const pad = box.size * 0.36;
    context.fillStyle = css(black, 0.66);
    context.beginPath();
    context.roundRect(left - pad, top - pad * 0.5, block.width + 2 * pad, block.height + pad, box.size * 0.3);
    context.fill();
  }
  context.shadowColor = css(black, look.shadow);
  context.shadowBlur = look.shadow > 0 ? box.size * 0.3 : 0;
  context.shadowOffsetY = look.shadow > 0 ? box.size * 0.04 : 0;
  for (const line of block.lines) paintLine(context, line, left, top, block.width, box.align);
  return { rect, canvas };
}

function paintLine(
  context: SKRSContext2D,
  line: Line,
  left: number,
  top: number,
  width: number,
  align: 'left' | 'center',
): void {
  const rightToLeft = isRightToLeft(line.text);
  context.font = line.font;
  context.fillStyle = css(line.colour);
  context.direction = rightToLeft ? 'rtl' : 'ltr';
  context.textBaseline = 'alphabetic';
  context.textAlign = align === 'center' ? 'center' : 'left';
  context.fillText(line.text, align === 'center' ? left + width / 2 : left, top + line.baseline);
}
