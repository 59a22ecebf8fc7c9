import type { Clock } from '../nemo/clock';

/**
 * Shows what changes often no more often than somebody can see: at once when it first changes, and then the latest of
 * it after each pause. What is put last is shown in any case.
 */
export class Paced<T> {
  #waiting: { readonly value: T } | undefined;
  #isPausing = false;

  /** @param pauseMs ms between two times at least; @param signal ends it, and what waits is not shown any more */
  constructor(
    private readonly show: (value: T) => void,
    private readonly pauseMs: number,
    private readonly clock: Clock,
    private readonly signal: AbortSignal,
  ) {}

  put(value: T): void {
    if (this.#isPausing) {
      this.#waiting = { value };
      return;
    }
    const started = performance.now();
    this.show(value);
    this.#isPausing = true;
    // What is dear to show is shown less often: a tenth of the time may go there.
    const pauseMs = Math.max(this.pauseMs, 9 * (performance.now() - started));
    this.clock.sleep(pauseMs, this.signal).then(
      () => this.#next(),
      () => undefined,
    );
  }

  #next(): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#isPausing = false;
    if (waiting) this.put(waiting.value);
  }
}
