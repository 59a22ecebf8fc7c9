import * as z from 'zod';

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
function renamed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [camelCase[key] ?? key, field]));
}

const call = z.looseObject({ id: z.string().optional(), name: z.string().default('') });
const partSchema = z.preprocess(
  renamed,
  z.looseObject({
    text: z.string().optional(),
    thought: z.boolean().optional(),
    functionCall: call.optional(),
    functionResponse: call.optional(),
  }),
);

/** An event of Google's Agent Development Kit: parts of any kind, text perhaps partial. */
export const adkEventSchema = z.preprocess(
  renamed,
  z.looseObject({
    id: z.string().optional(),
    author: z.string().optional(),
    partial: z.boolean().nullish(),
    content: z.looseObject({ role: z.string().nullish(), parts: z.array(partSchema).nullish() }).nullish(),
    errorCode: z.union([z.string(), z.number()]).nullish(),
    errorMessage: z.string().nullish(),
  }),
);
export type AdkEvent = z.infer<typeof adkEventSchema>;

/** The simpler form of the vendor's own reference. */
export const vendorEventSchema = z.discriminatedUnion('type', [
  z.looseObject({ type: z.literal('text'), content: z.string() }),
  z.looseObject({ type: z.literal('tool_call'), name: z.string().default('') }),
  z.looseObject({ type: z.literal('tool_result') }),
  z.looseObject({ type: z.literal('heartbeat') }),
]);

/** An error inside a stream, whatever it is reported as. */
export const errorEventSchema = z.looseObject({ error: z.unknown().refine((error) => error != null) });
