import { randomUUID } from 'node:crypto';
import type { Connection } from './backend';
import { nothingToExport } from './errors';
import { newRenderId, runExport } from './exporting';
import { isRunning, type Job } from './jobs';
import { newItem, type Ledger } from './ledger';

/** The exports of one project that are under way: started, cancelled, picked up again. */
export class Exports {
  readonly #running = new Map<string, { abort: AbortController; ended: Promise<Job> }>();

  constructor(
    private readonly ledger: Ledger,
    private readonly connect: () => Promise<Connection>,
  ) {}

  /**
   * Writes a job down and sets it going; returns when it is written down.
   *
   * @param outputPath where the video is wanted
   * @returns the job when it has ended, well or not
   */
  async start(outputPath: string): Promise<{ ended: Promise<Job> }> {
    const job: Job = {
      id: randomUUID(),
      renderId: newRenderId(),
      startedAt: Date.now(),
      outputPath,
      state: { status: 'submitting' },
    };
    this.ledger.showJob(job);
    const recorded = this.ledger.commit(newItem({ kind: 'render', jobId: job.id }));
    // Set going only when it is written down, but can be cancelled from now on.
    const ended = this.#follow(job, recorded);
    await recorded;
    return { ended };
  }

  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort.abort(new DOMException('cancelled by the user', 'AbortError'));
  }

  cancelAll(): void {
    for (const jobId of this.#running.keys()) this.cancel(jobId);
  }

  /** Picks up what a window that died had left; resolves when all of it has ended. */
  async resume(): Promise<void> {
    const jobs = this.ledger.record.jobs.filter((job) => isRunning(job) && !this.#running.has(job.id));
    await Promise.all(jobs.map((job) => this.#follow(job, Promise.resolve())));
  }

  /** Resolves when no export is under way. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#running.values()].map(({ ended }) => ended));
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
    const { session } = this.ledger.record;
    if (!session) throw nothingToExport();
    return await runExport(job, session.session_id, {
      connect: this.connect,
      record: (current) => this.ledger.commitJob(current),
      show: (current) => this.ledger.showJob(current),
      signal,
    });
  }
}
