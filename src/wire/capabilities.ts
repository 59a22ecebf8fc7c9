import * as z from 'zod';

/** Answer to `GET /api/engine/capabilities`; a back end without it is a plain cloud. */
export const capabilitiesSchema = z.looseObject({
  version: z.string(),
  /** Stills at any time of the timeline. */
  frames: z.boolean(),
  /** The timeline's sound as MP3. */
  previewSound: z.boolean(),
  /** Files of this computer are referenced, not uploaded. */
  localFiles: z.boolean(),
  /** A pending render waits for its turn on one machine, and will have it. */
  queuesRenders: z.boolean().default(false),
  /** ms between two polls of a render job */
  pollMs: z.number().int().positive(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

/** What is true of a back end that does not answer the question. */
export const plainCloud: Capabilities = {
  version: '0',
  frames: false,
  previewSound: false,
  localFiles: false,
  queuesRenders: false,
  pollMs: 30_000,
};
