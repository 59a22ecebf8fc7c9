import type { Action } from '../conversation';
import { guiLexicon, type GuiWord } from './gui-words';
import type { Unit } from './prose';

/** What comes of a gesture: something to offer, something that may run by itself, or nothing. */
export interface Effect {
  readonly offer?: Action;
  readonly run?: 'timeline' | 'credits';
}

/** The words of a sentence: units without emphasis, and the text that they stand in. */
export class Words {
  /** What was looked up, because the same place is asked for by many. */
  readonly phrases: Phrase[] = [];

  constructor(
    readonly source: string,
    readonly units: readonly Unit[],
  ) {}
}

/** What a word or phrase is, and the first unit behind it. */
export interface Phrase {
  is(name: GuiWord): boolean;
  readonly end: number;
}

/** A gesture at a button or a panel: what comes of it, and the first unit behind it. */
export interface Gesture {
  readonly effect: Effect;
  readonly end: number;
  /** Whether it may as well be a real choice: it counts only beside another gesture. */
  readonly isWeak?: boolean;
}

/** The longest phrase that begins at a unit; of no class, and without length, where none does. */
export function phraseAt(words: Words, at: number): Phrase {
  return (words.phrases[at] ??= lookUp(words, at));
}

function lookUp({ units }: Words, at: number): Phrase {
  const found = units[at]?.kind === 'name' ? undefined : guiLexicon.at(units, at);
  return { is: (name) => found?.classes.has(name) ?? false, end: at + (found?.length ?? 0) };
}

/** The first unit behind articles and the like. */
export function skipThe(words: Words, start: number): number {
  let at = start;
  for (let skipped = 0; skipped < mostArticles && phraseAt(words, at).is('the'); skipped++)
    at = phraseAt(words, at).end;
  return at;
}
const mostArticles = 6;

/** Whether a single unit is of a class, though a longer phrase of another class may begin with it. */
export function isWord({ units }: Words, at: number, name: GuiWord): boolean {
  const unit = units[at];
  return unit !== undefined && unit.kind !== 'name' && guiLexicon.at([unit], 0)?.classes.has(name) === true;
}
