import * as l10n from '@vscode/l10n';
import type { Timeline } from '../timeline/model';

/** Two or three things to say next, for the timeline as it is. */
export function nextSteps(timeline: Timeline | undefined): string[] {
  if (!timeline || timeline.tracks.length === 0) return [l10n.t('Turn my podcast audio into a video')];
  const isUpright = timeline.height > timeline.width;
  const captions = timeline.tracks.find((track) => track.kind === 'text' && track.segments.length > 1);
  return [
    isUpright ? l10n.t('Make it wide (16:9)') : l10n.t('Make it vertical'),
    ...(captions ? [l10n.t('Turn the captions off')] : []),
    l10n.t('Export the video'),
  ];
}
