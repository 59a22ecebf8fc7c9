import { randomUUID } from 'node:crypto';
import type { Connection } from './backend';
import { nothingToExport } from './errors';
import { newRenderId, runExport } from './exporting';
import { isRunning, type Job } from './jobs';
import { newItem, type Ledger } from './ledger';

/** The exports of one project that are under way: started, cancelled, picked up again. */
export class Exports {
  readonly #running = new Map<string, AbortController>();

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
    await this.ledger.commit(newItem({ kind: 'render', jobId: job.id }));
    return { ended: this.#run(job) };
  }

  cancel(jobId: string): void {
    this.#running.get(jobId)?.abort(new DOMException('cancelled by the user', 'AbortError'));
  }

  cancelAll(): void {
    for (const jobId of this.#running.keys()) this.cancel(jobId);
  }

  /** Picks up what a window that died had left; resolves when all of it has ended. */
  async resume(): Promise<void> {
    await Promise.all(this.ledger.record.jobs.filter(isRunning).map((job) => this.#run(job)));
  }

  async #run(job: Job): Promise<Job> {
    const { session } = this.ledger.record;
    if (!session) throw nothingToExport();
    const abort = new AbortController();
    this.#running.set(job.id, abort);
    try {
      return await runExport(job, session.session_id, {
        connect: this.connect,
        record: (current) => this.ledger.commitJob(current),
        show: (current) => this.ledger.showJob(current),
        signal: abort.signal,
      });
    } finally {
      this.#running.delete(job.id);
    }
  }
}
