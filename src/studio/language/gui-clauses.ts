import { gestureAt } from './gui-gesture';
import { phraseAt, type Effect, type Gesture, type Words } from './gui-reading';

/** A part of a sentence: units from `start` to `end`, and from `joinStart` on the marks and words that join it on. */
export interface Clause {
  readonly joinStart: number;
  readonly start: number;
  readonly end: number;
  readonly kind: ClauseKind;
  readonly effect: Effect;
}

/**
 * - `gesture`: at a button or a panel; `weak`: perhaps one
 * - `subordinate`: says only when or what for
 * - `flow`: what comes of a gesture, or goes on with it
 * - `content`: anything else
 */
export type ClauseKind = 'gesture' | 'weak' | 'subordinate' | 'flow' | 'content';

const joint = /^[,;:()、—–-]$/;
const closing = /^[.!?。]$/;
const conjunction = /^(?:and|or|but|so|then|plus|并|然|或|而)$/;

/** Takes a sentence apart at its marks, and wherever a gesture or another subject begins. */
export function clausesOf(words: Words): Clause[] {
  const clauses: Clause[] = [];
  for (let joinStart = 0; joinStart < words.units.length;) {
    const start = afterMarks(words, joinStart);
    if (start === words.units.length) break;
    const gesture = gestureFrom(words, start);
    const end = clauseEnd(words, Math.max(gesture?.end ?? 0, start + 1));
    const kind = kindOf(words, start, end, gesture, clauses.at(-1));
    clauses.push({ joinStart, start, end, kind, effect: gesture?.effect ?? {} });
    joinStart = end;
  }
  return settled(
    clauses.map((clause, index) =>
      isLabel(words, clause, clauses[index + 1]) ? { ...clause, kind: 'subordinate' } : clause,
    ),
  );
}

/** "**Export**: click …": a few words that only name what comes behind the colon. */
function isLabel({ units }: Words, { start, end, kind }: Clause, next: Clause | undefined): boolean {
  return (
    kind === 'content' &&
    next !== undefined &&
    units[next.joinStart]?.text === ':' &&
    end - start <= mostLabelWords
  );
}
const mostLabelWords = 5;

function afterMarks({ units }: Words, at: number): number {
  while (at < units.length && (joint.test(units[at]?.text ?? '') || closing.test(units[at]?.text ?? '')))
    at++;
  return at;
}

function clauseEnd(words: Words, from: number): number {
  for (let at = from; at < words.units.length; at++) {
    const { text, kind } = words.units[at] ?? { text: '', kind: 'mark' };
    if (kind === 'mark' && (joint.test(text) || closing.test(text))) return at;
    if (kind !== 'name' && (beginsClause(words, at, text) || beginsMeans(words, at, text))) return at;
  }
  return words.units.length;
}

/** "… and click Export", "… and I'll add music" */
function beginsClause(words: Words, at: number, text: string): boolean {
  if (!conjunction.test(text)) return false;
  const next = phraseAt(words, at).is('lead') ? phraseAt(words, at).end : at + 1;
  return phraseAt(words, next).is('subject') || gestureAt(words, next) !== undefined;
}

/** "… by clicking Export", "… via the Export button", "ready to preview in the timeline" */
function beginsMeans(words: Words, at: number, text: string): boolean {
  const isReadyTo =
    text === 'to' && /^(?:ready|available|there|waiting)$/.test(words.units[at - 1]?.text ?? '');
  if (!isReadyTo && !phraseAt(words, at).is('means') && text !== '通') return false;
  const gesture = gestureFrom(words, at);
  return gesture !== undefined && gesture.isWeak !== true;
}

/** A gesture, with the "by" or "via" before it. */
function gestureFrom(words: Words, at: number): Gesture | undefined {
  return gestureAt(words, at) ?? (phraseAt(words, at).is('means') ? gestureAt(words, at + 1) : undefined);
}

function kindOf(
  words: Words,
  start: number,
  end: number,
  gesture: Gesture | undefined,
  before: Clause | undefined,
): ClauseKind {
  if (gesture) return gesture.isWeak ? 'weak' : 'gesture';
  const isBehindGesture = before !== undefined && ['gesture', 'weak', 'flow'].includes(before.kind);
  if (isBehindGesture && (phraseAt(words, start).is('located') || tellsOutcome(words, start, end)))
    return 'flow';
  if (phraseAt(words, start).is('subordinate') || isOnlyLead(words, start, end)) return 'subordinate';
  return isBehindGesture && !hasSubject(words, start) ? 'flow' : 'content';
}

/** "I'll …", "and then it …" */
function hasSubject(words: Words, start: number): boolean {
  let at = start;
  for (let skipped = 0; skipped < 4; skipped++) {
    const phrase = phraseAt(words, at);
    if (phrase.is('subject')) return true;
    if (!phrase.is('lead')) return false;
    at = phrase.end;
  }
  return false;
}

/** "and the video will be saved": the gesture's doing, not the agent's. */
function tellsOutcome(words: Words, start: number, end: number): boolean {
  const near = Array.from({ length: Math.min(8, end - start) }, (_, index) => start + index);
  if (near.some((at) => /^(?:i|i'll|i've|we|we'll|我)$/.test(words.units[at]?.text ?? ''))) return false;
  return near.some((at) => phraseAt(words, at).is('outcome'));
}

/** "Now", "最后", "Step 1": leads to what comes next. */
function isOnlyLead(words: Words, start: number, end: number): boolean {
  for (let at = start; at < end;) {
    const phrase = phraseAt(words, at);
    const { kind, text } = words.units[at] ?? { kind: 'mark', text: '' };
    if (!phrase.is('lead') && kind !== 'emoji' && !/^\d+$/.test(text)) return false;
    at = Math.max(phrase.end, at + 1);
  }
  return true;
}

/**
 * Gives each subordinate clause to the main clause behind it, else to the one before; a choice beside a gesture is
 * part of it.
 */
function settled(clauses: readonly Clause[]): Clause[] {
  const hasGesture = clauses.some(({ kind }) => kind === 'gesture');
  let owner = clauses.findLast(({ kind }) => kind !== 'subordinate')?.kind ?? 'content';
  return clauses
    .toReversed()
    .map((clause): Clause => {
      if (clause.kind !== 'subordinate') owner = clause.kind;
      else return { ...clause, kind: owner === 'gesture' ? 'flow' : owner };
      return clause.kind === 'weak' && hasGesture ? { ...clause, kind: 'flow' } : clause;
    })
    .toReversed();
}
