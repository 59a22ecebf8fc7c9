import type { Clock } from './clock';

/** Gives something up when nothing was noted of it for too long. */
export class IdleLimit {
  readonly #timeUp = new AbortController();
  readonly #stop = new AbortController();
  #notedAt: number;

  /**
   * @param limitMs ms without a note
   * @param reason makes what `signal` is aborted with
   */
  constructor(
    private readonly clock: Clock,
    private readonly limitMs: number,
    private readonly reason: () => Error,
  ) {
    this.#notedAt = clock.now();
    void this.#watch();
  }

  /** Aborted when the time is up. */
  get signal(): AbortSignal {
    return this.#timeUp.signal;
  }

  note(): void {
    this.#notedAt = this.clock.now();
  }

  stop(): void {
    this.#stop.abort();
  }

  async #watch(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const left = this.#notedAt + this.limitMs - this.clock.now();
      if (left <= 0) return this.#timeUp.abort(this.reason());
      // Woken early by the end, which the loop sees.
      await this.clock.sleep(left, this.#stop.signal).catch(() => undefined);
    }
  }
}
