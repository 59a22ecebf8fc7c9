import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { countsFileOf, countsVariable, readCounts, type Claim, type Counts } from './counts';
import { projectFolder } from './host/paths';

/** One step of `npm test`: a script of package.json. */
export interface Stage {
  name: string;
  script: string;
  /** Whether it runs mocha, whose tests are counted; the others are one check each. */
  mocha: boolean;
  /** Whether it measures speed, and wants the machine for itself. */
  alone?: boolean;
}

export interface StageResult extends Counts {
  stage: Stage;
  /** The tests that name rows of the wire. */
  claims: Claim[];
  seconds: number;
}

export const stages: readonly Stage[] = [
  { name: 'lint', script: 'lint', mocha: false },
  { name: 'types', script: 'types', mocha: false },
  { name: 'build', script: 'build', mocha: false },
  { name: 'unit', script: 'test:unit', mocha: true },
  { name: 'contract', script: 'test:contract', mocha: true },
  { name: 'engine', script: 'test:engine', mocha: true, alone: true },
  { name: 'webview', script: 'test:webview', mocha: true },
  { name: 'host', script: 'test:host', mocha: true, alone: true },
  { name: 'e2e', script: 'test:e2e', mocha: true, alone: true },
];

/** A stage that takes longer than this hangs. */
const limitMs = 10 * 60_000;

/**
 * What a stage comes to. A run that fails without a failed test, or that ends before it could count, or that
 * found no test, is one failure more: silence is not success.
 */
export function tally(stage: Stage, code: number | null, counts: Counts | undefined): Counts {
  if (!stage.mocha) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  const { passed, failed } = counts ?? { passed: 0, failed: 0 };
  const brokeOff = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: brokeOff ? 1 : failed };
}

/** Ends the process and all that it started. */
function endGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Runs one stage with its output on ours. Never throws for a stage that fails. */
export async function runStage(stage: Stage, interrupted: AbortSignal): Promise<StageResult> {
  const countsFile = countsFileOf(stage.name);
  rmSync(countsFile, { force: true });
  const started = performance.now();
  // A group of its own, so that it can be ended as a whole.
  const child = spawn('npm', ['run', '--silent', stage.script], {
    cwd: projectFolder,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [countsVariable]: countsFile },
  });
  const stop = () => {
    endGroup(child, 'SIGTERM');
    // What takes no notice is given a moment to clean up after itself.
    setTimeout(() => endGroup(child, 'SIGKILL'), 3000);
  };
  interrupted.addEventListener('abort', stop, { once: true });
  const limit = setTimeout(() => {
    console.error(`${stage.name} has taken more than ${limitMs / 60_000} minutes and is ended.`);
    endGroup(child, 'SIGKILL');
  }, limitMs);
  const [code] = (await once(child, 'exit')) as [number | null];
  clearTimeout(limit);
  interrupted.removeEventListener('abort', stop);
  const seconds = (performance.now() - started) / 1000;
  const counts = readCounts(countsFile);
  return { stage, seconds, claims: counts?.claims ?? [], ...tally(stage, code, counts) };
}
