/** Runs the suites of `test/host/suite/` inside the extension host of code-server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closingLine, countsVariable, readCounts } from '../counts';
import { launchBrowser } from './browser';
import { bundleSuites, suitesFolder } from './bundle';
import { installHost } from './install';
import { developmentPayload, startServer } from './server';
import { temporaryWorkspace } from './workspace';

/** A run that says nothing for longer than this has hung. */
const silenceMs = 120_000;

/**
 * Opens a window that runs the suites, and prints what they print.
 * @returns the exit code that the editor gave
 * @throws Error when the window dies or falls silent
 */
async function runInWindow(url: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    return await new Promise<number>((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`The editor's window ${why}.`));
      const silence = setTimeout(() => fail(`said nothing for ${silenceMs / 1000} s`), silenceMs);
      const print = (type: string, args: unknown[]) => {
        silence.refresh();
        if (type !== 'debug') console.log(...args);
      };
      page.on('crash', () => fail('crashed'));
      page.on('close', () => fail('closed before the tests ended'));
      const ready = Promise.all([
        page.exposeFunction('codeAutomationLog', print),
        page.exposeFunction('codeAutomationExit', (code: number) => {
          clearTimeout(silence);
          resolve(code);
        }),
      ]);
      ready.then(() => page.goto(url)).catch(reject);
    });
  } finally {
    await browser.close();
  }
}

async function main(): Promise<void> {
  await installHost();
  await bundleSuites();
  const temporary = await mkdtemp(join(tmpdir(), 'podcast-video-counts-'));
  const counts = process.env[countsVariable] ?? join(temporary, 'counts.json');
  const workspace = await temporaryWorkspace();
  const server = await startServer({ smokeTestDriver: true });
  let code = 1;
  try {
    const environment = {
      [countsVariable]: counts,
      FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
      TEST_GREP: process.env['TEST_GREP'] ?? '',
    };
    const url = server.window(workspace.folder, [
      developmentPayload(server),
      ['extensionTestsPath', server.remote(join(suitesFolder, 'index.js'))],
      ['extensionEnvironment', JSON.stringify(environment)],
    ]);
    code = await runInWindow(url);
  } finally {
    await server.stop();
    await workspace.remove();
  }
  const result = readCounts(counts);
  await rm(temporary, { recursive: true, force: true });
  if (!result) throw new Error('The tests ended before they could be counted.');
  console.log(closingLine(result));
  if (code !== 0 || result.failed > 0 || result.passed === 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
