import * as z from 'zod';

/** Ids are opaque strings; a server that sends a number means its digits. */
export const idSchema = z.union([z.string().min(1), z.number().int().transform(String)]);
