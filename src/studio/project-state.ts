import * as z from 'zod';
import { draftSchema } from '../timeline/draft';
import { readTimeline, type Timeline } from '../timeline/model';
import { itemSchema, type Item } from './conversation';
import { jobSchema, type Job } from './jobs';

/** A file that a session has, as it was when it was handed over. */
export const sessionFileSchema = z.object({
  /** absolute */
  path: z.string(),
  bytes: z.number(),
  /** ms since the epoch */
  modifiedAt: z.number(),
  /** Of its content, in hexadecimal; missing where the file was only referenced. */
  sha256: z.string().optional(),
});
export type SessionFile = z.infer<typeof sessionFileSchema>;

/** The way from a recording to its first video, kept until its export has begun. */
export const conversionSchema = z.object({
  /** Files that come with the recording: a cover, a transcript. Absolute paths. */
  extras: z.array(z.string()),
  /** Absolute path of the video; beside the recording where it is not given. */
  outputPath: z.string().optional(),
  /** The message that asks for it; how far that is tells how far the conversion is. */
  itemId: z.string(),
  /** One that is stopped goes on only when somebody asks for it. */
  status: z.enum(['running', 'stopped']),
});
export type Conversion = z.infer<typeof conversionSchema>;

/** What is known of a project without opening it. */
export const projectHeadSchema = z.object({
  id: z.string(),
  createdAt: z.number(),
  backend: z.enum(['local', 'cloud']),
  /** Absolute path of the recording that the project began with; its video goes beside it. */
  recording: z.string(),
  /** Everything that was given to the project: absolute paths. */
  files: z.array(z.string()),
  session: z
    .object({
      session_id: z.string(),
      task_id: z.string(),
      files: z.array(sessionFileSchema),
      /** The service has said that it knows nothing of it any more. */
      isForgotten: z.boolean().optional(),
    })
    .optional(),
  conversion: conversionSchema.optional(),
  jobs: z.array(jobSchema),
  /** The session that the draft is of; an older one's is kept to be looked at. */
  draftOf: z.string().optional(),
});
export type ProjectHead = z.infer<typeof projectHeadSchema>;
export type BackendKind = ProjectHead['backend'];

/** What the journal keeps of a project: enough to go on after the window died at any moment. */
export const projectRecordSchema = projectHeadSchema.extend({
  items: z.array(itemSchema),
  draft: draftSchema.optional(),
});
export type ProjectRecord = z.infer<typeof projectRecordSchema>;

/** Whether a message waits to be sent, or is on its way without an answer. */
export function hasUnanswered({ items }: ProjectRecord): boolean {
  return items.some(
    (item) => item.kind === 'user' && (item.status === 'queued' || item.status === 'sending'),
  );
}

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
  /** Whether another window works on it; here it is only shown. */
  readonly isElsewhere: boolean;
}

export function initialState(record: ProjectRecord, isElsewhere = false): ProjectState {
  return { record, activity: idle, timeline: record.draft && readTimeline(record.draft), isElsewhere };
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
