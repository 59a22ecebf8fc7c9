import { clausesOf, type Clause } from './gui-clauses';
import { Words, type Effect } from './gui-reading';
import type { Unit } from './prose';

/** What is left of a sentence, and what comes of what was taken out. */
export interface Reading {
  /** Empty where it spoke of nothing else; the sentence itself where it spoke of no GUI. */
  readonly text: string;
  readonly effects: readonly Effect[];
  /** Whether all of it may be a gesture, but need not be. */
  readonly isWeak: boolean;
}

/** Takes out of one sentence what speaks of a GUI. @param source the text that the units stand in */
export function readSentence(source: string, all: readonly Unit[]): Reading {
  const units = all.filter(({ kind }) => kind !== 'emphasis');
  const clauses = clausesOf(new Words(source, units));
  const isWeak = clauses.length > 0 && clauses.every(({ kind }) => kind === 'weak');
  if (clauses.every(({ kind }) => kind !== 'gesture'))
    return { text: source.slice(all[0]?.start, all.at(-1)?.end), effects: [], isWeak };
  const effects = clauses.map(({ effect }) => effect);
  return { text: remainder(source, all, units, clauses), effects, isWeak: false };
}

/** Puts together what is kept, so that it is a sentence again. */
function remainder(
  source: string,
  all: readonly Unit[],
  units: readonly Unit[],
  clauses: readonly Clause[],
): string {
  const places = new Map(all.map((unit, place) => [unit, place]));
  let text = '';
  for (const [from, to] of runsOfContent(clauses)) {
    const first = units[text === '' ? from.start : from.joinStart];
    const last = units[to.end - 1];
    if (!first || !last) continue;
    const start = emphasisAt(all[(places.get(first) ?? 0) - 1], first).start;
    const end = emphasisAt(all[(places.get(last) ?? 0) + 1], last).end;
    const piece = bracketed(source, start, end);
    if (text === '') text = from === clauses[0] ? piece : capitalised(withoutConjunction(piece));
    else text += (/^[,;:、，；：（]/.test(piece) || isHan(piece) ? '' : ' ') + piece;
  }
  if (text === '') return '';
  return balanced(endsSentence.test(text) ? text : text + terminatorOf(source, all));
}

/** Clauses that are kept, one after the other, as the first and the last of them. */
function runsOfContent(clauses: readonly Clause[]): [Clause, Clause][] {
  const runs: [Clause, Clause][] = [];
  for (const [index, clause] of clauses.entries()) {
    if (clause.kind !== 'content') continue;
    const run = runs.at(-1);
    if (run && run[1] === clauses[index - 1]) run[1] = clause;
    else runs.push([clause, clause]);
  }
  return runs;
}

/** A piece of the source, with the bracket that closes one of its own. */
function bracketed(source: string, start: number, end: number): string {
  const piece = source.slice(start, end);
  const isOpen =
    piece.lastIndexOf('(') > piece.lastIndexOf(')') || piece.lastIndexOf('（') > piece.lastIndexOf('）');
  return isOpen && /[)）]/.test(source.charAt(end)) ? piece + source.charAt(end) : piece;
}

const isHan = (text: string) => /^\p{Script=Han}/u.test(text);

/** The emphasis that touches a unit, or the unit itself. */
function emphasisAt(beside: Unit | undefined, unit: Unit): Unit {
  const touches = beside?.kind === 'emphasis' && (beside.end === unit.start || beside.start === unit.end);
  return touches ? beside : unit;
}

const endsSentence = /[.!?。！？][*_]*$/;
const withoutConjunction = (text: string) =>
  text.replace(/^(?:and|but|or|so|then|plus)\s+|^(?:并且|并|然后|或者|或|而)/i, '');
const capitalised = (text: string) =>
  text.replace(/^([*_"“]*)(\p{Ll})/u, (_, marks: string, letter: string) => marks + letter.toUpperCase());

/** The marks that end a sentence, without brackets that close and without emphasis. */
function terminatorOf(source: string, all: readonly Unit[]): string {
  const end = all.at(-1)?.end ?? 0;
  const marks = /[.!?。！？]+(?=[\s*_)）]*$)/u.exec(
    source.slice(Math.max(all[0]?.start ?? 0, end - 12), end),
  );
  return marks?.[0] ?? '';
}

/** Emphasis whose other half went with what was taken out goes too. */
function balanced(text: string): string {
  return ['**', '__'].reduce(
    (left, mark) => (left.split(mark).length % 2 === 0 ? left.replaceAll(mark, '') : left),
    text,
  );
}
