import * as z from 'zod';
import { actionSchema, itemSchema } from './studio/conversation';
import { jobSchema } from './studio/jobs';

/**
 * The messages between the chat page and the editor, once for both. The page says *ready*, the editor answers
 * with the whole project and then with what changes; every request of the page gets a reply, an error if need
 * be. Both sides parse what they receive.
 */

/** What the project is busy with; `note` is a sentence such as "⏳ Still working…". */
export const activitySchema = z.object({
  kind: z.enum(['idle', 'connecting', 'uploading', 'working']),
  note: z.string().optional(),
});
export type Activity = z.infer<typeof activitySchema>;

/** A job as the page shows it: the file's name instead of its path. */
export const jobViewSchema = jobSchema.omit({ outputPath: true, renderId: true, attempt: true }).extend({
  fileName: z.string(),
  /** What can be done beside the usual: the remedies of a failure, the cloud's page of a finished video. */
  actions: z.array(actionSchema),
});
export type JobView = z.infer<typeof jobViewSchema>;

export const projectViewSchema = z.object({
  projectId: z.string(),
  title: z.string(),
  backend: z.enum(['local', 'cloud']),
  items: z.array(itemSchema),
  jobs: z.array(jobViewSchema),
  activity: activitySchema,
  /** Whether another window works on it; here it is only looked at. */
  isElsewhere: z.boolean(),
});
export type ProjectView = z.infer<typeof projectViewSchema>;

/** Editor → page. */
export const toPageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('project'), project: projectViewSchema }),
  /** A conversation item that is new, or replaces the one of the same id. */
  z.object({ type: z.literal('item'), item: itemSchema }),
  z.object({ type: z.literal('job'), job: jobViewSchema }),
  z.object({ type: z.literal('activity'), activity: activitySchema }),
  z.object({ type: z.literal('reply'), request: z.number(), error: z.string().optional() }),
]);
export type ToPage = z.infer<typeof toPageSchema>;

/** The longest message that may be typed, in UTF-16 units. */
export const longestMessage = 100_000;

/** Page → editor. `request` numbers the reply. */
const numbered = { request: z.number().int().nonnegative() };
export const toEditorSchema = z.discriminatedUnion('type', [
  z.object({ ...numbered, type: z.literal('ready') }),
  z.object({ ...numbered, type: z.literal('say'), text: z.string().min(1).max(longestMessage) }),
  /** Cancels what the agent is doing. */
  z.object({ ...numbered, type: z.literal('stop') }),
  z.object({ ...numbered, type: z.literal('do'), action: actionSchema }),
  /** Asks the editor to let the person choose files to add. */
  z.object({ ...numbered, type: z.literal('attach') }),
  /** Files dropped on the page, as the URIs that the editor's explorer hands out. */
  z.object({ ...numbered, type: z.literal('drop'), uris: z.array(z.string().max(4096)).min(1).max(100) }),
]);
export type ToEditor = z.infer<typeof toEditorSchema>;

/** What the page remembers by itself, so that a reload loses nothing typed. */
export const pageStateSchema = z.object({
  projectId: z.string(),
  draftText: z.string(),
  /** The item at the upper edge and the px of it above that edge; absent while the reader is at the end. */
  reading: z.object({ itemId: z.string(), offset: z.number() }).optional(),
});
export type PageState = z.infer<typeof pageStateSchema>;
