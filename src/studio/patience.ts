import type { Clock } from '../nemo/clock';
import { NemoError } from '../nemo/errors';

/** ms; a service that wants a longer pause than this is not waited for */
const mostWaitMs = 5 * 60_000;

export interface Patience {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Is told every second how many ms are left. */
  onWait(leftMs: number): void;
}

/**
 * Makes a call, and makes it again, once, where the service asks for a pause (429): such a call was refused and has
 * done nothing. The wait can be seen and cancelled.
 */
export async function patiently<T>(call: () => Promise<T>, { clock, signal, onWait }: Patience): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof NemoError) || error.code !== 'rateLimited') throw error;
    const waitMs = error.retryAfterMs ?? 30_000;
    if (waitMs > mostWaitMs) throw error;
    for (let left = waitMs; left > 0; left -= 1000) {
      onWait(left);
      await clock.sleep(Math.min(1000, left), signal);
    }
    return await call();
  }
}
