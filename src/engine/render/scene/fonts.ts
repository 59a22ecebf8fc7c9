import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GlobalFonts } from '@napi-rs/canvas';

/** Inter comes in one file per script; the family list is gone through letter by letter, in this order. */
const scripts = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese'];
const inter = scripts.map((script) => `Inter ${script}`);
const latin = ['Inter latin', 'Inter latin-ext', 'Inter vietnamese'];

/** Fonts that systems bring for scripts that Inter lacks: macOS, Windows, Linux. */
const japanese = ['Hiragino Sans', 'Yu Gothic', 'Meiryo', 'Noto Sans CJK JP', 'Noto Sans JP'];
const korean = ['Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans CJK KR', 'Noto Sans KR'];
const chinese = ['PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC'];
const emoji = ['Apple Color Emoji', 'Segoe UI Emoji', 'Noto Color Emoji', 'Twemoji'];
const others = ['Helvetica Neue', 'Segoe UI', 'Noto Sans', 'DejaVu Sans', 'Arial'];

const registered = new Map<string, Promise<void>>();
let installed: string[] | undefined;

/** Families of the system. Asking takes milliseconds, so it is asked once. */
function systemFamilies(): string[] {
  installed ??= GlobalFonts.families
    .map(({ family }) => family)
    .filter((family) => !family.startsWith('Inter'));
  return installed;
}

/**
 * Makes the fonts of a folder known to the canvas, once per process.
 *
 * @param folder holds `inter-<script>-<weight>-normal.woff2`
 * @throws Error when the folder is not there
 */
export function registerFonts(folder: string): Promise<void> {
  const known = registered.get(folder);
  if (known) return known;
  const done = readdir(folder).then((files) => {
    for (const file of files) {
      const script = /^inter-(.+)-\d+-normal\.woff2$/.exec(file)?.[1];
      if (script) GlobalFonts.registerFromPath(join(folder, file), `Inter ${script}`);
    }
  });
  registered.set(folder, done);
  return done;
}

/**
 * A font as the canvas takes it. Han characters look different in Japanese and Chinese, so the text decides which
 * system font comes first.
 *
 * @param size px
 */
export function font(weight: 400 | 600 | 700, size: number, text: string): string {
  const name = (families: Iterable<string>) =>
    `${weight} ${size}px ${[...families].map((family) => JSON.stringify(family)).join(', ')}`;
  // The list is gone through for every text that is measured, so a short one is worth having.
  if (/^[\p{Script=Latin}\u0020-\u007e\u2010-\u2027\s]*$/u.test(text)) return name(latin);
  const first = /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)
    ? japanese
    : /\p{Script=Hangul}/u.test(text)
      ? korean
      : chinese;
  const families = new Set([
    ...inter,
    ...first,
    ...chinese,
    ...japanese,
    ...korean,
    ...others,
    ...emoji,
    ...systemFamilies(),
  ]);
  return name(families);
}

/** The text without pictographs where no font can draw them: rather none than boxes. */
export function drawable(text: string): string {
  const canDrawEmoji = systemFamilies().some((family) => /emoji/i.test(family));
  if (canDrawEmoji) return text;
  return text.replaceAll(
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{fe0f}\u{200d}\u{1f1e6}-\u{1f1ff}]/gu,
    (mark) => (/[©®™]/.test(mark) ? mark : ''),
  );
}

/** Whether a text is read from right to left, by its first letter that has a direction. */
export function isRightToLeft(text: string): boolean {
  const first = /\p{L}/u.exec(text)?.[0] ?? '';
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(first);
}
