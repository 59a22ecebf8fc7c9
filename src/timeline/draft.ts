import * as z from 'zod';

/**
 * The draft: the video as the back ends store it, under the short keys of the wire. `t` holds the tracks, `tt`
 * a track's type, `sg` its segments, `d` durations in ms, `m` metadata.
 *
 * What a segment holds is the back end's own business and differs between them, so segments stay opaque here:
 * every field is kept, known or not, and only read defensively (see `model.ts`). So is the rest: whatever is null or of
 * another kind than it should be counts as missing here, and goes back in the text that it came in.
 */
export const trackTypes = { video: 0, audio: 1, text: 7 } as const;

export const segmentSchema = z.looseObject({});

/** A number, also one that stands in quotes; anything else is as good as missing. */
const numberSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d+(?:\.\d+)?$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

/** A list without what does not belong in it; anything that is no list is an empty one. */
const listOf = <S extends z.ZodType>(schema: S) =>
  z
    .array(z.unknown())
    .catch([])
    .transform((items) =>
      items.flatMap((item) => {
        const parsed = schema.safeParse(item);
        return parsed.success ? [parsed.data] : [];
      }),
    );

/** A type that no track has. */
const unknownType = -1;

export const trackSchema = z.looseObject({
  tt: numberSchema.transform((type) => type ?? unknownType),
  sg: listOf(segmentSchema),
  d: numberSchema,
  m: z.looseObject({}).optional().catch(undefined),
});
export const draftSchema = z.looseObject({
  t: listOf(trackSchema),
  d: numberSchema,
  m: z
    .looseObject({
      title: z.string().optional().catch(undefined),
      width: numberSchema,
      height: numberSchema,
    })
    .optional()
    .catch(undefined),
});

export type DraftSegment = z.infer<typeof segmentSchema>;
export type DraftTrack = z.infer<typeof trackSchema>;
export type Draft = z.infer<typeof draftSchema>;

/** Whether there is anything in the draft that could be rendered. */
export function isExportable(draft: Draft): boolean {
  return draft.t.some((track) => track.sg.length > 0);
}
