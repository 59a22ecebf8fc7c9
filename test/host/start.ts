/** `npm start`: an editor with this extension in it, on the samples. VS Code where there is one, else in a browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isOnPath } from './browser';
import { installHost } from './install';
import { projectFolder } from './paths';
import { startServer } from './server';

const samples = join(projectFolder, 'samples');

/** Opens the desktop editor; its launcher returns at once and the window stays. */
async function openDesktopEditor(): Promise<void> {
  console.log('Opening VS Code with Free Podcast Video on the samples folder.');
  const args = [`--extensionDevelopmentPath=${projectFolder}`, samples];
  const windows = process.platform === 'win32';
  const launcher = spawn(windows ? 'code.cmd' : 'code', args, { stdio: 'inherit', shell: windows });
  const [code] = (await once(launcher, 'exit')) as [number | null];
  process.exitCode = code ?? 1;
}

/** Serves the editor until Ctrl-C. */
async function serveEditor(): Promise<void> {
  console.log('There is no "code" on the PATH, so the editor comes to your browser.');
  await installHost({ browser: false });
  const server = await startServer({ extension: projectFolder });
  console.log(`\nOpen this address, then right-click episode.mp3:\n\n  ${server.window(samples)}\n`);
  console.log('Ctrl-C stops the editor.');
  const signal = await Promise.race(
    ['SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => once(process, name).then(() => name)),
  );
  await server.stop();
  console.log('\nStopped.');
  process.exitCode = signal === 'SIGINT' ? 0 : 1;
}

async function main(): Promise<void> {
  const hasEditor = isOnPath('code') || isOnPath('code.cmd');
  await (hasEditor ? openDesktopEditor() : serveEditor());
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
