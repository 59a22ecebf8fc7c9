import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { systemClock } from '../nemo/clock';
import { isCaptions, kindOf } from '../nemo/files';
import { runBatch, type Outcome } from './batch';
import type { Beginning } from './conversion';
import { noSound } from './errors';
import type { Listed } from './journal/parts';
import { goOnWith, isLeftFor, isLeftUndone, isWorthOpening } from './leftovers';
import { Project, type ProjectParts } from './project';
import type { BackendKind, ProjectRecord } from './project-state';
import { Store, type Readable } from './store';
import { Watch } from './watch';

/** What is asked for where the person has not said anything. */
export const defaultRequest = () =>
  l10n.t('turn my podcast audio into a video with captions and a waveform visual');

/** Projects beyond these are only opened when somebody asks for them. */
const mostShown = 50;
/** Conversions at a time where the back end has many machines, and where it has this one. */
const concurrency = { many: 3, one: 1 } as const;

/** The open projects, the newest first, and which of them is being looked at. */
export class Studio {
  readonly #projects = new Store<readonly Project[]>([]);
  readonly #current = new Store<Project | undefined>(undefined);
  readonly #older = new Store<readonly Listed[]>([]);
  readonly #closing = new AbortController();
  readonly #watch: Watch;
  /** ms since the epoch */
  #lastMade = 0;

  constructor(private readonly parts: ProjectParts) {
    this.#watch = new Watch(parts.journal, parts.clock ?? systemClock, this.#closing.signal);
  }

  get projects(): Readable<readonly Project[]> {
    return this.#projects;
  }

  get current(): Readable<Project | undefined> {
    return this.#current;
  }

  /** Projects of old that are not open. */
  get older(): Readable<readonly Listed[]> {
    return this.#older;
  }

  /**
   * Brings back what the journal holds, and goes on with what was under way. Resolves when the projects are there;
   * what is gone on with shows in them.
   */
  async restore(): Promise<void> {
    const known = new Set(this.#projects.value.map((project) => project.id));
    await this.parts.journal.tidy();
    const heads = this.parts.journal.heads().filter(({ id }) => !known.has(id));
    const [shown, older] = [heads.slice(0, mostShown), heads.slice(mostShown)];
    this.#older.set(older.filter((head) => !isLeftUndone(head)));
    const restored = await Promise.all(
      [...shown, ...older.filter(isLeftUndone)].map(({ id }) => this.#load(id)),
    );
    const projects = restored.filter((project) => project !== undefined);
    this.#projects.update((open) => [...open, ...projects]);
    this.#current.update((current) => current ?? projects[0]);
    const undone = new Set(heads.filter(isLeftUndone).map(({ id }) => id));
    const ours = projects.filter((project) => undone.has(project.id) && !project.state.value.isElsewhere);
    void this.#goOn(ours);
  }

  /** Opens a project of old. Undefined where it cannot be read. */
  async open(id: string): Promise<Project | undefined> {
    const project = this.find(id) ?? (await this.#load(id));
    if (!project) return undefined;
    if (!this.find(id)) this.#projects.update((projects) => [...projects, project]);
    this.#older.update((older) => older.filter((head) => head.id !== id));
    this.#current.set(project);
    return project;
  }

  /**
   * Makes a project for each recording among the files; pictures and transcripts among them go with every one.
   *
   * @param files absolute paths
   * @returns the projects, not begun yet
   * @throws StudioError where there is no recording among them
   */
  create(files: readonly string[], backend: BackendKind): { project: Project; extras: string[] }[] {
    const { recordings, extras } = sortFiles(files);
    // The newest is shown first, so the first of them is made last.
    const made = recordings
      .toReversed()
      .map((recording) => this.#make(recording, backend))
      .toReversed();
    this.#projects.update((projects) => [...made, ...projects]);
    this.#current.set(made[0]);
    return made.map((project) => ({ project, extras }));
  }

  /** Makes a project for one recording. @param recording absolute path */
  begin(recording: string, backend: BackendKind): Project {
    const project = this.#make(recording, backend);
    this.#projects.update((projects) => [project, ...projects]);
    return project;
  }

  /**
   * What an earlier process has left of the same conversion: one to go on with, also where it failed, or one whose video
   * is there already. It is ours then; undefined where there is none, or where another process works on it.
   */
  async left(recording: string, backend: BackendKind, beginning: Beginning): Promise<Project | undefined> {
    const { journal, outputFolder } = this.parts;
    for (const head of journal.heads()) {
      if (this.find(head.id) || head.recording !== recording || head.backend !== backend) continue;
      if (!(await isWorthOpening(head))) continue;
      const record = await journal.open(head.id);
      if (!record || !(await isLeftFor(record, beginning, outputFolder()))) continue;
      const project = (await journal.claim(head.id)) ? await this.#load(head.id) : undefined;
      if (!project) continue;
      this.#projects.update((projects) => [...projects, project]);
      return project;
    }
    return undefined;
  }

  /** Forgets a project for good. */
  async remove(project: Project): Promise<void> {
    await project.suspend();
    this.#projects.update((projects) => projects.filter((other) => other !== project));
    await this.parts.journal.remove(project.id);
  }

  /**
   * Converts several projects, each as it wants it; those that were left are gone on with. All of it is written down
   * before the first begins, so that another window can go on with it.
   *
   * @param signal begins nothing more; what has begun is stopped by its project
   * @returns how each ended, in their order
   */
  async convert(
    wanted: readonly { project: Project; beginning: Beginning }[],
    signal?: AbortSignal,
  ): Promise<Outcome[]> {
    for (const { project, beginning } of wanted)
      if (!project.isBegun && !signal?.aborted) await project.enlist(beginning);
    const projects = wanted.map(({ project }) => project);
    const [first] = projects;
    if (!first) return [];
    const several = await this.#concurrencyOf(first.state.value.record.backend);
    return await runBatch(projects, several, goOnWith, this.parts.logError, signal);
  }

  show(project: Project): void {
    this.#current.set(project);
  }

  find(projectId: string): Project | undefined {
    return this.#projects.value.find((project) => project.id === projectId);
  }

  /** Lets go of everything as it is; another studio on the same journal goes on with it. */
  async dispose(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#projects.value.map((project) => project.suspend()));
    await this.parts.journal.close();
    await this.parts.connections.close();
  }

  #make(recording: string, backend: BackendKind): Project {
    // Made in one moment, they still have an order.
    this.#lastMade = Math.max(Date.now(), this.#lastMade + 1);
    const base = { id: randomUUID(), createdAt: this.#lastMade, backend, recording };
    return this.#projectOf({ ...base, files: [recording], items: [], jobs: [] });
  }

  /** A project out of the journal: to work on, or only to look at while another window has it. */
  async #load(id: string): Promise<Project | undefined> {
    const { journal } = this.parts;
    const isOurs = await journal.claim(id);
    const record = await journal.open(id);
    if (!record) return undefined;
    const project = this.#projectOf(record);
    if (!isOurs) {
      project.mirror(record);
      this.#follow(project);
    }
    return project;
  }

  #projectOf(record: ProjectRecord): Project {
    const project: Project = new Project(record, this.parts, () => this.#follow(project));
    return project;
  }

  /** Shows what another window does with a project, and goes on with it when that one is gone. */
  #follow(project: Project): void {
    this.#watch.until(project, () => void this.#goOn([project]));
  }

  /** Goes on with what was left undone: exports and messages at once, conversions so many at a time. */
  async #goOn(projects: readonly Project[]): Promise<void> {
    const { logError } = this.parts;
    for (const project of projects) project.pickUp().catch(logError);
    const converting = projects.filter(
      (project) => project.state.value.record.conversion?.status === 'running',
    );
    await Promise.all(
      (['local', 'cloud'] as const).map(async (backend) => {
        const group = converting.filter((project) => project.state.value.record.backend === backend);
        const several = await this.#concurrencyOf(backend);
        await runBatch(group, several, (project) => project.proceed(), logError, this.#closing.signal);
      }),
    );
  }

  /** A back end on one machine gets one conversion at a time; what it can do is known once somebody has talked to it. */
  async #concurrencyOf(backend: BackendKind): Promise<number> {
    const connection = await this.parts.connections.known(backend);
    const isOneMachine = connection?.capabilities.queuesRenders ?? backend === 'local';
    return isOneMachine ? concurrency.one : concurrency.many;
  }
}

/**
 * Tells recordings from what goes with them.
 *
 * @throws StudioError noSound where there is no recording among the files
 */
export function sortFiles(files: readonly string[]): { recordings: string[]; extras: string[] } {
  const recordings = files.filter(isRecording);
  if (recordings.length === 0) throw noSound(basename(files[0] ?? ''));
  return { recordings, extras: files.filter((file) => !isRecording(file)) };
}

/** Anything that is not known as a picture or a transcript is tried as a recording; its check says what it is. */
function isRecording(path: string): boolean {
  return kindOf(path) !== 'image' && !isCaptions(path);
}
