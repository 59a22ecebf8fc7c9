import * as z from 'zod';

/**
 * What was said and done in one project, in order. These are values: the studio makes them, the journal keeps
 * them, the chat panel and the terminal show them.
 */

/** Pages for people are had safely, or from this computer, where a service is tried out. */
const linkSchema = z.string().refine((text) => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
  );
});

/** Something that a person may do next, offered as a button. */
export const actionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), text: z.string() }),
  z.object({ do: z.literal('export') }),
  z.object({ do: z.literal('showTimeline') }),
  z.object({ do: z.literal('showCredits') }),
  /** Lets the person choose files to add. */
  z.object({ do: z.literal('attach') }),
  z.object({ do: z.literal('renderLocally') }),
  /** Another try of a message, or of the conversion that it asked for. */
  z.object({ do: z.literal('retry'), itemId: z.string().optional() }),
  z.object({ do: z.literal('setToken') }),
  /** Another session with the same files, where the service has forgotten this one. */
  z.object({ do: z.literal('startAnew') }),
  z.object({ do: z.literal('openInBrowser') }),
  z.object({ do: z.literal('cancelExport'), jobId: z.string() }),
  z.object({ do: z.literal('resumeExport'), jobId: z.string() }),
  z.object({ do: z.literal('play'), jobId: z.string() }),
  z.object({ do: z.literal('reveal'), jobId: z.string() }),
  z.object({
    do: z.literal('openLink'),
    url: linkSchema,
    /** What is behind it, for the words on the button. */
    to: z.enum(['registration', 'account']).optional(),
  }),
]);
export type Action = z.infer<typeof actionSchema>;

/** Actions as they were written down: one that is none is not offered, and costs nothing beside it. */
export const actionsSchema = z
  .array(z.unknown())
  .transform((actions) => actions.flatMap((action) => actionSchema.safeParse(action).data ?? []));

const placed = { id: z.string(), at: z.number() };

export const userItemSchema = z.object({
  ...placed,
  kind: z.literal('user'),
  text: z.string(),
  /** Names of files that came with it. */
  files: z.array(z.string()),
  /** `queued` has surely not been sent, `sending` may have been taken, `sent` is answered. */
  status: z.enum(['queued', 'sending', 'sent', 'failed']),
  /** Digest of the draft when it was sent: tells what has changed since, whoever asks. */
  before: z.string().optional(),
});
/** `text` is Markdown from a back end: untrusted. */
export const agentItemSchema = z.object({
  ...placed,
  kind: z.literal('agent'),
  text: z.string(),
  streaming: z.boolean(),
  /** Next things to say. */
  suggestions: z.array(z.string()),
  actions: actionsSchema,
});
export const noticeItemSchema = z.object({
  ...placed,
  kind: z.literal('notice'),
  level: z.enum(['info', 'warning', 'error']),
  text: z.string(),
  actions: actionsSchema,
});
export const uploadItemSchema = z.object({
  ...placed,
  kind: z.literal('upload'),
  name: z.string(),
  sentBytes: z.number(),
  totalBytes: z.number(),
  status: z.enum(['running', 'done', 'failed', 'cancelled']),
});
export const timelineItemSchema = z.object({ ...placed, kind: z.literal('timeline'), summary: z.string() });
/** Stands where a render card goes; the job itself has one owner, the project's list of jobs. */
export const renderItemSchema = z.object({ ...placed, kind: z.literal('render'), jobId: z.string() });

export const itemSchema = z.discriminatedUnion('kind', [
  userItemSchema,
  agentItemSchema,
  noticeItemSchema,
  uploadItemSchema,
  timelineItemSchema,
  renderItemSchema,
]);
export type Item = z.infer<typeof itemSchema>;
export type UserItem = z.infer<typeof userItemSchema>;
export type NoticeItem = z.infer<typeof noticeItemSchema>;
export type UploadItem = z.infer<typeof uploadItemSchema>;
