/** The engine's log: lines on stderr, which the parent keeps. Bearer tokens never get into it. */
const secret = /\b(Bearer\s+)?([0-9a-f]{64}|nmv_usr_[\w-]+)\b/gi;

function write(line: string): void {
  process.stderr.write(`${line.replace(secret, '…')}\n`);
}

export const log = {
  info(line: string): void {
    write(line);
  },
  /** @param where what was being done, in a word or two */
  error(where: string, error: unknown): void {
    write(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  },
} as const;
