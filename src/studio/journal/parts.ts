import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { draftSchema } from '../../timeline/draft';
import { itemSchema } from '../conversation';
import { hasUnanswered, projectHeadSchema, type ProjectHead, type ProjectRecord } from '../project-state';

/**
 * A project is kept in three files, so that a progress of one per cent does not write an hour of captions again and a
 * thousand projects can be listed without reading what was said in them.
 */
export const partNames = {
  head: 'project.json',
  conversation: 'conversation.json',
  timeline: 'timeline.json',
} as const;

/** The file by which a process has a project for itself. */
export const claimName = 'claim';

/** Whether a file is what a write or a claim leaves that is killed in the middle. */
export function isLeftover(name: string): boolean {
  return name.endsWith('.tmp') || name.startsWith(`${claimName}.`);
}

/** Whether a file is one that the journal writes. */
export function isOurs(name: string): boolean {
  return name === claimName || isLeftover(name) || (Object.values(partNames) as string[]).includes(name);
}

export const conversationSchema = z.array(itemSchema);
export const timelineSchema = draftSchema;

/** The record without its conversation and its timeline, but with what must be known of them. */
export const listedSchema = projectHeadSchema.extend({ hasUnanswered: z.boolean() });
export type Listed = z.infer<typeof listedSchema>;

export function listedOf(record: ProjectRecord): Listed {
  return listedSchema.parse({ ...record, hasUnanswered: hasUnanswered(record) });
}

/** Whether anything of the head is another value; values are replaced, never changed. */
export function isSameHead(a: ProjectRecord, b: ProjectRecord): boolean {
  const keys = Object.keys(projectHeadSchema.shape) as (keyof ProjectHead)[];
  return keys.every((key) => a[key] === b[key]) && hasUnanswered(a) === hasUnanswered(b);
}

/** Writes a file so that at any moment there is the old one or the new one, whole; on disk when it resolves. */
export async function writeWhole(path: string, value: unknown): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(JSON.stringify(value));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
