import { createHash } from 'node:crypto';
import { access, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { t } from '@vscode/l10n';
import { isMissing, readJson, writeJson } from '../disk/atomic';
import { isUnfinished, renderJobSchema, type RenderJob } from './job';

/** ms that a finished file is kept when nobody fetches it */
const keepFinishedMs = 24 * 3600 * 1000;
/** ms that a downloaded file is kept, for whoever lost the end of it */
const keepDownloadedMs = 10 * 60 * 1000;
/** ms after which a job that is over is forgotten */
const keepRecordMs = 7 * 24 * 3600 * 1000;

/** Render jobs on disk: one small file each, named by a digest of the client's id. */
export class RenderRecords {
  readonly #folder: string;

  constructor(dataFolder: string) {
    this.#folder = path.join(dataFolder, 'renders');
  }

  /** A name for the job's files that is safe whatever the client's id is. */
  nameOf(id: string): string {
    return createHash('sha256').update(id).digest('hex').slice(0, 32);
  }

  async write(job: RenderJob): Promise<void> {
    await writeJson(this.#file(job.id), job);
  }

  /** Reads a job as it truly stands: one whose engine died, or whose file is gone, has failed. */
  async read(id: string): Promise<RenderJob | undefined> {
    const job = await readJson(this.#file(id), renderJobSchema);
    return job && this.#checked(job);
  }

  /**
   * Removes finished files that were fetched or that nobody wants, what dead jobs left, and jobs of long ago.
   *
   * @param now ms since 1970
   */
  async sweep(now: number): Promise<void> {
    for await (const job of this.#all()) await this.#sweepJob(job, now);
  }

  async *#all(): AsyncGenerator<RenderJob, void> {
    for (const name of await this.#names()) {
      const job = await readJson(path.join(this.#folder, name), renderJobSchema);
      if (job) yield await this.#checked(job);
    }
  }

  async #sweepJob(job: RenderJob, now: number): Promise<void> {
    const { state } = job;
    if (isUnfinished(state)) return;
    if (state.status === 'completed') {
      const { downloadedAt = Infinity, completedAt } = state;
      const isDue = now > downloadedAt + keepDownloadedMs || now > completedAt + keepFinishedMs;
      if (isDue) await this.removeOutput(job);
    }
    if (now > job.createdAt + keepRecordMs) {
      await removeFolder(job);
      await rm(this.#file(job.id), { force: true });
    }
  }

  /** Deletes the finished file; the job stays known, and says that it must be rendered again. */
  async removeOutput(job: RenderJob): Promise<void> {
    await removeFolder(job);
    await this.write({ ...job, state: { status: 'failed', message: fileIsGone() } });
  }

  async #checked(job: RenderJob): Promise<RenderJob> {
    const message = await reasonOfDeath(job);
    if (message === undefined) return job;
    const dead: RenderJob = { ...job, state: { status: 'failed', message } };
    await removeFolder(job);
    await this.write(dead);
    return dead;
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  #file(id: string): string {
    return path.join(this.#folder, `${this.nameOf(id)}.json`);
  }
}

/** Removes what a job made, whole or in part. */
export async function removeFolder(job: RenderJob): Promise<void> {
  await rm(path.dirname(job.outputPath), { recursive: true, force: true });
}

/** Why a job cannot be what its record says; undefined where all is well. */
async function reasonOfDeath(job: RenderJob): Promise<string | undefined> {
  if (isUnfinished(job.state)) return isAlive(job.ownerPid) ? undefined : wasInterrupted();
  if (job.state.status !== 'completed') return undefined;
  try {
    await access(job.outputPath);
    return undefined;
  } catch (error) {
    if (isMissing(error)) return fileIsGone();
    throw error;
  }
}

export const wasInterrupted = () => t('Rendering was interrupted before it was done. Export again.');
const fileIsGone = () => t('The rendered file is no longer kept here. Export again.');

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
