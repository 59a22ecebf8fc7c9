import * as l10n from '@vscode/l10n';
import type { Timeline, Track } from '../../timeline/model';
import { describeTrack } from '../../timeline/summary';
import { escapeMarkdown } from './escape';
import { Lexicon, tokensOf } from './phrases';
import { kindOfTrack, kindsNamedIn, type TrackKind } from './track-kinds';

/** What can be added to a raw video, and taken out again. */
type Addition = Extract<TrackKind, 'music' | 'title' | 'captions' | 'effects'>;
const additions: readonly Addition[] = ['music', 'title', 'captions', 'effects'];

/** A generation that went on by itself after the raw video. */
export interface TwoStages {
  /** Tracks of the raw video, each as in the summary line: `Video: city timelapse (0-10s)`. */
  readonly raw: readonly string[];
  /** What was added to it without being asked for: tracks, or the words for what shows in none. */
  readonly added: readonly string[];
  /** Both stages in words, as Markdown. */
  readonly report: string;
  /** Things to say that take out what was added. To keep it nothing need be said, so that is not among them. */
  readonly suggestions: readonly string[];
}

export interface Said {
  /** What the person asked for: what they wished is not reported as the agent's own idea. */
  readonly request: string;
  /** What the agent said about it; empty where it said nothing. */
  readonly answer: string;
  /** Names of the files that the person gave to the project. */
  readonly given?: readonly string[];
}

/**
 * Whether a turn made a video and then went on by itself: nothing was on the timeline before, and now there are a
 * picture or a voice and music, titles, captions or effects that nobody asked for. A title that only repeats the
 * video's own name belongs to the video. Undefined for any other turn.
 */
export function twoStages(before: Timeline | undefined, after: Timeline, said: Said): TwoStages | undefined {
  if (before?.tracks.some(isFilled)) return undefined;
  const asked = kindsNamedIn(said.request);
  const announced = kindsAnnouncedIn(said.answer);
  const tracks = after.tracks
    .filter(isFilled)
    .map((track) => ({ track, kind: kindOfTrack(track, after, said.given) }));
  const own = tracks.filter(({ kind }) => isAddition(kind) && !asked.has(kind));
  const raw = tracks.filter((entry) => !own.includes(entry));
  // What the agent tells of and no track shows: effects are often drawn into the picture.
  const untracked = additions.filter(
    (kind) => announced.has(kind) && !asked.has(kind) && !own.some((entry) => entry.kind === kind),
  );
  const isSurprise = own.some(({ track, kind }) => announced.has(kind) || !isOwnName(track, after));
  if (raw.length === 0 || !(isSurprise || untracked.length > 0)) return undefined;

  const kinds = additions.filter(
    (kind) => untracked.includes(kind) || own.some((entry) => entry.kind === kind),
  );
  const stages = {
    raw: raw.map(({ track }) => describeTrack(track)),
    added: [...own.map(({ track }) => describeTrack(track)), ...untracked.map(wordFor)],
  };
  const suggestions = kinds.map(removal);
  if (kinds.length > 1) suggestions.push(l10n.t('Remove everything that was added'));
  return { ...stages, report: reportOf(stages), suggestions };
}

function reportOf({ raw, added }: Pick<TwoStages, 'raw' | 'added'>): string {
  return [
    l10n.t('The video was made in two stages:'),
    '',
    l10n.t('1. The raw video: {0}', raw.map(escapeMarkdown).join(' · ')),
    l10n.t('2. Added without being asked for: {0}', added.map(escapeMarkdown).join(' · ')),
    '',
    l10n.t('Nothing need be done to keep all of it. Whatever you do not like can be removed.'),
  ].join('\n');
}

const isFilled = ({ segments }: Track) => segments.length > 0;
const isAddition = (kind: TrackKind): kind is Addition => (additions as readonly TrackKind[]).includes(kind);
const isOwnName = ({ segments }: Track, { title }: Timeline) => segments.every(({ text }) => text === title);

const telling = new Lexicon<'raw' | 'added'>({
  raw: 'raw video|raw cut|raw footage|rough cut|first cut|base video|basic video|core video|原始视频|粗剪|初版|初剪|基础视频|原片|毛片',
  added:
    'added|add|adding|applied|applying|layered|automatically|on my own|on top|included|enhanced' +
    '|添加|添加了|加了|加上|加上了|加入|加入了|配上|配上了|叠加了|自动|应用了',
});

/** What an answer says was added to a raw video; nothing where it does not speak of two stages. */
function kindsAnnouncedIn(answer: string): ReadonlySet<TrackKind> {
  const tokens = [...tokensOf(answer)];
  let hasRaw = false;
  for (const [at, token] of tokens.entries()) {
    const classes = telling.at(tokens, at)?.classes;
    if (classes?.has('raw')) hasRaw = true;
    if (hasRaw && classes?.has('added')) return kindsNamedIn(answer.slice(token.start));
  }
  return new Set();
}

function wordFor(kind: Addition): string {
  switch (kind) {
    case 'music':
      return l10n.t('music');
    case 'title':
      return l10n.t('a title');
    case 'captions':
      return l10n.t('captions');
    case 'effects':
      return l10n.t('effects');
  }
}

function removal(kind: Addition): string {
  switch (kind) {
    case 'music':
      return l10n.t('Remove the music');
    case 'title':
      return l10n.t('Remove the title');
    case 'captions':
      return l10n.t('Remove the captions');
    case 'effects':
      return l10n.t('Remove the effects');
  }
}
