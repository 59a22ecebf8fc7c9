import * as z from 'zod';

/**
 * What tells one version of a file from another (RFC 9110, 8.8), so that a download that broke off can go on where
 * it was.
 */
export const validatorSchema = z.object({
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** bytes of the whole file */
  totalBytes: z.number().optional(),
});
export type Validator = z.infer<typeof validatorSchema>;
