import { readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf } from '../../nemo/error-code';
import { openElsewhere } from '../errors';
import { projectHeadSchema, type ProjectRecord } from '../project-state';
import { Claim } from './claim';
import {
  claimName,
  conversationSchema,
  isLeftover,
  isOurs,
  isSameHead,
  listedOf,
  listedSchema,
  partNames,
  timelineSchema,
  writeWhole,
  type Listed,
} from './parts';

/** The writes of one project: what is on disk, and what goes there next. */
interface Line {
  saved?: ProjectRecord;
  waiting?: { record: ProjectRecord; done: Promise<void> } | undefined;
  writing: Promise<void>;
}

/**
 * The projects on disk, a folder each; every file of it is written whole or not at all. A project belongs to one
 * process at a time: the one that has its claim.
 */
export class Journal {
  readonly #lines = new Map<string, Line>();
  readonly #claims = new Map<string, Promise<Claim | undefined>>();

  /** @param folder is made when something is first written */
  constructor(private readonly folder: string) {}

  /**
   * All projects that can be read, the newest first, without conversation and timeline. Reads synchronously: that
   * takes a tenth of the time where there are many small files. A damaged project is passed over, not deleted.
   */
  heads(): Listed[] {
    return this.#names()
      .map((name) => this.#readHead(name))
      .filter((head) => head !== undefined)
      .sort((a, b) => b.createdAt - a.createdAt);
  }

  /** One project, whole; undefined where it is damaged or gone. */
  async open(id: string): Promise<ProjectRecord | undefined> {
    const head = this.#readHead(id);
    if (!head) return undefined;
    try {
      const [items, draft] = await Promise.all([
        this.#readPart(id, partNames.conversation),
        this.#readPart(id, partNames.timeline),
      ]);
      const record = { ...projectHeadSchema.parse(head), items: conversationSchema.parse(items ?? []) };
      return draft === undefined ? record : { ...record, draft: timelineSchema.parse(draft) };
    } catch {
      // Damaged, or of a later version: another program's business, not a reason to fail.
      return undefined;
    }
  }

  /** Another text whenever a project has been written anew. */
  versionOf(id: string): string {
    const times = Object.values(partNames).map(
      (name) => statSync(join(this.folder, id, name), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    );
    return times.join(' ');
  }

  /** Takes a project for this process; false where another one has it. */
  async claim(id: string): Promise<boolean> {
    let taking = this.#claims.get(id);
    if (!taking) {
      taking = this.#take(join(this.folder, id));
      this.#claims.set(id, taking);
      const forget = () => void (this.#claims.get(id) === taking && this.#claims.delete(id));
      taking.then((claim) => claim ?? forget(), forget);
    }
    return (await taking) !== undefined;
  }

  /**
   * Writes a project down. Resolves when it, or a later state of it, is on disk; what waits for its turn is written
   * once, as it is by then.
   *
   * @throws StudioError openElsewhere where another process has taken the project
   */
  async save(record: ProjectRecord): Promise<void> {
    const line = this.#lines.get(record.id) ?? { writing: Promise.resolve() };
    this.#lines.set(record.id, line);
    if (line.waiting) {
      line.waiting.record = record;
      return await line.waiting.done;
    }
    const before = line.writing.catch(() => undefined);
    const waiting = { record, done: before.then(() => this.#writeNext(line)) };
    line.waiting = waiting;
    line.writing = waiting.done;
    await waiting.done;
  }

  /** Resolves when everything that was to be saved is on disk. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#lines.values()].map(({ writing }) => writing));
  }

  /** Removes what processes that died have left of projects that never came to be. */
  async tidy(): Promise<void> {
    for (const id of this.#names()) {
      const names = await readdir(join(this.folder, id)).catch(() => [partNames.head]);
      // Without its head a project is nothing yet: that is written last.
      if (names.every((name) => isOurs(name) && name !== partNames.head) && (await this.claim(id)))
        await this.remove(id);
    }
  }

  /** Deletes a project that is this process's. */
  async remove(id: string): Promise<void> {
    if (!(await this.claim(id))) throw openElsewhere();
    await this.#lines.get(id)?.writing.catch(() => undefined);
    const claim = await this.#claims.get(id);
    this.#claims.delete(id);
    await rm(join(this.folder, id), { recursive: true, force: true });
    await claim?.release();
  }

  /** Gives all projects free for other processes. */
  async close(): Promise<void> {
    await this.settled();
    const claims = [...this.#claims.values()];
    this.#claims.clear();
    for (const taking of claims) await (await taking.catch(() => undefined))?.release();
  }

  async #take(folder: string): Promise<Claim | undefined> {
    const claim = await Claim.take(join(folder, claimName));
    // Whoever had it before may have died in the middle of a write.
    if (claim)
      for (const name of await readdir(folder))
        if (isLeftover(name)) await rm(join(folder, name), { force: true });
    return claim;
  }

  async #writeNext(line: Line): Promise<void> {
    const record = line.waiting?.record;
    line.waiting = undefined;
    if (!record) return;
    await mkdir(join(this.folder, record.id), { recursive: true });
    if (!(await this.claim(record.id))) throw openElsewhere();
    const claim = await this.#claims.get(record.id);
    if (!(await claim?.isHeld())) {
      // Lost while this process was asleep; from now on it is asked for like anybody else's.
      this.#claims.delete(record.id);
      await claim?.release();
      throw openElsewhere();
    }
    const { saved } = line;
    const path = (part: keyof typeof partNames) => join(this.folder, record.id, partNames[part]);
    // The head last: what it speaks of is there before it.
    if (record.draft && record.draft !== saved?.draft) await writeWhole(path('timeline'), record.draft);
    if (record.items !== saved?.items) await writeWhole(path('conversation'), record.items);
    if (!saved || !isSameHead(record, saved)) await writeWhole(path('head'), listedOf(record));
    line.saved = record;
  }

  #names(): string[] {
    try {
      return readdirSync(this.folder);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return [];
      throw error;
    }
  }

  #readHead(id: string): Listed | undefined {
    try {
      return listedSchema.parse(JSON.parse(readFileSync(join(this.folder, id, partNames.head), 'utf8')));
    } catch {
      return undefined;
    }
  }

  async #readPart(id: string, name: string): Promise<unknown> {
    try {
      return JSON.parse(await readFile(join(this.folder, id, name), 'utf8'));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }
}
