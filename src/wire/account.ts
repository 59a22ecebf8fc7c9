import * as z from 'zod';
import { idSchema } from './ids';

/** Answer to `POST /api/auth/anonymous-token`. */
export const anonymousTokenSchema = z.looseObject({
  token: z.string().min(1),
  user_id: idSchema.optional(),
  expires_at: z.union([z.string(), z.number()]).optional(),
  credits: z.number().optional(),
});
export type AnonymousToken = z.infer<typeof anonymousTokenSchema>;

export const sessionRequestSchema = z.looseObject({ task_name: z.string(), language: z.string().optional() });
/** Answer to `POST /api/tasks/me/with-session/nemo_agent`. */
export const sessionSchema = z.looseObject({
  task_id: idSchema,
  session_id: idSchema,
  user_id: idSchema.optional(),
});
export type Session = z.infer<typeof sessionSchema>;

/** Answer to `GET /api/credits/balance/simple`. */
export const creditsSchema = z.looseObject({ available: z.number(), frozen: z.number(), total: z.number() });
export type Credits = z.infer<typeof creditsSchema>;

export const claimRequestSchema = z.object({ task_id: idSchema, session_id: idSchema });
/** Answer to `POST /api/auth/claim-token`; `expires_in` in seconds. */
export const claimTokenSchema = z.looseObject({
  claim_token: z.string().min(1),
  expires_in: z.number().optional(),
});
