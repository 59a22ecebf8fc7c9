import type { Clock } from '../../nemo/clock';
import type { Connection } from '../backend';
import type { Action } from '../conversation';
import type { Job, JobState } from '../jobs';

export interface ExportHooks {
  /**
   * The connection to use now; asked again after trouble, since the engine may have been started anew.
   *
   * @param signal ends the wait for it; that of the export where none is given
   */
  connect(signal?: AbortSignal): Promise<Connection>;
  /** Writes the job down; resolves when that is on disk. */
  record(job: Job): Promise<void>;
  /** Shows how the job stands; nothing is lost if that is forgotten. */
  show(job: Job): void;
  /** What a person may do about a failure. */
  remedies(error: unknown): Promise<Action[]>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** An export on its way: the job as it stands, and the two ways of moving it on. */
export interface Export {
  readonly job: Job;
  readonly partial: string;
  readonly hooks: ExportHooks;
  /** Writes the change down before it resolves. */
  move(change: Partial<Job>): Promise<void>;
  show(state: JobState): void;
}
