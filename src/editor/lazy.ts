/** A value that is made on first use, once; after a failure the next use tries again. */
export class Lazy<T> {
  #made: Promise<T> | undefined;

  constructor(private readonly make: () => Promise<T>) {}

  get isMade(): boolean {
    return this.#made !== undefined;
  }

  get(): Promise<T> {
    const made = (this.#made ??= this.make());
    made.catch(() => (this.#made = undefined));
    return made;
  }
}
