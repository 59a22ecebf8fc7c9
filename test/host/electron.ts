/** Runs the same suites as `run.ts` in the desktop editor: downloaded, or the one that VSCODE_PATH names. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { closingLine, countsVariable, readCounts } from '../counts';
import { bundleSuites, suitesFolder } from './bundle';
import { projectFolder } from './paths';
import { copySamples } from './workspace';

/** The editor's version: `VSCODE_VERSION` may be a number such as 1.99.0, `stable` or `insiders`. */
const version = process.env['VSCODE_VERSION'] ?? 'stable';

/** @throws Error that says what else can be done when it cannot be downloaded */
async function findEditor(): Promise<string> {
  const chosen = process.env['VSCODE_PATH'];
  if (chosen) return chosen;
  try {
    return await downloadAndUnzipVSCode({ version, cachePath: join(projectFolder, '.cache', 'vscode-test') });
  } catch (cause) {
    throw new Error(
      `VS Code (${version}) could not be downloaded here. Name an installed one in VSCODE_PATH, ` +
        'or run "npm run test:host": the same suites in VS Code behind a web server, which npm can install.',
      { cause },
    );
  }
}

async function main(): Promise<void> {
  const vscodeExecutablePath = await findEditor();
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw new Error(
      'The desktop editor needs a display. On a machine without one: xvfb-run -a npm run test:electron',
    );
  }
  await bundleSuites();
  // Short, because the editor opens a socket below it and sockets have short names.
  const temporary = await mkdtemp(join(tmpdir(), 'pv-'));
  const countsFile = join(temporary, 'counts.json');
  try {
    await runTests({
      vscodeExecutablePath,
      extensionDevelopmentPath: projectFolder,
      extensionTestsPath: join(suitesFolder, 'index.js'),
      extensionTestsEnv: { [countsVariable]: countsFile, FORCE_COLOR: process.stdout.isTTY ? '1' : '0' },
      launchArgs: [
        ...[
          await copySamples(temporary),
          '--disable-extensions',
          '--disable-workspace-trust',
          '--skip-welcome',
        ],
        ...['--user-data-dir', join(temporary, 'ud'), '--extensions-dir', join(temporary, 'extensions')],
      ],
    });
  } finally {
    const counts = readCounts(countsFile);
    if (counts) console.log(closingLine(counts));
    await rm(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
