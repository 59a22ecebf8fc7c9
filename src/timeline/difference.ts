import * as l10n from '@vscode/l10n';
import { describeSegment, formatPlace, formatRange, nameOf } from './summary';
import type { Segment, Timeline, Track } from './model';

/** More changes than this within one track are counted instead of listed. */
const mostListed = 4;

/**
 * What changed between two readings of a timeline, one sentence a change, in words a person would use. Empty
 * where nothing that can be seen or heard differs.
 */
export function differenceInWords(before: Timeline | undefined, after: Timeline): string[] {
  const old = before ?? { title: '', width: 0, height: 0, durationMs: 0, tracks: [] };
  return [...frameChanges(old, after), ...trackChanges(old.tracks, after.tracks)];
}

function frameChanges(before: Timeline, after: Timeline): string[] {
  const changes: string[] = [];
  if (before.title !== after.title && before.title !== '')
    changes.push(l10n.t('Title: "{0}" → "{1}"', before.title, after.title));
  if ((before.width !== after.width || before.height !== after.height) && before.width > 0)
    changes.push(l10n.t('Picture: {0} → {1}', sizeOf(before), sizeOf(after)));
  const [oldLength, newLength] = [formatRange(0, before.durationMs), formatRange(0, after.durationMs)];
  if (oldLength !== newLength && before.durationMs > 0)
    changes.push(l10n.t('Length: {0} → {1}', oldLength, newLength));
  return changes;
}

const sizeOf = (timeline: Timeline) => `${timeline.width}×${timeline.height}`;

function trackChanges(before: readonly Track[], after: readonly Track[]): string[] {
  const pairs = pair(before, after, (track) => `${track.kind} ${track.label}`);
  return pairs.flatMap(([old, now]) => {
    if (!now) return [l10n.t('{0}: track removed', old.label)];
    if (!old) return [l10n.t('{0}: added {1}', now.label, contentOf(now))];
    return segmentChanges(old, now);
  });
}

/** What a new track holds: its segments, or how many there are. */
function contentOf({ segments }: Track): string {
  if (segments.length <= mostListed) return segments.map(describeSegment).join(', ');
  return l10n.t('{0} segments', segments.length);
}

function segmentChanges(before: Track, after: Track): string[] {
  const changes: { kind: 'added' | 'removed' | 'changed'; words: string }[] = [];
  for (const [old, now] of pair(before.segments, after.segments, (segment) => segment.id)) {
    if (!now) changes.push({ kind: 'removed', words: l10n.t('{0}: removed {1}', before.label, nameOf(old)) });
    else if (!old)
      changes.push({ kind: 'added', words: l10n.t('{0}: added {1}', after.label, describeSegment(now)) });
    else if (!isSame(old, now))
      changes.push({ kind: 'changed', words: `${after.label}: ${changeOf(old, now)}` });
  }
  if (changes.length <= mostListed) return changes.map((change) => change.words);
  const count = (kind: string) => changes.filter((change) => change.kind === kind).length;
  return [
    l10n.t(
      '{0}: {1} added, {2} removed, {3} changed',
      after.label,
      count('added'),
      count('removed'),
      count('changed'),
    ),
  ];
}

function isSame(a: Segment, b: Segment): boolean {
  return nameOf(a) === nameOf(b) && formatPlace(a) === formatPlace(b);
}

/** `Lo-fi (0-10s, 35%) → (0-10s, 20%)`, with the name repeated only where it changed. */
function changeOf(old: Segment, now: Segment): string {
  const target = nameOf(old) === nameOf(now) ? `(${formatPlace(now)})` : describeSegment(now);
  return `${describeSegment(old)} → ${target}`;
}

/** Matches two lists by key, the nth of a key with the nth of it; what has no partner stands alone. */
function pair<T>(
  before: readonly T[],
  after: readonly T[],
  keyOf: (item: T) => string,
): ([T, T] | [T, undefined] | [undefined, T])[] {
  const waiting = new Map<string, T[]>();
  for (const item of before) waiting.set(keyOf(item), [...(waiting.get(keyOf(item)) ?? []), item]);
  const matched = after.map((item): [T | undefined, T] => [waiting.get(keyOf(item))?.shift(), item]);
  const gone = [...waiting.values()].flat().map((item): [T, undefined] => [item, undefined]);
  return [
    ...matched.map(([old, now]) =>
      old === undefined ? ([undefined, now] as [undefined, T]) : ([old, now] as [T, T]),
    ),
    ...gone,
  ];
}
