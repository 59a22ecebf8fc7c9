import * as z from 'zod';
import { validatorSchema } from '../wire/validator';
import { actionsSchema } from './conversation';

/** Where an export stands. Percent runs from 0 to 100 over the whole of `rendering`, then of `downloading`. */
export const jobStateSchema = z.discriminatedUnion('status', [
  /** Written down, not yet known to be taken by the back end. */
  z.object({ status: z.literal('submitting') }),
  z.object({
    status: z.literal('rendering'),
    percent: z.number(),
    stage: z.enum(['analyse', 'encode', 'finish']).optional(),
    etaMs: z.number().optional(),
  }),
  z.object({
    status: z.literal('downloading'),
    percent: z.number(),
    /** Tells whether the rest of a file that broke off still belongs to it. */
    validator: validatorSchema.optional(),
  }),
  /** Fetched and whole; about to get its name, which is the job's `outputPath`. */
  z.object({ status: z.literal('naming'), bytes: z.number() }),
  /** Left alone for now; it goes on where it was when somebody asks, or when the project is next opened. */
  z.object({
    status: z.literal('paused'),
    message: z.string(),
    actions: actionsSchema.default([]),
    validator: validatorSchema.optional(),
  }),
  z.object({ status: z.literal('done'), bytes: z.number() }),
  z.object({ status: z.literal('failed'), message: z.string(), actions: actionsSchema.default([]) }),
  z.object({ status: z.literal('cancelled') }),
]);
export type JobState = z.infer<typeof jobStateSchema>;

/** One export: a render id at the back end, and the file that it becomes. */
export const jobSchema = z.object({
  id: z.string(),
  /** The back end's id for it; another one after a retry. */
  renderId: z.string(),
  /** A render that failed gets a second try, and no third. */
  attempt: z.union([z.literal(1), z.literal(2)]).default(1),
  startedAt: z.number(),
  /** Absolute path of the file; final once the job is `done`, a wish before. */
  outputPath: z.string(),
  state: jobStateSchema,
});
export type Job = z.infer<typeof jobSchema>;

/** Whether the job is under way. */
export function isRunning(job: Job): boolean {
  return ['submitting', 'rendering', 'downloading', 'naming'].includes(job.state.status);
}

/** Whether the job still has a way to go, even if nobody is on it right now. */
export function isUnfinished(job: Job): boolean {
  return isRunning(job) || job.state.status === 'paused';
}
