import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import type { Quality, RenderStage } from '../../wire/render';
import type { EngineDraft } from '../draft';
import { Turns } from '../disk/turns';
import { log } from '../log';
import { MediaError } from '../media/errors';
import { sentenceOf } from '../sentences';
import { isUnfinished, partialPath, type RenderJob, type RenderJobState } from './job';
import { removeFolder, wasInterrupted, type RenderRecords } from './records';

export interface RenderProgress {
  readonly stage: RenderStage;
  /** 0–100 over the whole job */
  readonly percent: number;
  readonly etaMs?: number;
}

/** Makes the file of a draft. Its promise rejects once the signal is aborted, with nothing left running. */
export type Renderer = (
  request: { draft: EngineDraft; outputPath: string; quality: Quality },
  hooks: { signal: AbortSignal; onProgress: (progress: RenderProgress) => void },
) => Promise<{ bytes: number }>;

export interface RenderOrder {
  readonly id: string;
  readonly sessionId: string;
  readonly draft: EngineDraft;
  readonly quality: Quality;
  /** Absolute path of the folder for renders of this project. */
  readonly folder: string;
  /** What the file is called where messages tell of it; ends in .mp4. */
  readonly fileName: string;
}

interface RunningJob {
  readonly abort: AbortController;
  readonly done: Promise<void>;
  progress: RenderProgress | undefined;
}

/**
 * The render jobs of this engine, one at a time in the order they came. What a job comes to is on disk before
 * anybody is told; only progress lives in memory.
 */
export class RenderQueue {
  readonly #records: RenderRecords;
  readonly #render: Renderer;
  readonly #running = new Map<string, RunningJob>();
  /** Jobs whose files were fetched from this engine. */
  readonly #fetched = new Set<string>();
  readonly #turns = new Turns();
  /** Changes of one job's record, one after the other. */
  readonly #writes = new Turns();

  constructor(records: RenderRecords, render: Renderer) {
    this.#records = records;
    this.#render = render;
  }

  /** @returns the job, or undefined where its id was used before */
  submit(order: RenderOrder): Promise<RenderJob | undefined> {
    return this.#writes.run(order.id, async () => {
      if (await this.#records.read(order.id)) return undefined;
      const job: RenderJob = {
        version: 1,
        id: order.id,
        sessionId: order.sessionId,
        createdAt: Date.now(),
        ownerPid: process.pid,
        outputPath: path.join(order.folder, this.#records.nameOf(order.id), order.fileName),
        state: { status: 'pending' },
      };
      await this.#records.write(job);
      const abort = new AbortController();
      const done = this.#turns.run('render', () => this.#run(job, order, abort.signal));
      this.#running.set(job.id, { abort, done, progress: undefined });
      return job;
    });
  }

  /** How a job stands, with its progress where it is rendering here. */
  async read(id: string): Promise<{ job: RenderJob; progress: RenderProgress | undefined } | undefined> {
    const job = await this.#records.read(id);
    if (!job) return undefined;
    const running = this.#running.get(id);
    if (!running && isUnfinished(job.state) && job.ownerPid === process.pid) return this.#readAgain(id);
    return { job, progress: running?.progress };
  }

  /** It ended between two looks; or it is the job of a dead engine whose process id is now ours. */
  async #readAgain(id: string): Promise<{ job: RenderJob; progress: undefined } | undefined> {
    await this.#change(id, (state) =>
      isUnfinished(state) ? { status: 'failed', message: wasInterrupted() } : state,
    );
    const job = await this.#records.read(id);
    return job && { job, progress: undefined };
  }

  /** Cancels a job and waits until nothing of it is left; one that is over stays as it is. */
  async cancel(id: string): Promise<RenderJob | undefined> {
    const running = this.#running.get(id);
    running?.abort.abort('cancelled');
    await running?.done;
    return this.#records.read(id);
  }

  /** Remembers that the finished file was fetched to its last byte. */
  async wasDownloaded(id: string): Promise<void> {
    this.#fetched.add(id);
    await this.#change(id, (state) =>
      state.status === 'completed' ? { ...state, downloadedAt: Date.now() } : state,
    );
  }

  /** Ends all jobs; they count as interrupted. */
  async close(): Promise<void> {
    const running = [...this.#running.values()];
    for (const { abort } of running) abort.abort('interrupted');
    await Promise.all(running.map(({ done }) => done));
  }

  /** Removes the files that were fetched from this engine, whose clients are done with them. */
  async removeFetched(): Promise<void> {
    for (const id of this.#fetched) {
      const job = await this.#records.read(id);
      if (job?.state.status === 'completed') await this.#records.removeOutput(job);
    }
  }

  /** Never rejects: what goes wrong becomes the state of the job. */
  async #run(job: RenderJob, order: RenderOrder, signal: AbortSignal): Promise<void> {
    let state: RenderJobState;
    try {
      state = await this.#made(job, order, signal);
    } catch (error) {
      // What lies in a file is told to the person; only what is ours needs looking into.
      if (!signal.aborted && !(error instanceof MediaError)) log.error('render', error);
      state = endOf(signal, error);
    }
    try {
      if (state.status !== 'completed') await removeFolder(job);
      await this.#change(job.id, () => state);
    } catch (error) {
      log.error('render record', error);
    } finally {
      this.#running.delete(job.id);
    }
  }

  async #made(job: RenderJob, order: RenderOrder, signal: AbortSignal): Promise<RenderJobState> {
    signal.throwIfAborted();
    await this.#change(job.id, () => ({ status: 'processing' }));
    const outputPath = partialPath(job);
    await mkdir(path.dirname(outputPath), { recursive: true });
    signal.throwIfAborted();
    const onProgress = (progress: RenderProgress) => {
      const running = this.#running.get(job.id);
      if (running) running.progress = progress;
    };
    const { bytes } = await this.#render(
      { draft: order.draft, outputPath, quality: order.quality },
      { signal, onProgress },
    );
    signal.throwIfAborted();
    await rename(outputPath, job.outputPath);
    return { status: 'completed', completedAt: Date.now(), bytes };
  }

  async #change(id: string, change: (state: RenderJobState) => RenderJobState): Promise<void> {
    await this.#writes.run(id, async () => {
      const job = await this.#records.read(id);
      if (job) await this.#records.write({ ...job, state: change(job.state) });
    });
  }
}

function endOf(signal: AbortSignal, error: unknown): RenderJobState {
  if (!signal.aborted) return { status: 'failed', message: sentenceOf(error) };
  if (signal.reason === 'cancelled') return { status: 'cancelled' };
  return { status: 'failed', message: wasInterrupted() };
}
