import { createHash } from 'node:crypto';
import path from 'node:path';
import { segmentsOf, type EngineDraft } from '../draft';
import { givenWith, type Project, type ProjectFile } from '../projects/project';
import type { Tags } from '../media/tags';
import type { Composition } from './edit';
import { aspects, type Aspect } from './wish';

/**
 * Gathers what a new timeline of a recording is made of: tags, cover art, what the person chose before.
 *
 * @param folder absolute path of the project's own folder, where cover art out of tags is put
 * @throws MediaError where the recording cannot be read
 */
export async function readComposition(
  project: Project,
  recording: ProjectFile,
  folder: string,
): Promise<Composition> {
  const { readTags } = await import('../media/tags');
  const tags = await readTags(recording.path);
  const before = project.draft && isOf(project.draft, recording) ? project.draft : undefined;
  const name = path.parse(recording.name).name.replaceAll('_', ' ').trim();
  return {
    recording: { path: recording.path, name: recording.name, durationMs: recording.durationMs ?? 0 },
    title: before?.m.title ?? tags.title ?? (name || recording.name),
    subtitle: tags.album ?? tags.artist,
    artist: tags.artist,
    album: tags.album,
    background: await backgroundOf(project, recording, tags, folder),
    aspect: before ? aspectOf(before) : '16:9',
  };
}

/** A video is its own background; else a picture that was given, else the cover of the recording. */
async function backgroundOf(
  project: Project,
  recording: ProjectFile,
  tags: Tags,
  folder: string,
): Promise<Composition['background']> {
  const { accentOf, defaultAccent } = await import('../render/scene/accent');
  if (recording.kind === 'video')
    return { source: { from: 'video', path: recording.path }, accent: defaultAccent };
  const { findCover } = await import('../media/cover');
  // Each recording of a project keeps the art of its own.
  const digest = createHash('sha256').update(recording.path).digest('hex').slice(0, 16);
  const cover =
    givenWith(project, recording, 'image')?.path ??
    (await findCover(recording.path, tags, path.join(folder, 'covers', digest)));
  if (cover === undefined) return { source: { from: 'drawn' }, accent: defaultAccent };
  return { source: { from: 'cover', path: cover }, accent: await accentOf(cover) };
}

/** Whether a draft is about a recording. */
function isOf(draft: EngineDraft, recording: ProjectFile): boolean {
  return segmentsOf(draft, 'sound').some((segment) => segment.path === recording.path);
}

/** The aspect ratio of a draft. */
export function aspectOf(draft: EngineDraft): Aspect {
  const { width, height } = draft.m;
  const names = Object.keys(aspects) as Aspect[];
  return names.find((name) => aspects[name].width === width && aspects[name].height === height) ?? '16:9';
}
