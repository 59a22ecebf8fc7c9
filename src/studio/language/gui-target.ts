import { isWord, phraseAt, skipThe, type Effect, type Words } from './gui-reading';
import { abilityLexicon, type Ability } from './gui-words';
import { tokensOf } from './phrases';

/** A name of a button, a panel or a thing, and whether it says which of them it is. */
export interface Target {
  readonly name: string;
  readonly noun: 'button' | 'panel' | undefined;
  /** In quotes, in bold, or with a capital: written as the name of something. */
  readonly isNamed: boolean;
  readonly end: number;
}

/** More words than this are no name. */
export const mostWords = 6;
/**
 * Reads what a gesture is made at: a written name, with or without "button" or "panel" behind it, or up to six words
 * that end in one.
 *
 * @param goesOn whether any word may follow
 */
export function targetAt(words: Words, start: number, goesOn = false): Target | undefined {
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
  return {
    name: parts.map(({ text }) => text).join(' '),
    end,
    isLink: parts.some(({ isLink, text }) => isLink || text.includes('://')),
  };
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
export function isEndOfTarget(words: Words, at: number): boolean {
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

/** Which of ours a button or a panel is, by its name. */
export function abilityOf(name: string): Ability | undefined {
  const tokens = [...tokensOf(name)];
  for (const at of tokens.keys()) {
    const [ability] = abilityLexicon.at(tokens, at)?.classes ?? [];
    if (ability) return ability;
  }
  return undefined;
}

/** What to offer for a button of that name; nothing for one that is not ours. */
export function offerOf(name: string): Effect {
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
