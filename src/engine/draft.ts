import * as z from 'zod';
import { cueSchema } from '../timeline/captions';
import { trackTypes } from '../timeline/draft';

/**
 * The engine's own draft: the draft of the wire with segments whose meaning the engine knows. Whatever can be
 * seen or heard in the video is a segment, so whatever is asked for shows in the timeline.
 *
 * Times are ms from the start of the video; `start` and `d` (duration) stand in every segment.
 */
const placed = { id: z.string(), start: z.number().nonnegative(), d: z.number().nonnegative() };

/** Colours are `#rrggbb`. */
const colour = z.string().regex(/^#[0-9a-f]{6}$/i);

/** A drawn background with the cover on it, or (`moving`) the picture of a video file. */
export const backgroundSegment = z.looseObject({
  ...placed,
  kind: z.literal('background'),
  name: z.string(),
  /** A picture (`cover`) or a video file (`video`) by absolute path; `drawn` has neither. */
  source: z.discriminatedUnion('from', [
    z.object({ from: z.literal('cover'), path: z.string() }),
    z.object({ from: z.literal('video'), path: z.string() }),
    z.object({ from: z.literal('drawn') }),
  ]),
  accent: colour,
});
export const waveformSegment = z.looseObject({
  ...placed,
  kind: z.literal('waveform'),
  name: z.string(),
  style: z.enum(['bars', 'none']),
});
/** The recording's sound. `volume` 1 is as recorded. */
export const soundSegment = z.looseObject({
  ...placed,
  kind: z.literal('sound'),
  name: z.string(),
  path: z.string(),
  volume: z.number().min(0).max(4),
});
export const titleSegment = z.looseObject({
  ...placed,
  kind: z.literal('title'),
  text: z.string(),
  /** The show, or whoever made it: a line in small type by the title. */
  subtitle: z.string().optional(),
});
export const captionSegment = z.looseObject({
  ...placed,
  kind: z.literal('caption'),
  text: cueSchema.shape.text,
  speaker: cueSchema.shape.speaker,
});

export const engineSegment = z.discriminatedUnion('kind', [
  backgroundSegment,
  waveformSegment,
  soundSegment,
  titleSegment,
  captionSegment,
]);
export const engineDraftSchema = z.looseObject({
  t: z.array(
    z.looseObject({
      tt: z.union([z.literal(trackTypes.video), z.literal(trackTypes.audio), z.literal(trackTypes.text)]),
      m: z.looseObject({ name: z.string() }),
      sg: z.array(engineSegment),
    }),
  ),
  d: z.number().positive(),
  m: z.looseObject({
    title: z.string(),
    artist: z.string().optional(),
    album: z.string().optional(),
    /** px, even */
    width: z.number().int().positive().multipleOf(2),
    height: z.number().int().positive().multipleOf(2),
    fps: z.number().int().min(1).max(60),
  }),
});

export type EngineSegment = z.infer<typeof engineSegment>;
export type EngineTrack = z.infer<typeof engineDraftSchema>['t'][number];
export type EngineDraft = z.infer<typeof engineDraftSchema>;

/** All segments of one kind, in the order of the tracks. */
export function segmentsOf<K extends EngineSegment['kind']>(
  draft: EngineDraft,
  kind: K,
): Extract<EngineSegment, { kind: K }>[] {
  return draft.t
    .flatMap((track) => track.sg)
    .filter((segment): segment is Extract<EngineSegment, { kind: K }> => segment.kind === kind);
}
