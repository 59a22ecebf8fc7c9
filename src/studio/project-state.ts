import * as z from 'zod';
import { draftSchema } from '../timeline/draft';
import { readTimeline, type Timeline } from '../timeline/model';
import { itemSchema, type Item } from './conversation';
import { jobSchema, type Job } from './jobs';

/** What the journal keeps of a project: enough to go on after the window died at any moment. */
export const projectRecordSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  backend: z.enum(['local', 'cloud']),
  /** Absolute path of the recording that the project began with; its video goes beside it. */
  recording: z.string(),
  session: z.object({ session_id: z.string(), task_id: z.string() }).optional(),
  /** What the session has been given: absolute paths. */
  uploaded: z.array(z.string()),
  items: z.array(itemSchema),
  jobs: z.array(jobSchema),
  draft: draftSchema.optional(),
});
export type ProjectRecord = z.infer<typeof projectRecordSchema>;
export type BackendKind = ProjectRecord['backend'];

/** What a project is busy with; `note` is a sentence for whoever waits. */
export interface Activity {
  readonly kind: 'idle' | 'connecting' | 'uploading' | 'working';
  readonly note?: string;
}
export const idle: Activity = { kind: 'idle' };

/** One project as a value: what is kept, and what only counts while it runs. */
export interface ProjectState {
  readonly record: ProjectRecord;
  readonly activity: Activity;
  readonly timeline: Timeline | undefined;
}

export function initialState(record: ProjectRecord): ProjectState {
  return { record, activity: idle, timeline: record.draft && readTimeline(record.draft) };
}

/** The state with an item added, or put in the place of the one with its id. */
export function withItem(state: ProjectState, item: Item): ProjectState {
  return withRecord(state, { items: upsert(state.record.items, item) });
}

/** The state with a job added, or put in the place of the one with its id. */
export function withJob(state: ProjectState, job: Job): ProjectState {
  return withRecord(state, { jobs: upsert(state.record.jobs, job) });
}

export function withRecord(state: ProjectState, change: Partial<ProjectRecord>): ProjectState {
  return { ...state, record: { ...state.record, ...change } };
}

function upsert<T extends { readonly id: string }>(list: readonly T[], item: T): T[] {
  // What changes is nearly always the last one.
  const index = list.findLastIndex((other) => other.id === item.id);
  return index < 0 ? [...list, item] : list.with(index, item);
}
