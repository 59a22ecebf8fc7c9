import { dragAt } from './gui-drag';
import { isWord, phraseAt, skipThe, type Effect, type Gesture, type Words } from './gui-reading';
import { abilityLexicon, type Ability, type GuiWord } from './gui-words';
import { tokensOf } from './phrases';

/** A name of a button, a panel or a thing, and whether it says which of them it is. */
interface Target {
  readonly name: string;
  readonly noun: 'button' | 'panel' | undefined;
  /** In quotes, in bold, or with a capital: written as the name of something. */
  readonly isNamed: boolean;
  readonly end: number;
}

/** More words than this are no name. */
const mostWords = 6;
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
  const isPath = target !== undefined && />|→|›/.test(target.name);
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

/**
 * Reads what a gesture is made at: a written name, with or without "button" or "panel" behind it, or up to six words
 * that end in one.
 *
 * @param goesOn whether any word may follow
 */
function targetAt(words: Words, start: number, goesOn = false): Target | undefined {
  const first = skipThe(words, start);
  const written = writtenNameAt(words, first);
  if (written && !written.isLink) {
    const noun = nounAt(words, written.end);
    const end = noun?.end ?? written.end;
    if (goesOn || isEndOfTarget(words, end))
      return { name: written.name, noun: noun?.noun, isNamed: true, end };
  }
  for (let at = first; at < first + 3 * mostWords && at < words.units.length; at++) {
    const noun = nounAt(words, at);
    if (noun && (goesOn || isEndOfTarget(words, noun.end)))
      return { name: textBetween(words, first, noun.end), noun: noun.noun, isNamed: false, end: noun.end };
    const { kind } = words.units[at] ?? { kind: 'mark' };
    if (
      (kind !== 'word' && kind !== 'name') ||
      (phraseAt(words, at).is('breaker') && words.units[at]?.text !== '的')
    )
      break;
  }
  const known = abilityLexicon.at(words.units, first);
  if (!known || !isEndOfTarget(words, first + known.length)) return undefined;
  return {
    name: textBetween(words, first, first + known.length),
    noun: undefined,
    isNamed: true,
    end: first + known.length,
  };
}

/** "Export", **Magic Cut**, File > Export: something written as a name, alone or as a path. */
function writtenNameAt(
  words: Words,
  start: number,
): { name: string; end: number; isLink: boolean } | undefined {
  let end = start;
  for (; end < words.units.length; end++) {
    const unit = words.units[end];
    if (!unit) break;
    const isPath = end > start && /^[>→›/]$/.test(unit.text);
    const isWritten =
      unit.kind === 'name' || unit.isBold || /^\p{Lu}/u.test(words.source.slice(unit.start, unit.end));
    const goesOnInBold = end > start && unit.kind === 'name' && words.units[end - 1]?.kind === 'name';
    if (!(isPath || isWritten) || goesOnInBold) break;
  }
  if (end === start) return undefined;
  const parts = words.units.slice(start, end);
  return { name: parts.map(({ text }) => text).join(' '), end, isLink: parts.some(({ isLink }) => isLink) };
}

function nounAt(words: Words, start: number): { noun: 'button' | 'panel'; end: number } | undefined {
  let [end, noun] = [start, undefined as 'button' | 'panel' | undefined];
  for (let next = phraseAt(words, end); next.is('button') || next.is('panel'); next = phraseAt(words, end)) {
    noun = next.is('button') ? 'button' : 'panel';
    end = next.end;
  }
  return noun && { noun, end };
}

/** Whether an instruction may end here, or go on: "panel discussion" is no panel. */
function isEndOfTarget(words: Words, at: number): boolean {
  const unit = words.units[at];
  if (!unit || unit.kind === 'emoji') return true;
  if (unit.kind === 'mark') return unit.text !== '-';
  return phraseAt(words, at).is('after') || isWord(words, at, 'after');
}

const textBetween = ({ units }: Words, start: number, end: number) =>
  units
    .slice(start, end)
    .map(({ text }) => text)
    .join(' ');

function abilityOf(name: string): Ability | undefined {
  const tokens = [...tokensOf(name)];
  for (const at of tokens.keys()) {
    const [ability] = abilityLexicon.at(tokens, at)?.classes ?? [];
    if (ability) return ability;
  }
  return undefined;
}

function offerOf(name: string): Effect {
  switch (abilityOf(name)) {
    case 'export':
      return { offer: { do: 'export' } };
    case 'attach':
      return { offer: { do: 'attach' } };
    case 'credits':
      return { offer: { do: 'showCredits' } };
    case 'timeline':
      return { offer: { do: 'showTimeline' } };
    case undefined:
      return {};
  }
}
