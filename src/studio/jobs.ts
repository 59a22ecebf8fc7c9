import * as z from 'zod';

/** Where an export stands. Percent runs from 0 to 100 over the whole of `rendering`, then of `downloading`. */
export const jobStateSchema = z.discriminatedUnion('status', [
  /** Written down, not yet taken by the back end. */
  z.object({ status: z.literal('submitting') }),
  z.object({
    status: z.literal('rendering'),
    percent: z.number(),
    stage: z.enum(['analyse', 'encode', 'finish']).optional(),
    etaMs: z.number().optional(),
  }),
  z.object({ status: z.literal('downloading'), percent: z.number() }),
  z.object({ status: z.literal('done'), bytes: z.number() }),
  z.object({ status: z.literal('failed'), message: z.string() }),
  z.object({ status: z.literal('cancelled') }),
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** One export: a render id at the back end, and the file that it becomes. */
export const jobSchema = z.object({
  id: z.string(),
  /** The back end's id for it; another one after a retry. */
  renderId: z.string(),
  startedAt: z.number(),
  /** Absolute path of the file; final once the job is `done`, a wish before. */
  outputPath: z.string(),
  state: jobStateSchema,
});
export type Job = z.infer<typeof jobSchema>;

/** Whether the job still has a way to go. */
export function isRunning(job: Job): boolean {
  return ['submitting', 'rendering', 'downloading'].includes(job.state.status);
}
