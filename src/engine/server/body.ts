import type { IncomingMessage } from 'node:http';
import type * as z from 'zod';
import { parseJson } from '../../wire/json';
import { bodyTooLarge, notUnderstood } from './wire-error';

/**
 * Reads a request's JSON body.
 *
 * @param mostBytes bytes; a body beyond it is not kept
 * @throws WireError where it is too large or not what the schema says
 */
export async function readBody<T>(
  request: IncomingMessage,
  schema: z.ZodType<T>,
  mostBytes: number,
): Promise<T> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // What is left is read and dropped, so that the client hears the answer instead of a reset.
    if (bytes <= mostBytes) chunks.push(chunk);
  }
  if (bytes > mostBytes) throw bodyTooLarge();
  const parsed = schema.safeParse(jsonOf(Buffer.concat(chunks).toString('utf8')));
  if (!parsed.success) throw notUnderstood();
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw notUnderstood();
  }
}
