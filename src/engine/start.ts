import * as z from 'zod';

/** What an engine is told when it starts; the token is a secret and travels over IPC only. */
export const startParametersSchema = z.object({
  type: z.literal('start'),
  /** Whoever shows it may use this engine. */
  token: z.string().min(32),
  /** Absolute path of the folder that holds projects and renders. */
  dataFolder: z.string().min(1),
  /** Absolute path of the folder with the fonts that ship with the extension. */
  fontsFolder: z.string().min(1),
  /** BCP 47 */
  locale: z.string().min(1),
  /** Absolute path of the strings in Simplified Chinese. */
  l10nFile: z.string().optional(),
});
export type StartParameters = z.infer<typeof startParametersSchema>;

/** Parent → engine: begin, or end in good order. A parent that merely vanishes ends the engine as well. */
export const fromParentSchema = z.discriminatedUnion('type', [
  startParametersSchema,
  z.object({ type: z.literal('stop') }),
]);
export type FromParent = z.infer<typeof fromParentSchema>;

/** Engine → parent, once: where it listens on 127.0.0.1, or why it cannot, in a sentence. */
export type ToParent = { type: 'listening'; port: number } | { type: 'failed'; message: string };
