import * as z from 'zod';
import { draftSchema } from '../timeline/draft';
import { idSchema } from './ids';

/** Answer to `GET /api/state/nemo_agent/me/<sid>/latest`. A session that nothing was done in has no draft. */
export const stateSchema = z.looseObject({
  session_id: idSchema.optional(),
  task_id: idSchema.optional(),
  task_name: z.string().nullish(),
  state: z.looseObject({
    draft: draftSchema.nullish().catch(undefined),
    canvas_config: z.unknown().optional(),
    video_infos: z.unknown().optional(),
    video_analyses: z.unknown().optional(),
    generated_media: z.unknown().optional(),
  }),
});
export type SessionState = z.infer<typeof stateSchema>;

/** Where the draft stands in the answer's text: it is sent back byte for byte from there. */
export const draftPath = ['data', 'state', 'draft'] as const;

const hashedSchema = z.looseObject({ hash: z.string() });

/**
 * Hashes of the files that a session has, in lower-case hexadecimal, as far as it tells. No public sample of
 * `video_infos` exists: a list and an object of files are both understood, anything else is no file.
 */
export function uploadedHashes({ state }: SessionState): string[] {
  const infos = state.video_infos;
  const files = typeof infos === 'object' && infos !== null ? Object.values(infos) : [];
  return files.flatMap((file) => {
    const { data } = hashedSchema.safeParse(file);
    return data ? [data.hash.toLowerCase()] : [];
  });
}
