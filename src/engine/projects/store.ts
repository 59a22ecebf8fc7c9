import { randomUUID } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import { readJson, writeJson } from '../disk/atomic';
import { Turns } from '../disk/turns';
import { projectSchema, type Project } from './project';

/** Session ids are ours; anything else never becomes part of a path. */
const sessionIdSchema = z.uuid();

/**
 * The projects on disk, one folder each. The disk is the only state: nothing is remembered between two calls, so a
 * killed engine loses nothing and two engines may share a folder.
 */
export class ProjectStore {
  readonly #folder: string;
  readonly #turns = new Turns();

  /** @param dataFolder absolute path; made with the first project */
  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'projects');
  }

  async create(taskName: string, language: string): Promise<Project> {
    const project: Project = {
      version: 1,
      sessionId: randomUUID(),
      taskId: randomUUID(),
      taskName,
      language,
      createdAt: Date.now(),
      files: [],
    };
    await writeJson(this.#file(project.sessionId), project);
    return project;
  }

  /** @returns undefined where there is no such project */
  async read(sessionId: string): Promise<Project | undefined> {
    if (!sessionIdSchema.safeParse(sessionId).success) return undefined;
    return readJson(this.#file(sessionId), projectSchema);
  }

  /**
   * Changes a project; changes of one project happen one after the other, each on what the one before left.
   *
   * @param change gives the project as it shall be; where it throws, nothing changes
   * @returns the project as it was written, or undefined where there is none
   */
  update(
    sessionId: string,
    change: (project: Project) => Project | Promise<Project>,
  ): Promise<Project | undefined> {
    return this.#turns.run(sessionId, async () => {
      const project = await this.read(sessionId);
      if (!project) return undefined;
      const changed = await change(project);
      if (changed !== project) await writeJson(this.#file(sessionId), changed);
      return changed;
    });
  }

  /** The folder of a project that exists; what belongs to it lies in there. */
  folderOf(project: Project): string {
    return path.join(this.#folder, project.sessionId);
  }

  #file(sessionId: string): string {
    return path.join(this.#folder, sessionId, 'project.json');
  }
}
