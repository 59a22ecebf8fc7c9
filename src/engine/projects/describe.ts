import { stat } from 'node:fs/promises';
import path from 'node:path';
import { extensions } from '../../wire/files';
import { empty, unreadable, whileReading } from '../media/errors';
import type { ProjectFile } from './project';

/** Transcripts, which the wire does not name as uploads but which this back end can read. */
const captionExtensions = ['srt', 'vtt'];
const known: readonly string[] = [...Object.values(extensions).flat(), ...captionExtensions];

/** Whether a file may be given to a project, by its name. */
export function isSupported(name: string): boolean {
  return known.includes(extensionOf(name));
}

/**
 * Looks into a file that is given to a project.
 *
 * @param file absolute path
 * @param name what the person calls it
 * @throws MediaError where it cannot be used; the signal's reason where aborted
 */
export async function describeFile(file: string, name: string, signal: AbortSignal): Promise<ProjectFile> {
  if (captionExtensions.includes(extensionOf(name))) return await describeCaptions(file, name);
  const { probe } = await import('../media/probe');
  const info = await probe(file, signal);
  return {
    path: file,
    name,
    kind: info.kind,
    bytes: info.bytes,
    ...(info.kind === 'image'
      ? {}
      : { durationMs: info.durationMs, hasSound: info.sampleRate !== undefined }),
    ...(info.width === undefined ? {} : { width: info.width }),
    ...(info.height === undefined ? {} : { height: info.height }),
    ...(info.fps === undefined ? {} : { fps: info.fps }),
  };
}

async function describeCaptions(file: string, name: string): Promise<ProjectFile> {
  try {
    const stats = await stat(file);
    if (!stats.isFile()) throw unreadable(file);
    if (stats.size === 0) throw empty(file);
    const { readTranscript } = await import('../media/transcript');
    await readTranscript(file);
    return { path: file, name, kind: 'captions', bytes: stats.size };
  } catch (error) {
    throw whileReading(file, error);
  }
}

function extensionOf(name: string): string {
  return path.extname(name).slice(1).toLowerCase();
}
