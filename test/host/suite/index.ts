import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';

/**
 * Begins every line that we print with the mark that the run asked for, so that it can tell our lines from those
 * that the editor prints about itself.
 */
function markOutput(mark: string): void {
  const print = console.log.bind(console);
  const printMarked = (...args: unknown[]) => print(mark + format(...args));
  for (const level of ['log', 'info', 'warn', 'error'] as const) {
    // An assignment would do nothing: the extension host has made these accessors with an empty setter.
    Object.defineProperty(console, level, { value: printMarked, configurable: true });
  }
  (Mocha.reporters.Base as unknown as { consoleLog: typeof console.log }).consoleLog = printMarked;
}

/**
 * What an editor calls to run tests inside its extension host: every `*.test.js` beside this file.
 * @throws Error when a test failed, which the editor turns into its exit code.
 */
export async function run(): Promise<void> {
  markOutput(process.env['TEST_OUTPUT_MARK'] ?? '');
  const mocha = new Mocha({
    ui: 'bdd',
    color: process.env['FORCE_COLOR'] === '1',
    timeout: 20_000,
    forbidOnly: true,
    forbidPending: true,
    // This file runs bundled, in out/test/host/.
    reporter: join(__dirname, '../../../test/reporter.cjs'),
    ...(process.env['TEST_GREP'] ? { grep: process.env['TEST_GREP'] } : {}),
  });
  const files = readdirSync(__dirname).filter((name) => name.endsWith('.test.js'));
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} of the tests failed`);
}
