/** Steps that are done one at a time, in the order in which they were asked for. */
export class Line {
  #last: Promise<unknown> = Promise.resolve();
  /** The step under way, then those that wait for their turn. */
  readonly #steps: AbortController[] = [];

  /** Whether nothing is under way and nothing waits. */
  get isEmpty(): boolean {
    return this.#steps.length === 0;
  }

  /** Runs a step when those before it have ended, whether well or not. */
  async run<T>(step: (signal: AbortSignal) => Promise<T>): Promise<T> {
    // From the first moment, so that nothing that was asked for escapes being stopped.
    const abort = new AbortController();
    this.#steps.push(abort);
    const run = this.#last.then(async () => {
      try {
        return await step(abort.signal);
      } finally {
        this.#steps.splice(this.#steps.indexOf(abort), 1);
      }
    });
    // What breaks here is the caller's to see, not the next step's.
    this.#last = run.catch(() => undefined);
    return await run;
  }

  /** Stops the step under way; those that wait have their turn. */
  stop(reason: DOMException): void {
    this.#steps[0]?.abort(reason);
  }

  stopAll(reason: DOMException): void {
    for (const step of this.#steps) step.abort(reason);
  }

  /** Resolves when what had been asked for by now has ended. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
