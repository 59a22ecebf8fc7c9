import { setTimeout as sleep } from 'node:timers/promises';

/** Time as the client and the studio see it, so that tests can wait for minutes in no time. */
export interface Clock {
  /** ms since the epoch */
  now(): number;
  /**
   * Waits.
   *
   * @param ms how long
   * @throws the signal's reason, as soon as it is aborted
   */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The computer's own time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    try {
      await sleep(ms, undefined, signal && { signal });
    } catch (error) {
      // Node wraps the reason in an error of its own.
      throw signal?.aborted ? signal.reason : error;
    }
  },
};
