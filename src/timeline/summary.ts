import type { Segment, Timeline, Track } from './model';

/** More segments than this are counted instead of listed. */
const mostListed = 3;

/**
 * One line for the whole timeline:
 * `Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)`
 */
export function summarise(timeline: Timeline): string {
  const count = timeline.tracks.length;
  const tracks = timeline.tracks.map((track, index) => `${index + 1}. ${describeTrack(track)}`);
  return [`Timeline (${count} ${count === 1 ? 'track' : 'tracks'}):`, ...tracks].join(' ');
}

/** `BGM: Lo-fi (0-10s, 35%)`: a track as in the summary line. */
export function describeTrack(track: Track): string {
  return `${track.label}: ${summariseTrack(track)}`;
}

function summariseTrack({ segments }: Track): string {
  if (segments.length === 0) return 'empty';
  if (segments.length <= mostListed) return segments.map(describeSegment).join(', ');
  const startMs = segments.reduce((first, segment) => Math.min(first, segment.startMs), Infinity);
  const endMs = segments.reduce((last, segment) => Math.max(last, segment.endMs), 0);
  return `${segments.length} segments (${formatRange(startMs, endMs)})`;
}

/** `Lo-fi (0-10s, 35%)`, or `"Urban Dreams" (0-3s)` for what is written on the picture. */
export function describeSegment(segment: Segment): string {
  return `${nameOf(segment)} (${formatPlace(segment)})`;
}

/** A segment's name; quoted where it is text on the picture. */
export function nameOf(segment: Segment): string {
  return segment.text === undefined ? segment.name : `"${segment.text.replace(/\s+/g, ' ')}"`;
}

/** `0-10s, 35%`: where a segment lies, and its volume unless that is as recorded. */
export function formatPlace(segment: Segment): string {
  const range = formatRange(segment.startMs, segment.endMs);
  const { volume } = segment;
  return volume === undefined || volume === 1 ? range : `${range}, ${formatVolume(volume)}`;
}

/** `0-3.5s` */
export function formatRange(startMs: number, endMs: number): string {
  return `${formatSeconds(startMs)}-${formatSeconds(endMs)}s`;
}

/** A volume factor in percent. */
export function formatVolume(volume: number): string {
  return `${Math.round(volume * 100)}%`;
}

function formatSeconds(ms: number): string {
  return String(Math.round(ms / 100) / 10);
}
