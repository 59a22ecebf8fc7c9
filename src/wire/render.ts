import * as z from 'zod';
import { draftSchema } from '../timeline/draft';
import { textOf } from './envelope';
import { idSchema } from './ids';

export const qualitySchema = z.enum(['high', 'standard', 'small']);
export type Quality = z.infer<typeof qualitySchema>;

/** Body of `POST /api/render/proxy/lambda`. `sessionId` is camelCase here and nowhere else. */
export const renderRequestSchema = z.looseObject({
  id: z.string().min(1).max(128),
  sessionId: z.string().min(1),
  draft: draftSchema,
  output: z.looseObject({ format: z.literal('mp4'), quality: qualitySchema.default('high') }),
});

/** What a job is doing, in its order; only the engine says. */
export const stageSchema = z.enum(['analyse', 'encode', 'finish']);
export type RenderStage = z.infer<typeof stageSchema>;

export const renderStatusSchema = z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']);

/** The three shapes of a poll's answer, read into one. */
const pollFields = z.looseObject({
  id: idSchema.optional(),
  taskId: idSchema.optional(),
  status: renderStatusSchema,
  /** 0–100 */
  progress: z.number().nullish(),
  outputUrl: z.string().nullish(),
  output: z.looseObject({ url: z.string().nullish(), size: z.number().nullish() }).nullish(),
  error: z.unknown().optional(),
  stage: stageSchema.optional().catch(undefined),
  etaMs: z.number().nonnegative().nullish(),
});

/** How a render job stands. */
export interface RenderStatus {
  readonly status: z.infer<typeof renderStatusSchema>;
  /** 0–100 */
  readonly percent: number;
  readonly stage?: RenderStage;
  readonly etaMs?: number;
  readonly outputUrl?: string;
  /** bytes */
  readonly outputBytes?: number;
  /** What the server says went wrong, in its own words. */
  readonly error?: string;
}

export const renderStatusBodySchema = pollFields.transform((fields): RenderStatus => {
  const outputUrl = fields.outputUrl ?? fields.output?.url;
  const error = textOf(fields.error);
  return {
    status: fields.status,
    percent: Math.min(100, Math.max(0, fields.progress ?? (fields.status === 'completed' ? 100 : 0))),
    ...(fields.stage ? { stage: fields.stage } : {}),
    ...(fields.etaMs == null ? {} : { etaMs: fields.etaMs }),
    ...(outputUrl ? { outputUrl } : {}),
    ...(fields.output?.size == null ? {} : { outputBytes: fields.output.size }),
    ...(error ? { error } : {}),
  };
});
