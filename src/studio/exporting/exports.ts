import { randomUUID } from 'node:crypto';
import type { Clock } from '../../nemo/clock';
import type { Connection } from '../backend';
import type { Action } from '../conversation';
import { sentenceFor, stopped, suspended } from '../errors';
import { isUnfinished, type Job } from '../jobs';
import { newItem, type Ledger } from '../ledger';
import type { ProjectRecord } from '../project-state';
import { newRenderId } from './rendering';
import { runExport } from './run';

export interface ExportsParts {
  readonly ledger: Ledger;
  readonly clock: Clock;
  connect(signal: AbortSignal): Promise<Connection>;
  remedies(error: unknown): Promise<Action[]>;
}

/** The exports of one project that are under way: started, cancelled, picked up again. */
export class Exports {
  readonly #running = new Map<string, { abort: AbortController; ended: Promise<Job> }>();

  constructor(private readonly parts: ExportsParts) {}

  /**
   * Writes a job down and sets it going; returns when it is written down.
   *
   * @param outputPath where the video is wanted
   * @param change of the record that is to be written down with the job
   * @returns the job when it has ended, well or not
   */
  async start(outputPath: string, change: Partial<ProjectRecord> = {}): Promise<{ ended: Promise<Job> }> {
    const { ledger } = this.parts;
    const job: Job = {
      id: randomUUID(),
      renderId: newRenderId(),
      attempt: 1,
      startedAt: Date.now(),
      outputPath,
      state: { status: 'submitting' },
    };
    ledger.showJob(job);
    ledger.show(newItem({ kind: 'render', jobId: job.id }));
    const recorded = ledger.change(change);
    // Set going only when it is written down, but can be cancelled from now on.
    const ended = this.#follow(job, recorded);
    try {
      await recorded;
    } catch (error) {
      // What could not be written down was not begun.
      ledger.showJob({ ...job, state: { status: 'failed', message: sentenceFor(error), actions: [] } });
      throw error;
    }
    return { ended };
  }

  /** Ends an export; one that is paused too, whose render is still there to be ended. */
  cancel(jobId: string): void {
    const paused = this.#unfinished(jobId)[0];
    if (paused) void this.#follow(paused, Promise.resolve()).catch(() => undefined);
    this.#running.get(jobId)?.abort.abort(stopped());
  }

  cancelAll(): void {
    const jobIds = [...this.#running.keys(), ...this.#unfinished().map(({ id }) => id)];
    for (const jobId of jobIds) this.cancel(jobId);
  }

  /** Lets go of everything, for another window to go on with. */
  suspend(): void {
    for (const { abort } of this.#running.values()) abort.abort(suspended);
  }

  /** Picks up what is unfinished: one job, or all that a window that died had left. */
  async resume(jobId?: string): Promise<Job[]> {
    return await Promise.all(this.#unfinished(jobId).map((job) => this.#follow(job, Promise.resolve())));
  }

  /** Resolves when no export is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ ended }) => ended));
  }

  #unfinished(jobId?: string): Job[] {
    return this.parts.ledger.record.jobs.filter(
      (job) => isUnfinished(job) && !this.#running.has(job.id) && (jobId ?? job.id) === job.id,
    );
  }

  #follow(job: Job, recorded: Promise<void>): Promise<Job> {
    const abort = new AbortController();
    const ended = recorded
      .then(() => this.#run(job, abort.signal))
      .finally(() => this.#running.delete(job.id));
    this.#running.set(job.id, { abort, ended });
    // Whoever waits for the end sees a failure there; until somebody does it must not end the process.
    ended.catch(() => undefined);
    return ended;
  }

  async #run(job: Job, signal: AbortSignal): Promise<Job> {
    const { ledger, connect, remedies, clock } = this.parts;
    return await runExport(job, ledger.record.session?.session_id, {
      connect: (other) => connect(other ?? signal),
      remedies,
      clock,
      signal,
      record: (current) => ledger.commitJob(current),
      show: (current) => ledger.showJob(current),
    });
  }
}
