import { open, stat } from 'node:fs/promises';
import type { Validator } from '../wire/validator';

/** A file that is being fetched: what is there of it, and of which version that is. */
export class PartialFile {
  /** Whether what is there came from another server than the one that is asked now. */
  isElsewhere = false;

  private constructor(
    private readonly path: string,
    private size: number,
    private version: Validator | undefined,
  ) {}

  /**
   * @param validator the version of what is at the path; without one, whatever is there is written over
   * @throws errors of the disk
   */
  static async at(path: string, validator: Validator | undefined): Promise<PartialFile> {
    if (!validator) return new PartialFile(path, 0, undefined);
    const bytes = await stat(path).then(
      ({ size }) => size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return 0;
        throw error;
      },
    );
    const isTooMuch = bytes > (validator.totalBytes ?? Infinity);
    return isTooMuch ? new PartialFile(path, 0, undefined) : new PartialFile(path, bytes, validator);
  }

  /** bytes that count: those that another request may go on behind */
  get bytes(): number {
    return this.size;
  }

  get validator(): Validator | undefined {
    return this.version;
  }

  /** What is there does not count any more. */
  forget(): void {
    this.size = 0;
    this.version = undefined;
  }

  /** Empties the file for another version. */
  async begin(validator: Validator): Promise<void> {
    this.forget();
    await (await open(this.path, 'w')).close();
    this.version = validator;
    this.isElsewhere = false;
  }

  /** Writes chunks behind what is there, one at a time; what was written before they broke off counts. */
  async append(chunks: AsyncIterable<Buffer>, onWritten: (bytes: number) => void): Promise<void> {
    const handle = await open(this.path, 'r+');
    try {
      for await (const chunk of chunks) {
        for (let done = 0; done < chunk.length;) {
          const { bytesWritten } = await handle.write(chunk, done, chunk.length - done, this.size);
          done += bytesWritten;
          this.size += bytesWritten;
        }
        onWritten(this.size);
      }
    } finally {
      await handle.close();
    }
  }

  /** Has the disk keep it: a rename must not outlive the bytes. */
  async flush(): Promise<void> {
    const handle = await open(this.path, 'r+');
    await handle.sync().finally(() => handle.close());
  }
}
