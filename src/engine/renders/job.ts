import path from 'node:path';
import * as z from 'zod';

const stateSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending') }),
  z.object({ status: z.literal('processing') }),
  z.object({
    status: z.literal('completed'),
    /** ms since 1970 */
    completedAt: z.number(),
    bytes: z.number(),
    /** When somebody had the last byte of it; ms since 1970. */
    downloadedAt: z.number().optional(),
  }),
  z.object({ status: z.literal('failed'), message: z.string() }),
  z.object({ status: z.literal('cancelled') }),
]);

/** A render job as it lies on disk. */
export const renderJobSchema = z.object({
  version: z.literal(1),
  /** Chosen by the client; opaque. */
  id: z.string(),
  sessionId: z.string(),
  /** ms since 1970 */
  createdAt: z.number(),
  /** The engine whose queue it is in: with that process gone, an unfinished job is dead. */
  ownerPid: z.number().int(),
  /** Absolute path of the finished file, in a folder of its own. */
  outputPath: z.string(),
  state: stateSchema,
});
export type RenderJob = z.infer<typeof renderJobSchema>;
export type RenderJobState = RenderJob['state'];

/** Whether the job still has a way to go. */
export function isUnfinished(state: RenderJobState): boolean {
  return state.status === 'pending' || state.status === 'processing';
}

/** Where the file grows until it is complete: under its own name, which messages about it tell. */
export function partialPath({ outputPath }: RenderJob): string {
  return path.join(path.dirname(outputPath), 'partial', path.basename(outputPath));
}
