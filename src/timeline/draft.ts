import * as z from 'zod';

/**
 * The draft: the video as the back ends store it, under the short keys of the wire. `t` holds the tracks, `tt`
 * a track's type, `sg` its segments, `d` durations in ms, `m` metadata.
 *
 * What a segment holds is the back end's own business and differs between them, so segments stay opaque here:
 * every field is kept, known or not, and only read defensively (see `model.ts`).
 */
export const trackTypes = { video: 0, audio: 1, text: 7 } as const;

export const segmentSchema = z.looseObject({});
export const trackSchema = z.looseObject({
  tt: z.number(),
  sg: z.array(segmentSchema).default([]),
  d: z.number().optional(),
  m: z.looseObject({}).optional(),
});
export const draftSchema = z.looseObject({
  t: z.array(trackSchema).default([]),
  d: z.number().optional(),
  m: z
    .looseObject({
      title: z.string().optional(),
      width: z.number().optional(),
      height: z.number().optional(),
    })
    .optional(),
});

export type DraftSegment = z.infer<typeof segmentSchema>;
export type DraftTrack = z.infer<typeof trackSchema>;
export type Draft = z.infer<typeof draftSchema>;

/** Whether there is anything in the draft that could be rendered. */
export function isExportable(draft: Draft): boolean {
  return draft.t.some((track) => track.sg.length > 0);
}
