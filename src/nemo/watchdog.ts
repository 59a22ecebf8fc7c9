import type { Clock } from './clock';
import type { TurnEvent } from './message';

/** ms without text after which a sign of life is shown, and again after as long */
const quietMs = 2 * 60_000;
/** ms with nothing but keep-alives after which the turn is over */
const emptyMs = 10 * 60_000;
/** ms that a turn may take in all */
const turnMs = 15 * 60_000;

/**
 * Watches a turn from before its message is sent. An event costs it the time of day and no more; one sleep at a time
 * wakes to look at what was noted.
 */
export class Watchdog {
  readonly #timeUp = new AbortController();
  readonly #stop = new AbortController();
  readonly #startedAt: number;
  #textAt: number;
  #contentAt: number;
  #quietAt: number;

  /**
   * @param onQuiet called whenever two minutes went by without text
   * @param timedOut makes the reason that `signal` is aborted with
   */
  constructor(
    private readonly clock: Clock,
    private readonly onQuiet: () => void,
    private readonly timedOut: () => Error,
  ) {
    this.#startedAt = this.#textAt = this.#contentAt = this.#quietAt = clock.now();
    void this.#watch();
  }

  /** Aborted when the time is up. */
  get signal(): AbortSignal {
    return this.#timeUp.signal;
  }

  /** Notes that something came in. */
  saw({ type }: TurnEvent): void {
    if (type === 'alive') return;
    this.#contentAt = this.clock.now();
    if (type === 'text') this.#textAt = this.#contentAt;
  }

  stop(): void {
    this.#stop.abort();
  }

  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const now = this.clock.now();
      const endsAt = Math.min(this.#startedAt + turnMs, this.#contentAt + emptyMs);
      if (now >= endsAt) return this.#timeUp.abort(this.timedOut());
      let quietEndsAt = Math.max(this.#textAt, this.#quietAt) + quietMs;
      if (now >= quietEndsAt) {
        this.#quietAt = now;
        quietEndsAt = now + quietMs;
        this.onQuiet();
      }
      // Woken by the end of the turn, which the loop sees.
      await this.clock.sleep(Math.min(endsAt, quietEndsAt) - now, this.#stop.signal).catch(() => undefined);
    }
  }
}
