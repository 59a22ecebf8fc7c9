import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRecordSchema, type ProjectRecord } from './project-state';

/** The projects on disk, one file each; every write is whole or not at all. */
export class Journal {
  readonly #writes = new Map<string, Promise<void>>();

  /** @param folder is made when something is first written */
  constructor(private readonly folder: string) {}

  /** All projects that can be read, the newest first. A damaged file is passed over, not deleted. */
  async load(): Promise<ProjectRecord[]> {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const records = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => this.#read(name)),
    );
    return records.filter((record) => record !== undefined).sort((a, b) => b.createdAt - a.createdAt);
  }

  /** Writes a project down. Resolves when it is on disk; writes of one project come in order. */
  async save(record: ProjectRecord): Promise<void> {
    const before = this.#writes.get(record.id) ?? Promise.resolve();
    const write = before.catch(() => undefined).then(() => this.#write(record));
    this.#writes.set(record.id, write);
    await write;
  }

  /** Resolves when everything that was to be saved is on disk. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.#writes.values());
  }

  async #read(name: string): Promise<ProjectRecord | undefined> {
    try {
      return projectRecordSchema.parse(JSON.parse(await readFile(join(this.folder, name), 'utf8')));
    } catch {
      // Half a file, or one of a later version: another program's business, not a reason to fail.
      return undefined;
    }
  }

  async #write(record: ProjectRecord): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const temporary = join(this.folder, `.${record.id}.${randomUUID()}.tmp`);
    try {
      const file = await open(temporary, 'wx', 0o600);
      try {
        await file.writeFile(JSON.stringify(record));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(temporary, join(this.folder, `${record.id}.json`));
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }
}
