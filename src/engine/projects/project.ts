import * as z from 'zod';
import { engineDraftSchema } from '../draft';

/** A file that was given to a project: where it lies, and what is known of it. */
export const projectFileSchema = z.object({
  /** Absolute path; of the file itself where it was registered, of our copy where it was uploaded. */
  path: z.string(),
  /** As the person knows it. */
  name: z.string(),
  kind: z.enum(['audio', 'video', 'image', 'captions']),
  /** bytes */
  bytes: z.number().nonnegative(),
  /** Length; sound and video have one. */
  durationMs: z.number().nonnegative().optional(),
  /** Whether it can be heard; undefined where that makes no sense. */
  hasSound: z.boolean().optional(),
  /** px */
  width: z.number().optional(),
  height: z.number().optional(),
  fps: z.number().optional(),
});
export type ProjectFile = z.infer<typeof projectFileSchema>;

/** One project, which is one session of the wire, as it lies on disk. */
export const projectSchema = z.object({
  version: z.literal(1),
  sessionId: z.string(),
  taskId: z.string(),
  taskName: z.string(),
  /** BCP 47; the language of its replies and of what stands in its timeline. */
  language: z.string(),
  /** ms since 1970 */
  createdAt: z.number(),
  /** In the order they were given; the last of a kind is the one meant. */
  files: z.array(projectFileSchema),
  draft: engineDraftSchema.optional(),
});
export type Project = z.infer<typeof projectSchema>;

/** What the project is about: the last sound, or video with sound, that was given. */
export function recordingOf(project: Project): ProjectFile | undefined {
  return project.files.findLast((file) => file.kind === 'audio' || (file.kind === 'video' && file.hasSound));
}

/** The last file of a kind that was given. */
export function lastOf(project: Project, kind: ProjectFile['kind']): ProjectFile | undefined {
  return project.files.findLast((file) => file.kind === kind);
}
