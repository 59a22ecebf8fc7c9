import path from 'node:path';
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

const isRecording = (file: ProjectFile) =>
  file.kind === 'audio' || (file.kind === 'video' && file.hasSound === true);

/** What the project is about: the last sound, or video with sound, that was given. */
export function recordingOf(project: Project): ProjectFile | undefined {
  return project.files.findLast(isRecording);
}

/**
 * The captions or the picture that were given for a recording: the last of its name, else the last given after it,
 * or before it where it is the first. What came with another recording is not meant.
 */
export function givenWith(
  project: Project,
  recording: ProjectFile,
  kind: 'captions' | 'image',
): ProjectFile | undefined {
  const { files } = project;
  const at = files.indexOf(recording);
  const stem = (file: ProjectFile) => path.parse(file.name).name.toLowerCase();
  const after = files.slice(at + 1);
  const next = after.findIndex(isRecording);
  const near = [
    ...(files.slice(0, at).some(isRecording) ? [] : files.slice(0, at)),
    ...after.slice(0, next < 0 ? undefined : next),
  ];
  return (
    files.findLast((file) => file.kind === kind && stem(file) === stem(recording)) ??
    near.findLast((file) => file.kind === kind)
  );
}

/** Adds files to a project; one that was given before counts as given now. */
export function withFiles(project: Project, files: readonly ProjectFile[]): Project {
  const others = project.files.filter((old) => !files.some((file) => file.path === old.path));
  return { ...project, files: [...others, ...files] };
}

/** The last file of a kind that was given. */
export function lastOf(project: Project, kind: ProjectFile['kind']): ProjectFile | undefined {
  return project.files.findLast((file) => file.kind === kind);
}
