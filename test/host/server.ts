import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { codeServerEntry, nodeBinary } from './installation';
import { linkExtension } from './link-extension';
import { outFolder } from './paths';

/** Settings of every test window: nothing opens by itself and nothing moves. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'remote.autoForwardPorts': false,
};

export interface ServerOptions {
  /** User settings, on top of the quiet ones. */
  settings?: Record<string, unknown>;
  /** Environment of the server and so of its extension hosts, on top of our own. */
  environment?: Record<string, string>;
  /** Folder of an extension that is installed from the start. */
  extension?: string;
  /** Lets a window load an extension under development, and run tests inside its extension host. */
  development?: boolean;
  /** Asks whether to trust a folder, as an editor does for people; off, every folder is trusted. */
  workspaceTrust?: boolean;
}

/** VS Code behind a web server on 127.0.0.1, with user data of its own that goes when it stops. */
export interface EditorServer {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  /** Temporary folder of the server; `ud` in it is the user data folder. */
  readonly folder: string;
  /**
   * Address of a window on a folder.
   * @param payload pairs that the workbench understands, such as `extensionDevelopmentPath`
   */
  window(folder: string, payload?: [string, string][]): string;
  /** The address by which the workbench names a path of this machine. */
  remote(path: string): string;
  /** Ends the server with everything it started and removes its folder. */
  stop(): Promise<void>;
}

async function writeSettings(folder: string, settings: Record<string, unknown>): Promise<void> {
  const user = join(folder, 'ud', 'User');
  await mkdir(user, { recursive: true });
  await writeFile(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...settings }, null, 2));
  await writeFile(join(folder, 'config.yaml'), '');
}

/**
 * Starts code-server on a free port and waits until it answers.
 * @throws Error with the last lines of its output when it ends before it listens, or says nothing for 60 s.
 */
export async function startServer(options: ServerOptions = {}): Promise<EditorServer> {
  const folder = await mkdtemp(join(tmpdir(), 'podcast-video-host-'));
  await writeSettings(folder, options.settings ?? {});
  if (options.extension) await linkExtension(options.extension, join(folder, 'extensions'));
  const args = [
    ...[
      codeServerEntry,
      '--config',
      join(folder, 'config.yaml'),
      '--bind-addr',
      '127.0.0.1:0',
      '--auth',
      'none',
    ],
    ...['--user-data-dir', join(folder, 'ud'), '--extensions-dir', join(folder, 'extensions')],
    ...['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'],
    ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(options.development ? ['--vscode-option', 'enable-smoke-test-driver'] : []),
  ];
  const child = spawn(process.execPath, [join(__dirname, 'guard.mjs'), folder, nodeBinary, ...args], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...options.environment,
      EXTENSIONS_GALLERY: '{}',
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CACHE_HOME: join(folder, 'cache'),
      XDG_RUNTIME_DIR: folder,
    },
  });
  await mkdir(outFolder, { recursive: true });
  const log = createWriteStream(join(outFolder, 'code-server.log'), { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const exit = once(child, 'exit');

  const stop = async () => {
    child.stdin.end();
    await exit;
    log.end();
  };
  try {
    const origin = await listening(child.stdout, exit);
    return { origin, folder, stop, ...addresses(origin) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Waits for the line in which code-server says where it listens. */
async function listening(stdout: NodeJS.ReadableStream, exit: Promise<unknown>): Promise<string> {
  const lines: string[] = [];
  const said = new Promise<string>((resolve) => {
    createInterface({ input: stdout }).on('line', (line) => {
      lines.push(line);
      const address = /HTTP server listening on (http:\/\/[\d.]+:\d+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
  const failed = (why: string) => new Error(`The editor's server ${why}:\n${lines.slice(-20).join('\n')}`);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failed('did not start in 60 s')), 60_000);
  });
  const ended = exit.then(() => Promise.reject(failed('ended before it listened')));
  ended.catch(() => undefined);
  return Promise.race([said, ended, late]).finally(() => clearTimeout(timer));
}

function addresses(origin: string): Pick<EditorServer, 'window' | 'remote'> {
  const authority = new URL(origin).host;
  return {
    remote: (path) => `vscode-remote://${authority}${path}`,
    window: (folder, payload = []) => {
      const query = new URLSearchParams({ folder });
      const quiet: [string, string][] = [
        ['skipWelcome', 'true'],
        ['skipReleaseNotes', 'true'],
      ];
      query.set('payload', JSON.stringify([...payload, ...quiet]));
      return `${origin}/?${query.toString()}`;
    },
  };
}
