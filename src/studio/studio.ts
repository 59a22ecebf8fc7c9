import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { isCaptions, kindOf } from '../nemo/files';
import { noSound } from './errors';
import { Project, type ProjectParts } from './project';
import type { BackendKind } from './project-state';
import { Store, type Readable } from './store';

/** What is asked for where the person has not said anything. */
export const defaultRequest = () =>
  l10n.t('turn my podcast audio into a video with captions and a waveform visual');

/** The open projects, the newest first, and which of them is being looked at. */
export class Studio {
  readonly #projects = new Store<readonly Project[]>([]);
  readonly #current = new Store<Project | undefined>(undefined);

  constructor(private readonly parts: ProjectParts) {}

  get projects(): Readable<readonly Project[]> {
    return this.#projects;
  }

  get current(): Readable<Project | undefined> {
    return this.#current;
  }

  /** Brings back what the journal holds, and picks up the exports that were under way. */
  async restore(): Promise<void> {
    const records = await this.parts.journal.load();
    const known = new Set(this.#projects.value.map((project) => project.id));
    const restored = records
      .filter((record) => !known.has(record.id))
      .map((record) => new Project(record, this.parts));
    this.#projects.update((projects) => [...projects, ...restored]);
    this.#current.update((current) => current ?? restored[0]);
    for (const project of restored) project.resume();
  }

  /**
   * Makes a project for each recording among the files; pictures and transcripts among them go with every one.
   *
   * @param files absolute paths
   * @returns the projects, not begun yet
   * @throws StudioError where there is no recording among them
   */
  create(files: readonly string[], backend: BackendKind): { project: Project; extras: string[] }[] {
    const recordings = files.filter(isRecording);
    const extras = files.filter((file) => !isRecording(file));
    if (recordings.length === 0) throw noSound(basename(files[0] ?? ''));
    const made = recordings.map((recording) => {
      const record = {
        id: randomUUID(),
        createdAt: Date.now(),
        backend,
        recording,
        uploaded: [],
        items: [],
        jobs: [],
      };
      return { project: new Project(record, this.parts), extras };
    });
    this.#projects.update((projects) => [...made.map(({ project }) => project), ...projects]);
    this.#current.set(made[0]?.project);
    return made;
  }

  show(project: Project): void {
    this.#current.set(project);
  }

  find(projectId: string): Project | undefined {
    return this.#projects.value.find((project) => project.id === projectId);
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#projects.value.map((project) => project.close()));
    await this.parts.connections.close();
  }
}

/** Anything that is not known as a picture or a transcript is tried as a recording; its check says what it is. */
function isRecording(path: string): boolean {
  return kindOf(path) !== 'image' && !isCaptions(path);
}
