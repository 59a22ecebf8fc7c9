import { dragAt } from './gui-drag';
import { isWord, phraseAt, skipThe, type Gesture, type Words } from './gui-reading';
import { abilityOf, isEndOfTarget, mostWords, offerOf, targetAt } from './gui-target';
import type { GuiWord } from './gui-words';

/** More phrases than this do not lead to a gesture. */
const mostLeads = 8;

/** Reads a gesture that begins exactly at a unit, the words that lead to it included. */
export function gestureAt(words: Words, start: number): Gesture | undefined {
  let at = start;
  for (let skipped = 0; skipped < mostLeads; skipped++) {
    const gesture = bareGestureAt(words, at);
    if (gesture) return gesture;
    const phrase = phraseAt(words, at);
    const { kind } = words.units[at] ?? { kind: 'mark' };
    if (kind === 'emoji') at += 1;
    else if (phrase.is('lead')) at = phrase.end;
    else return undefined;
  }
  return undefined;
}

function bareGestureAt(words: Words, at: number): Gesture | undefined {
  return (
    dragAt(words, at) ??
    accountAt(words, at) ??
    previewAt(words, at) ??
    pressAt(words, at) ??
    openAt(words, at) ??
    findAt(words, at) ??
    placeOfButtonAt(words, at)
  );
}

/** "check your billing", 查看您的账户 */
function accountAt(words: Words, at: number): Gesture | undefined {
  const phrase = phraseAt(words, at);
  if (!phrase.is('look') && !phrase.is('open')) return undefined;
  const article = phraseAt(words, phrase.end);
  const thing = phraseAt(words, article.is('the') ? article.end : phrase.end);
  if (!thing.is('account')) return undefined;
  let { end } = thing;
  for (let next = phraseAt(words, end); isPartOfName(next); next = phraseAt(words, end)) end = next.end;
  return isEndOfTarget(words, end) ? { effect: { run: 'credits' }, end } : undefined;
}

const isPartOfName = (phrase: { is(name: GuiWord): boolean }) =>
  phrase.is('panel') || phrase.is('button') || phrase.is('account');

/** "preview the result in the timeline", 在时间线中预览, 预览时间线 */
function previewAt(words: Words, at: number): Gesture | undefined {
  const phrase = phraseAt(words, at);
  if (isWord(words, at, 'in')) {
    const line = phraseAt(words, at + 1);
    if (!line.is('timeline')) return undefined;
    const inside = phraseAt(words, line.end);
    const look = phraseAt(words, inside.is('inside') ? inside.end : line.end);
    return look.is('look') ? { effect: { run: 'timeline' }, end: look.end } : undefined;
  }
  if (!phrase.is('look')) return undefined;
  for (let next = phrase.end; next < phrase.end + 2 * mostWords && next < words.units.length; next++) {
    const here = phraseAt(words, next);
    if (phrase.is('preview') && next <= phrase.end + 1 && here.is('timeline'))
      return { effect: { run: 'timeline' }, end: here.end };
    if (isWord(words, next, 'in')) {
      const line = phraseAt(words, skipThe(words, next + 1));
      if (line.is('timeline')) return { effect: { run: 'timeline' }, end: line.end };
    }
    if (words.units[next]?.kind === 'mark' || here.is('subordinate')) return undefined;
  }
  return undefined;
}

/** "click the Export button", 点击右上角的“导出”按钮 */
function pressAt(words: Words, at: number): Gesture | undefined {
  const phrase = phraseAt(words, at);
  const target = phrase.is('press') || phrase.is('choose') ? targetAt(words, phrase.end) : undefined;
  if (phrase.is('press')) {
    if (target) return { effect: offerOf(target.name), end: target.end };
    const control = phraseAt(words, phrase.end);
    return control.is('control') && isEndOfTarget(words, control.end)
      ? { effect: {}, end: control.end }
      : undefined;
  }
  if (!phrase.is('choose')) return undefined;
  const isSure = target !== undefined && (target.noun !== undefined || abilityOf(target.name) !== undefined);
  if (isSure) return { effect: offerOf(target.name), end: target.end };
  return { effect: {}, end: target?.end ?? phrase.end, isWeak: true };
}

/** "open the timeline panel", 打开效果面板: reading the state stands for whatever a panel would show. */
function openAt(words: Words, at: number): Gesture | undefined {
  const phrase = phraseAt(words, at);
  if (!phrase.is('open')) return undefined;
  const line = phraseAt(words, skipThe(words, phrase.end));
  if (line.is('timeline') && isEndOfTarget(words, line.end))
    return { effect: { run: 'timeline' }, end: line.end };
  const target = targetAt(words, phrase.end);
  const isPath = target !== undefined && / [>→›] /.test(target.name);
  if (!target || !(target.noun || isPath)) return undefined;
  const ability = abilityOf(target.name);
  if (isPath && ability === undefined) return { effect: {}, end: target.end };
  if (ability === 'export' || ability === 'attach') return { effect: offerOf(target.name), end: target.end };
  return { effect: { run: ability === 'credits' ? 'credits' : 'timeline' }, end: target.end };
}

/** "use the Export button", "you'll find the Export button in the top bar" */
function findAt(words: Words, at: number): Gesture | undefined {
  const phrase = phraseAt(words, at);
  if (!phrase.is('find')) return undefined;
  const target = targetAt(words, phrase.end);
  if (target?.noun !== 'button' || !abilityOf(target.name)) return undefined;
  return { effect: offerOf(target.name), end: target.end };
}

/** Where a picture is spoken of, a button is part of it. */
const pictured =
  /frame|scene|card|shot|overlay|caption|title|intro|outro|footage|recording|clip|画面|镜头|片头|片尾|字幕|录屏|卡片/;

/** "The Export button is in the top right corner", 导出按钮位于右上角 */
function placeOfButtonAt(words: Words, at: number): Gesture | undefined {
  const target = targetAt(words, at, true);
  if (target?.noun !== 'button' || !abilityOf(target.name)) return undefined;
  const rest = restOf(words, target.end);
  const isPlace =
    /^(?:is |sits |lives |can be found |appears )?(?:located |now )?(?:available|in|at|on|near|above|below|under|next to|just|right|to the)\b/;
  const isPlaceInChinese = /^(?:就)?(?:位于|在)/;
  if (!(isPlace.test(rest) || isPlaceInChinese.test(rest)) || pictured.test(rest)) return undefined;
  return { effect: offerOf(target.name), end: words.units.length };
}

/** What follows in the sentence, as far as it matters. */
function restOf({ source, units }: Words, at: number): string {
  const start = units[at]?.start ?? source.length;
  return source.slice(start, Math.min(start + 120, units.at(-1)?.end ?? start)).toLowerCase();
}
