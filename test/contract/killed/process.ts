import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'esbuild';

/** Makes the window that is killed into one file, which starts in a tenth of the time. @returns its path */
export async function bundleWindow(folder: string): Promise<string> {
  const outfile = join(folder, 'window.js');
  await build({
    entryPoints: [join(__dirname, 'window.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  return outfile;
}

export interface WindowProcess {
  readonly child: ChildProcess;
  /** The words that it has said so far. */
  readonly words: string[];
  /** Resolves when it has said a word. */
  said(word: string): Promise<void>;
  /** How it ended: an exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

export function openWindow(
  program: string,
  env: { BASE_URL: string; FOLDER: string; DIE_AFTER?: string; GATE?: string },
): WindowProcess {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const words: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => words.push(...chunk.toString().split('\n').filter(Boolean)));
  const exit = once(child, 'exit') as Promise<[number | null, string | null]>;
  const ended = exit.then(([code, signal]) => code ?? signal ?? '');
  const said = async (word: string) => {
    while (!words.includes(word)) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`It ended without saying "${word}": ${words.join(', ')}`);
      await Promise.race([once(child.stdout, 'data'), exit]);
    }
  };
  return { child, words, said, ended };
}
