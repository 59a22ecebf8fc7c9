import type { Action } from './conversation';
import { guiLexicon, type GuiWord } from './gui-words';
import type { Unit } from './prose';

/** What comes of a gesture: something to offer, something that may run by itself, or nothing. */
export interface Effect {
  readonly offer?: Action;
  readonly run?: 'timeline' | 'credits';
}

/** The words of a clause: units without emphasis, and the text that they stand in. */
export interface Words {
  readonly source: string;
  readonly units: readonly Unit[];
}

/** A gesture at a button or a panel: what comes of it, and the first unit behind it. */
export interface Gesture {
  readonly effect: Effect;
  readonly end: number;
  /** Whether it may as well be a real choice: it counts only beside another gesture. */
  readonly isWeak?: boolean;
}

/** What a word or phrase at a place is, and where it ends. */
export function phraseAt({ units }: Words, at: number): { is(name: GuiWord): boolean; end: number } {
  const found = units[at]?.kind === 'name' ? undefined : guiLexicon.at(units, at);
  return { is: (name) => found?.classes.has(name) ?? false, end: at + (found?.length ?? 0) };
}

/** The first unit behind articles and the like. */
export function skipThe(words: Words, at: number): number {
  for (let next = phraseAt(words, at); next.is('the'); next = phraseAt(words, at)) at = next.end;
  return at;
}

/** Whether a single unit is of a class, though a longer phrase of another class may begin with it. */
export function isWord({ units }: Words, at: number, name: GuiWord): boolean {
  const unit = units[at];
  return unit !== undefined && unit.kind !== 'name' && guiLexicon.at([unit], 0)?.classes.has(name) === true;
}
