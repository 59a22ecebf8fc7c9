import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { t } from '@vscode/l10n';
import type { FromParent, ToParent } from './start';

export interface LaunchOptions {
  /** Absolute path of dist/engine.js. */
  readonly engineFile: string;
  /** Absolute path; made where it is missing. */
  readonly dataFolder: string;
  readonly fontsFolder: string;
  /** BCP 47; the language of what the engine says. */
  readonly locale: string;
  /** Absolute path of the bundle of strings in Simplified Chinese. */
  readonly l10nFile?: string;
  /** Takes each line that the engine writes to its log. */
  readonly log?: (line: string) => void;
  /** Aborted: the engine is ended, whether it has started or not. */
  readonly signal?: AbortSignal;
  /** ms until a start that does not come is given up */
  readonly startTimeoutMs?: number;
}

/** An engine that listens. */
export interface RunningEngine {
  readonly baseUrl: string;
  /** The bearer token of every request to it; never written to disk or logged. */
  readonly token: string;
  readonly pid: number;
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<void>;
  /** Ends it in good order: running renders are cancelled and leave nothing behind. */
  stop(): Promise<void>;
}

/** ms that an engine has to end by itself before it is killed */
const stopGraceMs = 5000;

/**
 * Starts the embedded engine as a child process and waits until it listens. It ends with this process.
 *
 * @throws Error with a sentence for the person where it does not start in time; the signal's reason where aborted
 */
export async function launchEngine(options: LaunchOptions): Promise<RunningEngine> {
  options.signal?.throwIfAborted();
  const token = randomBytes(32).toString('hex');
  const child = fork(options.engineFile, [], {
    execPath: process.execPath,
    execArgv: [],
    env: childEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  forwardLines(child, options.log);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
    // A process that could not be spawned has no exit.
    child.once('error', () => {
      resolve();
    });
  });
  const stop = () => end(child, exited, stopGraceMs);
  const onAbort = () => void stop();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  void exited.then(() => options.signal?.removeEventListener('abort', onAbort));

  try {
    const { dataFolder, fontsFolder, locale, l10nFile } = options;
    const start: FromParent = {
      type: 'start',
      token,
      dataFolder,
      fontsFolder,
      locale,
      ...(l10nFile === undefined ? {} : { l10nFile }),
    };
    const port = await listening(child, start, options);
    return { baseUrl: `http://127.0.0.1:${port}`, token, pid: child.pid ?? 0, exited, stop };
  } catch (error) {
    // It has nothing yet that it could put in order.
    await end(child, exited, 0);
    throw error;
  }
}

/** The parent's environment without what would change how Node starts or does not concern the engine. */
function childEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NEMO_|NODE_OPTIONS$|NODE_CHANNEL_)/i.test(name),
  );
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}

/** Hands over the start parameters and waits for the port. */
function listening(child: ChildProcess, start: FromParent, options: LaunchOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const cannot = (detail: string) => {
      settle(() => {
        reject(new Error(t('The rendering engine of this extension did not start: {0}', detail)));
      });
    };
    const onMessage = (message: unknown) => {
      if (!isToParent(message)) return;
      settle(() => {
        if (message.type === 'failed') reject(new Error(message.message));
        else resolve(message.port);
      });
    };
    const onExit = (code: number | null, signal: string | null) => {
      cannot(t('it ended at once ({0}). The log says more.', signal ?? `exit code ${code}`));
    };
    const onError = (error: Error) => {
      cannot(error.message);
    };
    const onAbort = () => {
      settle(() => {
        reject(options.signal?.reason as Error);
      });
    };
    const timer = setTimeout(() => {
      cannot(t('it gave no answer. Try again; the log says more.'));
    }, options.startTimeoutMs ?? 15_000);
    const settle = (act: () => void) => {
      clearTimeout(timer);
      child.off('message', onMessage).off('exit', onExit).off('error', onError);
      options.signal?.removeEventListener('abort', onAbort);
      act();
    };
    child.on('message', onMessage).once('exit', onExit).once('error', onError);
    options.signal?.addEventListener('abort', onAbort, { once: true });
    child.send(start, (error) => {
      if (error) onError(error);
    });
  });
}

function isToParent(message: unknown): message is ToParent {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false;
  if (message.type === 'listening') return 'port' in message && typeof message.port === 'number';
  return message.type === 'failed' && 'message' in message && typeof message.message === 'string';
}

async function end(child: ChildProcess, exited: Promise<void>, graceMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const stop: FromParent = { type: 'stop' };
  // The channel may be gone already; then the engine is ending by itself.
  if (child.connected) child.send(stop, () => undefined);
  const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
}

function forwardLines(child: ChildProcess, log: LaunchOptions['log']): void {
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue;
    if (log) createInterface({ input: stream }).on('line', log);
    else stream.resume();
  }
}
