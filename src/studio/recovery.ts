import type { Clock } from '../nemo/clock';
import { isAbort } from './errors';

/** ms before each look at what an answer that was lost has done */
export const looksMs = [30_000, 60_000, 60_000, 60_000, 60_000, 60_000] as const;

export interface RecoveryHooks {
  /** Reads the state; resolves with whether anything has changed. */
  look(): Promise<boolean>;
  /** Is told before each wait: its ms, which look comes after it, and how many there are. */
  onWait(ms: number, look: number, looks: number): void;
  /** For the log: a look that failed is a look that saw nothing. */
  logError(error: unknown): void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Finds out what became of a message whose answer was lost. It is never sent again: that would charge twice and edit
 * twice. So the state is looked at, until it has changed or six looks have seen nothing.
 *
 * @returns whether something has changed
 */
export async function recoverAnswer(hooks: RecoveryHooks): Promise<boolean> {
  for (const [index, ms] of looksMs.entries()) {
    hooks.onWait(ms, index + 1, looksMs.length);
    await hooks.clock.sleep(ms, hooks.signal);
    try {
      if (await hooks.look()) return true;
    } catch (error) {
      if (isAbort(error) || hooks.signal.aborted) throw error;
      hooks.logError(error);
    }
  }
  return false;
}
