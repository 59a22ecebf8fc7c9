import { setImmediate as turn } from 'node:timers/promises';
import type { Clock } from '../src/nemo/clock';

interface Sleeper {
  /** ms since the epoch */
  readonly wakesAt: number;
  readonly wake: () => void;
}

interface Watcher {
  /** ms left of the sleeper that is waited for; undefined for any */
  readonly left: number | undefined;
  readonly seen: () => void;
}

/**
 * Turns of the event loop between two sleepers. Loopback sockets need several to carry a request and its answer; they
 * cost microseconds.
 */
const turnsBetween = 25;

/** A clock that stands still until the test moves it. Sockets, files and child processes go on in real time. */
export class FakeClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();
  readonly #watchers = new Set<Watcher>();

  /** @param start ms since the epoch; the real time, unless a test is about a certain one */
  constructor(start = Date.now()) {
    this.#now = start;
  }

  /** ms since the epoch */
  now(): number {
    return this.#now;
  }

  /** Resolves when `advance` has come past `ms` from now; rejects with the signal's reason when aborted before. */
  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    if (ms <= 0) return;
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', abort);
      };
      const abort = () => {
        leave();
        reject(signal?.reason as Error);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const sleeper: Sleeper = { wakesAt: this.#now + ms, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
      this.#tellWatchers();
    });
  }

  /** ms left of each sleeper, the next one first */
  sleeping(): readonly number[] {
    return [...this.#sleepers].map(({ wakesAt }) => wakesAt - this.#now).toSorted((a, b) => a - b);
  }

  /** Resolves when somebody sleeps; with `ms`, when somebody has that many left. The limit is the test's own. */
  async untilSleeping(ms?: number): Promise<void> {
    await new Promise<void>((seen) => {
      this.#watchers.add({ left: ms, seen });
      this.#tellWatchers();
    });
  }

  /**
   * Moves the time on. Whoever is due wakes in order of time, at its own time; between two of them, and at both ends,
   * the event loop turns, so that what they start is under way before the next one wakes.
   */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.wakesAt;
      next.wake();
      await settle();
    }
    this.#now = end;
    this.#tellWatchers();
    await settle();
  }

  #next(end: number): Sleeper | undefined {
    return [...this.#sleepers]
      .filter(({ wakesAt }) => wakesAt <= end)
      .sort((a, b) => a.wakesAt - b.wakesAt)[0];
  }

  #tellWatchers(): void {
    const left = this.sleeping();
    for (const watcher of this.#watchers) {
      if (watcher.left === undefined ? left.length === 0 : !left.includes(watcher.left)) continue;
      this.#watchers.delete(watcher);
      watcher.seen();
    }
  }
}

/** Lets sockets and promises do what they can do by now. */
async function settle(): Promise<void> {
  for (let i = 0; i < turnsBetween; i++) await turn();
}
