import type { EngineDraft } from '../draft';
import type { Director } from '../director/director';
import type { Project } from '../projects/project';
import type { ProjectStore } from '../projects/store';
import type { RenderQueue } from '../renders/queue';
import { sessionNotFound } from './wire-error';

/** What the routes work with. */
export interface Parts {
  readonly token: string;
  readonly store: ProjectStore;
  readonly renders: RenderQueue;
  readonly director: Director;
  /** A PNG of the picture at a time (ms). */
  readonly still: (draft: EngineDraft, timeMs: number, widthPx: number) => Promise<Buffer>;
  /** The file, MP3, of a draft's sound; made where it is not there yet. */
  readonly sound: (draft: EngineDraft, folder: string, signal: AbortSignal) => Promise<string>;
}

/** @throws WireError 1002 */
export async function projectOf(store: ProjectStore, sessionId: string): Promise<Project> {
  const project = await store.read(sessionId);
  if (!project) throw sessionNotFound();
  return project;
}
