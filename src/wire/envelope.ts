import * as z from 'zod';

/**
 * The two generations of envelopes, told apart by their fields: `{code, message?, data}` and
 * `{success, data | error}`. Errors may also be a bare status with `error` or `detail`.
 */
export const envelopeSchema = z.looseObject({
  code: z
    .union([z.number(), z.string().regex(/^\d+$/).transform(Number)])
    .optional()
    .catch(undefined),
  success: z.boolean().optional().catch(undefined),
  message: z.unknown().optional(),
  error: z.unknown().optional(),
  detail: z.unknown().optional(),
  data: z.unknown().optional(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** What a body says went wrong, or undefined where it reports no failure. */
export function failureOf(
  envelope: Envelope,
): { code: number | undefined; text: string | undefined } | undefined {
  const failed = (envelope.code !== undefined && envelope.code !== 0) || envelope.success === false;
  if (!failed && envelope.error == null && envelope.detail == null) return undefined;
  // A render poll carries `error` beside a status; that is an answer, not a failure of the call.
  if (!failed && (envelope.data !== undefined || 'status' in envelope)) return undefined;
  return { code: envelope.code, text: textOf(envelope.message ?? envelope.error ?? envelope.detail) };
}

/** The sentence in whatever an error is reported as. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ') || undefined;
  const fields = z
    .object({ msg: z.string() })
    .or(z.object({ message: z.string() }))
    .safeParse(value);
  return fields.success ? Object.values(fields.data)[0] : undefined;
}
