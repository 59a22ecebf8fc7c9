import path from 'node:path';
import { tidyCues } from '../../timeline/captions';
import { trackTypes } from '../../timeline/draft';
import { segmentsOf, type EngineDraft, type EngineSegment, type EngineTrack } from '../draft';
import type { Composition, Edit } from './edit';
import type { Names } from './names';
import { aspects } from './wish';

/** Frames per second of every video. */
const fps = 30;
/** The tracks from the back of the picture to the front, by the kind of their segments. */
const order: readonly EngineSegment['kind'][] = ['background', 'waveform', 'sound', 'title', 'caption'];

/**
 * Applies an edit to a draft. Neither is changed; an edit that changes nothing gives the draft itself.
 *
 * @param draft undefined where there is none yet: then only `compose` makes one
 * @param names what new tracks and segments are called
 */
export function applyEdit(draft: EngineDraft | undefined, edit: Edit, names: Names): EngineDraft | undefined {
  if (edit.kind === 'compose') return compose(edit.composition, names);
  return draft && change(draft, edit, names);
}

function change(draft: EngineDraft, edit: Exclude<Edit, { kind: 'compose' }>, names: Names): EngineDraft {
  switch (edit.kind) {
    case 'showCaptions':
      return withTrack(draft, captionTrack(edit, draft.d, names));
    case 'hideCaptions':
      return withoutTrack(draft, 'caption');
    case 'showWaveform':
      return segmentsOf(draft, 'waveform').length > 0
        ? draft
        : withTrack(draft, waveformTrack(draft.d, names));
    case 'hideWaveform':
      return withoutTrack(draft, 'waveform');
    case 'setTitle':
      return withTitle(draft, edit.text, names);
    case 'setAspect': {
      const { width, height } = aspects[edit.aspect];
      if (draft.m.width === width && draft.m.height === height) return draft;
      return { ...draft, m: { ...draft.m, width, height } };
    }
  }
}

function compose(
  { recording, title, subtitle, artist, album, background, aspect }: Composition,
  names: Names,
) {
  const d = recording.durationMs;
  const tracks: EngineTrack[] = [
    {
      tt: trackTypes.video,
      m: { name: names.background },
      sg: [
        {
          id: 'background',
          kind: 'background',
          name: nameOf(background.source, names),
          start: 0,
          d,
          ...background,
        },
      ],
    },
    waveformTrack(d, names),
    {
      tt: trackTypes.audio,
      m: { name: names.sound },
      sg: [
        { id: 'sound', kind: 'sound', name: recording.name, start: 0, d, path: recording.path, volume: 1 },
      ],
    },
    titleTrack(title, subtitle, d, names),
  ];
  const draft: EngineDraft = {
    t: tracks,
    d,
    m: {
      title,
      ...(artist === undefined ? {} : { artist }),
      ...(album === undefined ? {} : { album }),
      ...aspects[aspect],
      fps,
    },
  };
  return draft;
}

function nameOf(source: Composition['background']['source'], names: Names): string {
  switch (source.from) {
    case 'cover':
      return names.coverArt;
    case 'video':
      return path.basename(source.path);
    case 'drawn':
      return names.drawn;
  }
}

function waveformTrack(d: number, names: Names): EngineTrack {
  const segment: EngineSegment = {
    id: 'waveform',
    kind: 'waveform',
    name: names.bars,
    start: 0,
    d,
    style: 'bars',
  };
  return { tt: trackTypes.video, m: { name: names.waveform }, sg: [segment] };
}

function titleTrack(text: string, subtitle: string | undefined, d: number, names: Names): EngineTrack {
  const line = subtitle === undefined ? {} : { subtitle };
  const segment: EngineSegment = { id: 'title', kind: 'title', start: 0, d, text, ...line };
  return { tt: trackTypes.text, m: { name: names.title }, sg: [segment] };
}

function captionTrack(
  { cues }: Extract<Edit, { kind: 'showCaptions' }>,
  d: number,
  names: Names,
): EngineTrack {
  const segments = tidyCues(cues, d).map(({ startMs, endMs, text, speaker }, index): EngineSegment => {
    const who = speaker === undefined ? {} : { speaker };
    return { id: `caption-${index + 1}`, kind: 'caption', start: startMs, d: endMs - startMs, text, ...who };
  });
  return { tt: trackTypes.text, m: { name: names.captions }, sg: segments };
}

function withTitle(draft: EngineDraft, text: string, names: Names): EngineDraft {
  const [old] = segmentsOf(draft, 'title');
  if (old?.text === text && draft.m.title === text) return draft;
  return withTrack(
    { ...draft, m: { ...draft.m, title: text } },
    titleTrack(text, old?.subtitle, draft.d, names),
  );
}

/** Puts a track in its place; one of the same kind makes room. */
function withTrack(draft: EngineDraft, track: EngineTrack): EngineDraft {
  const kind = kindOf(track);
  if (kind === undefined) return draft;
  const old = draft.t.find((other) => kindOf(other) === kind);
  if (old && JSON.stringify(old.sg) === JSON.stringify(track.sg)) return draft;
  const others = draft.t.filter((other) => other !== old);
  const rank = (other: EngineTrack) => order.indexOf(kindOf(other) ?? 'caption');
  const before = others.filter((other) => rank(other) < order.indexOf(kind));
  const behind = others.filter((other) => !before.includes(other));
  return { ...draft, t: [...before, track, ...behind] };
}

function withoutTrack(draft: EngineDraft, kind: EngineSegment['kind']): EngineDraft {
  const kept = draft.t.filter((track) => kindOf(track) !== kind);
  return kept.length === draft.t.length ? draft : { ...draft, t: kept };
}

/** A track holds segments of one kind. */
function kindOf(track: EngineTrack): EngineSegment['kind'] | undefined {
  return track.sg[0]?.kind;
}
