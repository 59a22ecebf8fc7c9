/** Watches how much memory this process holds. */
export class MemoryWatch {
  readonly #start: number;
  #peak: number;
  readonly #timer: NodeJS.Timeout;

  /** @param everyMs ms between two looks; the timer also runs while streams do */
  constructor(everyMs = 10) {
    // Only what is measured counts: what came before is cleared away, where node was started so that it can be.
    globalThis.gc?.();
    this.#start = this.#peak = process.memoryUsage.rss();
    this.#timer = setInterval(() => this.look(), everyMs);
  }

  look(): void {
    this.#peak = Math.max(this.#peak, process.memoryUsage.rss());
  }

  /** @returns bytes that the resident set grew by at its highest */
  stop(): number {
    clearInterval(this.#timer);
    this.look();
    return this.#peak - this.#start;
  }
}

export const inMegabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
