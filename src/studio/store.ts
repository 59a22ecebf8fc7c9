/** A value with one owner. Whoever shows it subscribes; nobody but the owner changes it. */
export interface Readable<T> {
  readonly value: T;
  /** Calls `listener` after every change, until the returned function is called. */
  subscribe(listener: (value: T, previous: T) => void): () => void;
}

export class Store<T> implements Readable<T> {
  readonly #listeners = new Set<(value: T, previous: T) => void>();
  #value: T;

  constructor(initial: T) {
    this.#value = initial;
  }

  get value(): T {
    return this.#value;
  }

  set(value: T): void {
    const previous = this.#value;
    if (Object.is(value, previous)) return;
    this.#value = value;
    for (const listener of [...this.#listeners]) {
      // A listener changed it again, and everybody has been told of that already.
      if (!Object.is(this.#value, value)) return;
      listener(value, previous);
    }
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }

  subscribe(listener: (value: T, previous: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
