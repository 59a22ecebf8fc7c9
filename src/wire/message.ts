import * as z from 'zod';
import { idSchema } from './ids';

export const messageRequestSchema = z.looseObject({
  app_name: z.string(),
  user_id: z.string(),
  session_id: z.string(),
  new_message: z.object({ role: z.string(), parts: z.array(z.looseObject({ text: z.string().optional() })) }),
});
export type MessageRequest = z.infer<typeof messageRequestSchema>;

/** The body of `POST /run_sse`. `role` is always sent: without it servers of this family drop the message. */
export function messageRequest(sessionId: string, text: string): MessageRequest {
  return {
    app_name: 'nemo_agent',
    user_id: 'me',
    session_id: sessionId,
    new_message: { role: 'user', parts: [{ text }] },
  };
}

/** Keys may be snake_case; the few that are read are renamed before anything looks at them. */
const camelCase: Readonly<Record<string, string>> = {
  function_call: 'functionCall',
  function_response: 'functionResponse',
  error_code: 'errorCode',
  error_message: 'errorMessage',
};

/** A copy under the usual keys; most values have none to rename and are passed on as they are. */
function renamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Object.keys(camelCase).some((key) => key in value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [camelCase[key] ?? key, field]));
}

// A field of an unknown kind counts as missing: it must not cost the text beside it.
const callSchema = z
  .object({ id: idSchema.nullish().catch(null), name: z.string().catch('') })
  .nullish()
  .catch(null);
const partSchema = z
  .preprocess(
    renamed,
    z.object({
      text: z.string().nullish().catch(null),
      thought: z.boolean().nullish().catch(null),
      functionCall: callSchema,
      functionResponse: callSchema,
    }),
  )
  .catch({});

/** An event of Google's Agent Development Kit: parts of any kind, text perhaps partial. */
export const adkEventSchema = z.preprocess(
  renamed,
  z.object({
    partial: z.boolean().nullish().catch(null),
    content: z
      .object({ parts: z.array(partSchema).nullish().catch(null) })
      .nullish()
      .catch(null),
    errorCode: z.union([z.string(), z.number()]).nullish().catch(null),
    errorMessage: z.unknown().optional(),
  }),
);
export type AdkEvent = z.infer<typeof adkEventSchema>;

/** The simpler form of the vendor's own reference. */
export const vendorEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), content: z.string() }),
  z.object({ type: z.literal('tool_call'), name: z.string().catch('') }),
  z.object({ type: z.literal('tool_result') }),
  z.object({ type: z.literal('heartbeat') }),
]);
