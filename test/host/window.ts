import { createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browser';
import { outFolder } from './paths';

/** Stands before each line of the tests; the editor's own lines go to a log. */
export const outputMark = '\u001e';

/** A run that says nothing for longer than this has hung. */
const silenceMs = 120_000;

/** Where the editor's own lines go. */
export const windowLog = join(outFolder, 'host-window.log');

/**
 * Opens a window that runs tests in its extension host, and prints what they print, as they print it.
 * @returns the exit code that the editor gave
 * @throws Error when the window dies or falls silent
 */
export async function runInWindow(url: string): Promise<number> {
  mkdirSync(outFolder, { recursive: true });
  const log = createWriteStream(windowLog);
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    return await new Promise<number>((resolve, reject) => {
      const fail = (why: string) =>
        reject(new Error(`The editor's window ${why}; what it said is in ${windowLog}`));
      const silence = setTimeout(() => fail(`said nothing for ${silenceMs / 1000} s`), silenceMs);
      const print = (_type: string, args: unknown[]) => {
        const line = args.map(String).join(' ');
        log.write(`${line}\n`);
        if (!line.startsWith(outputMark)) return;
        silence.refresh();
        console.log(line.slice(outputMark.length));
      };
      const exit = (code: number) => {
        clearTimeout(silence);
        resolve(code);
      };
      page.on('crash', () => fail('crashed'));
      const exposed = [
        page.exposeFunction('codeAutomationLog', print),
        page.exposeFunction('codeAutomationExit', exit),
      ];
      Promise.all(exposed)
        .then(() => page.goto(url))
        .catch(reject);
    });
  } finally {
    await browser.close();
    log.end();
  }
}
