import * as l10n from '@vscode/l10n';
import type { Timeline } from '../../timeline/model';
import { Lexicon, tokensOf } from './phrases';
import { kindOfTrack, kindsMentionedIn, type TrackKind } from './track-kinds';

type Topic = TrackKind | 'shape' | 'export' | 'timeline' | 'abilities';

/** What can be proposed without knowing more than the timeline. */
interface Step {
  readonly about: Topic;
  readonly say: string;
}

/** How many are shown under an answer. */
const [least, most] = [2, 3];

const topics = new Lexicon<'shape' | 'export' | 'timeline' | 'abilities'>({
  shape:
    'vertical|vertically|horizontal|portrait|landscape|wide|widescreen|square|upright|16:9|9:16|1:1|4:5|aspect|aspect ratio|reel|reels|shorts|tiktok' +
    '|竖屏|横屏|竖版|横版|方形|正方形|宽屏|竖|横|比例|16：9|9：16|1：1|画幅',
  export: 'export|download|render|导出|下载|渲染|导出视频',
  abilities: 'what can you do|what else can you do|help|你能做什么|你还能做什么',
  timeline: 'timeline|tracks|status|state|时间线|轨道|状态',
});

/**
 * Two or three things to say next, for the timeline as it is. None of them is about what was just asked for: that is
 * done, and would only be repeated or undone.
 *
 * @param lastRequest what the person said last; empty where that is not known
 */
export function nextSteps(timeline: Timeline | undefined, lastRequest = ''): string[] {
  if (!timeline?.tracks.some(({ segments }) => segments.length > 0))
    return [l10n.t('Turn my podcast audio into a video')];
  const said = topicsOf(lastRequest);
  const fresh = (steps: readonly Step[]) => steps.filter(({ about }) => !said.has(about));
  const last = fresh([{ about: 'export', say: l10n.t('Export the video') }]);
  const edits = fresh(editsOf(timeline)).slice(0, most - last.length);
  const spare = fresh(lookingOn()).slice(0, Math.max(0, least - edits.length - last.length));
  return [...edits, ...spare, ...last].map(({ say }) => say);
}

function topicsOf(request: string): ReadonlySet<Topic> {
  const tokens = [...tokensOf(request)];
  const found = tokens.flatMap((_, at) => [...(topics.at(tokens, at)?.classes ?? [])]);
  return new Set<Topic>([...found, ...kindsMentionedIn(request)]);
}

/** Edits that make sense here, the likeliest first. */
function editsOf(timeline: Timeline): Step[] {
  const kinds = new Set(
    timeline.tracks
      .filter(({ segments }) => segments.length > 0)
      .map((track) => kindOfTrack(track, timeline)),
  );
  const isUpright = timeline.height > timeline.width;
  return [
    { about: 'shape', say: isUpright ? l10n.t('Make it widescreen (16:9)') : l10n.t('Make it vertical') },
    ...(kinds.has('music') ? [{ about: 'music', say: l10n.t('Make the music quieter') } as const] : []),
    kinds.has('captions')
      ? { about: 'captions', say: l10n.t('Turn the captions off') }
      : { about: 'captions', say: l10n.t('Turn the captions on') },
    ...(kinds.has('title')
      ? []
      : [{ about: 'title', say: l10n.t('Add a title with the name of the episode') } as const]),
  ];
}

/** What is always possible and changes nothing. */
const lookingOn = (): Step[] => [
  { about: 'timeline', say: l10n.t('Show the timeline') },
  { about: 'abilities', say: l10n.t('What else can you do?') },
];
