/** Runs the suites of `test/host/suite/` inside the extension host of code-server. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { closingLine, countsFileOf, countsVariable, readCounts } from '../counts';
import { bundleSuites, suitesFolder } from './bundle';
import { installHost } from './install';
import { projectFolder } from './paths';
import { startServer } from './server';
import { outputMark, runInWindow, windowLog } from './window';
import { copySamples } from './workspace';

/** Runs the suites in a server of their own; the counts go to `countsFile`. */
async function runSuites(countsFile: string): Promise<number> {
  const server = await startServer({ development: true });
  try {
    const environment = {
      [countsVariable]: countsFile,
      FORCE_COLOR: process.stdout.isTTY ? '1' : '0',
      TEST_GREP: process.env['TEST_GREP'] ?? '',
      TEST_OUTPUT_MARK: outputMark,
    };
    const url = server.window(await copySamples(server.folder), [
      ['extensionDevelopmentPath', server.remote(projectFolder)],
      ['extensionTestsPath', server.remote(join(suitesFolder, 'index.js'))],
      ['extensionEnvironment', JSON.stringify(environment)],
    ]);
    return await runInWindow(url);
  } finally {
    await server.stop();
  }
}

async function main(): Promise<void> {
  await installHost();
  await bundleSuites();
  const countsFile = countsFileOf('host');
  await rm(countsFile, { force: true });
  const code = await runSuites(countsFile);
  const counts = readCounts(countsFile);
  if (!counts)
    throw new Error(`The tests ended before they could be counted; what the editor said: ${windowLog}`);
  console.log(closingLine(counts));
  if (code !== 0 || counts.failed > 0 || counts.passed === 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
