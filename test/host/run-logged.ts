import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, closeSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { outFolder } from './paths';

/** All that installers print, kept for when one fails. */
export const installLog = join(outFolder, 'host-install.log');

/**
 * Runs a program with its output in the log.
 * @throws Error with the last lines of the log when it fails
 */
export async function runLogged(
  program: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<void> {
  mkdirSync(outFolder, { recursive: true });
  const log = openSync(installLog, 'a');
  try {
    writeSync(log, `$ ${program} ${args.join(' ')}\n`);
    const child = spawn(program, args, { ...options, stdio: ['ignore', log, log] });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code === 0) return;
    const tail = readFileSync(installLog, 'utf8').trimEnd().split('\n').slice(-25).join('\n');
    throw new Error(`${tail}\n\n"${program} ${args.join(' ')}" failed; all it said is in ${installLog}`);
  } finally {
    closeSync(log);
  }
}
