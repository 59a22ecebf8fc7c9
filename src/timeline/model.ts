import { trackTypes, type Draft, type DraftSegment, type DraftTrack } from './draft';

/** A timeline as people see it: tracks with segments that have a name, a place in time, perhaps a volume. */
export interface Timeline {
  readonly title: string;
  /** px; 0 where the draft does not say */
  readonly width: number;
  readonly height: number;
  readonly durationMs: number;
  readonly tracks: readonly Track[];
}

export type TrackKind = 'video' | 'audio' | 'text' | 'other';

export interface Track {
  readonly kind: TrackKind;
  readonly label: string;
  readonly segments: readonly Segment[];
}

export interface Segment {
  /** Stable between two readings of one draft where the back end gives ids, else made of the content. */
  readonly id: string;
  readonly name: string;
  /** What is written on the picture; undefined for anything but text. */
  readonly text?: string;
  readonly startMs: number;
  readonly endMs: number;
  /** 1 is as recorded; undefined where the draft does not say. */
  readonly volume?: number;
}

const kinds: Readonly<Record<number, TrackKind>> = {
  [trackTypes.video]: 'video',
  [trackTypes.audio]: 'audio',
  [trackTypes.text]: 'text',
};
const labels: Record<TrackKind, string> = { video: 'Video', audio: 'BGM', text: 'Title', other: 'Track' };

// No public sample of a segment exists, so each field is looked for under the names such drafts use.
const names = {
  id: ['id', 'uid', 'segment_id', 'segmentId'],
  name: ['name', 'title', 'file_name', 'fileName', 'filename', 'n'],
  text: ['text', 'content', 'txt'],
  start: ['start', 'startMs', 'start_ms', 'start_time', 'startTime', 'st', 'begin', 'offset'],
  duration: ['d', 'duration', 'durationMs', 'duration_ms'],
  end: ['end', 'endMs', 'end_ms', 'end_time', 'endTime'],
  volume: ['volume', 'vol', 'v'],
} as const;

/** Reads a draft for showing. Whatever a segment lacks is made up from what stands before it. */
export function readTimeline(draft: Draft): Timeline {
  const tracks = draft.t.map(readTrack);
  // Segments may overlap, so the last one need not be the one that ends last.
  const ends = tracks.flatMap((track) => track.segments.map((segment) => segment.endMs));
  const lastEnd = ends.reduce((latest, end) => Math.max(latest, end), 0);
  return {
    title: draft.m?.title ?? '',
    width: draft.m?.width ?? 0,
    height: draft.m?.height ?? 0,
    durationMs: draft.d ?? lastEnd,
    tracks,
  };
}

function readTrack(track: DraftTrack): Track {
  const kind = kinds[track.tt] ?? 'other';
  const segments: Segment[] = [];
  let cursorMs = 0;
  for (const [index, raw] of track.sg.entries()) {
    const segment = readSegment(raw, index, cursorMs, kind);
    cursorMs = segment.endMs;
    segments.push(segment);
  }
  return { kind, label: stringIn(track.m ?? {}, names.name) ?? labels[kind], segments };
}

function readSegment(raw: DraftSegment, index: number, cursorMs: number, kind: TrackKind): Segment {
  const text = stringIn(raw, names.text);
  const name = stringIn(raw, names.name) ?? text ?? `${labels[kind]} ${index + 1}`;
  const startMs = numberIn(raw, names.start) ?? cursorMs;
  const durationMs = numberIn(raw, names.duration) ?? (numberIn(raw, names.end) ?? startMs) - startMs;
  const volume = numberIn(raw, names.volume);
  return {
    id: stringIn(raw, names.id) ?? `${name}#${index}`,
    name,
    ...(text === undefined ? {} : { text }),
    startMs,
    endMs: startMs + Math.max(0, durationMs),
    // Some drafts count volume in percent; no factor above 4 (+12 dB) is ever meant.
    ...(volume === undefined ? {} : { volume: volume > 4 ? volume / 100 : volume }),
  };
}

function stringIn(fields: Record<string, unknown>, keys: readonly string[]): string | undefined {
  return keys
    .map((key) => fields[key])
    .find((value): value is string => typeof value === 'string' && value !== '');
}

function numberIn(fields: Record<string, unknown>, keys: readonly string[]): number | undefined {
  return keys
    .map((key) => fields[key])
    .find((value): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0);
}
