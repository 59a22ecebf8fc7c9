import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** What the program said and how it ended. */
export interface Ended {
  /** Exit code; null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when something of it has been written to the standard output. */
  said(pattern: RegExp): Promise<void>;
}

export interface RunOptions {
  readonly cwd: string;
  /** The program's own folder for what it remembers. */
  readonly home: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Absolute path of the program, where it is not that of the build. */
  readonly program?: string;
  /** User and group that it runs as. */
  readonly as?: number | undefined;
}

/** Starts the built program as a terminal would: a process, in a group of its own. */
export function start(args: readonly string[], { cwd, home, env, program, as }: RunOptions): Running {
  const child = spawn(process.execPath, [program ?? resolve('dist/cli.js'), ...args], {
    cwd,
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', PODCAST_VIDEO_HOME: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(as === undefined ? {} : { uid: as, gid: as }),
  });
  let soFar = '';
  child.stdout.on('data', (chunk: Buffer) => (soFar += chunk.toString()));
  const exit = once(child, 'exit') as Promise<[number | null]>;
  const ended = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(([[code], out, err]) => ({
    code,
    out,
    err,
  }));
  const said = async (pattern: RegExp) => {
    while (!pattern.test(soFar)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`It ended without saying ${pattern}: ${soFar}`);
      await Promise.race([once(child.stdout, 'data'), exit]);
    }
  };
  return { child, ended, said };
}

/** Runs the program to its end. */
export const run = (args: readonly string[], options: RunOptions): Promise<Ended> =>
  start(args, options).ended;

/** What `--json` printed, an object a line. */
export function reports(out: string): Record<string, unknown>[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

/** Process ids of everything that runs with this folder as the program's own (as Linux tells it). */
export async function processesOf(home: string): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const mine = await Promise.all(
    ids.map(async (id) => {
      // Processes of others, and those that have just ended, tell nothing.
      const environment = await readFile(join('/proc', id, 'environ'), 'utf8').catch(() => '');
      return environment.split('\0').includes(`PODCAST_VIDEO_HOME=${home}`);
    }),
  );
  return ids.filter((_, index) => mine[index]).map(Number);
}
