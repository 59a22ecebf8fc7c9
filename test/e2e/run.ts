/** Runs `test/e2e/*.test.ts`: what a person does, in a real workbench in a real browser. Arguments go to mocha. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { closingLine, countsFileOf, countsVariable, readCounts } from '../counts';
import { installHost } from '../host/install';
import { projectFolder } from '../host/paths';
import { screenshotsFolder } from './driver/workbench';

/** An end-to-end test waits for real renders. */
const timeoutMs = 180_000;

async function main(): Promise<void> {
  await installHost();
  await rm(screenshotsFolder, { recursive: true, force: true });
  const countsFile = countsFileOf('e2e');
  await rm(countsFile, { force: true });
  const mocha = join(projectFolder, 'node_modules', 'mocha', 'bin', 'mocha.js');
  const config = ['--config', 'test/mocha.json', '--timeout', String(timeoutMs)];
  const child = spawn(process.execPath, [mocha, ...config, 'test/e2e/*.test.ts', ...process.argv.slice(2)], {
    cwd: projectFolder,
    stdio: 'inherit',
    env: { ...process.env, [countsVariable]: countsFile },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  const counts = readCounts(countsFile);
  if (!counts) throw new Error('The tests ended before they could be counted.');
  console.log(closingLine(counts));
  process.exitCode = code ?? 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
