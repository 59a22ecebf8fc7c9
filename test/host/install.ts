/** Installs the editor of the tests (code-server and the Node it wants) into the cache, once. */
import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { withLock } from './lock';
import {
  codeServerEntry,
  codeServerFolder,
  isInstalled,
  manifestFiles,
  manifestFolder,
  nodeBinary,
  nodeFolder,
  stampInstallation,
} from './installation';
import { hostFolder } from './paths';
import { runLogged } from './run-logged';
import { installSystemPackages } from './system';

/** The native modules that the server loads before it shows a window. The others are for what no test does. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog'];

/** Our environment without what an `npm run` above us added, and with Node 24 first. */
function installEnvironment(): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|command|config_(ignore_scripts|local_prefix|prefix))/i.test(name),
  );
  return {
    ...Object.fromEntries(inherited),
    PATH: `${join(nodeFolder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: nodeFolder,
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    JOBS: '2',
  };
}

async function npm(folder: string, ...args: string[]): Promise<void> {
  await runLogged('npm', args, { cwd: folder, env: installEnvironment() });
}

async function installPackages(): Promise<void> {
  await rm(hostFolder, { recursive: true, force: true, maxRetries: 5 });
  await mkdir(hostFolder, { recursive: true });
  for (const name of manifestFiles) await copyFile(join(manifestFolder, name), join(hostFolder, name));
  await npm(hostFolder, 'ci', '--ignore-scripts');
  // code-server's own install script would also build a database and Kerberos: two minutes for nothing.
  const editor = join(codeServerFolder, 'lib', 'vscode');
  await npm(editor, 'install', '--omit=dev', '--ignore-scripts');
  await npm(join(editor, 'extensions'), 'install', '--omit=dev', '--ignore-scripts');
  await npm(editor, 'rebuild', '--ignore-scripts=false', '--foreground-scripts', ...nativeModules);
}

/** @throws Error when what was installed does not run */
function checkInstallation(): void {
  const modules = join(codeServerFolder, 'lib', 'vscode', 'node_modules');
  for (const name of nativeModules) {
    execFileSync(nodeBinary, ['-e', `require(${JSON.stringify(join(modules, name))})`]);
  }
  execFileSync(nodeBinary, [codeServerEntry, '--version'], {
    env: { ...process.env, XDG_CONFIG_HOME: hostFolder },
  });
}

/**
 * Makes sure that the editor and a browser are there. About a minute the first time, nothing after that.
 * @param options.browser false when a person's own browser will do
 * @throws Error that says what to do where it cannot be installed
 */
export async function installHost(options: { browser?: boolean } = {}): Promise<void> {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new Error(
      'The editor of these tests runs on Linux. Elsewhere "npm run test:electron" runs the host tests.',
    );
  }
  await installSystemPackages(options.browser ?? true);
  if (isInstalled()) return;
  await withLock(`${hostFolder}.lock`, async () => {
    if (isInstalled()) return;
    const started = Date.now();
    console.log('Installing VS Code for the browser (once, about a minute)…');
    await installPackages();
    checkInstallation();
    stampInstallation();
    console.log(`Installed VS Code for the browser in ${Math.round((Date.now() - started) / 1000)} s.`);
  });
}

if (require.main === module) {
  installHost().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
