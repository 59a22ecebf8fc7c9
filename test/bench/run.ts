/** `npm run bench -- <name>`: one measurement by itself, in a process of its own. Prints Markdown. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every file here that measures something: those that have a `main`, which is what they are run for. */
const names = readdirSync(__dirname)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => ['engine', 'journal', 'stream', 'upload'].includes(name))
  .sort();

const [name = 'engine'] = process.argv.slice(2);
if (!names.includes(name) || !existsSync(join(__dirname, `${name}.ts`))) {
  console.error(`There is no bench “${name}”. There are: ${names.join(', ')}.`);
  process.exitCode = 2;
} else {
  spawn(process.execPath, ['--expose-gc', '--import', 'tsx', join(__dirname, `${name}.ts`)], {
    stdio: 'inherit',
  }).on('exit', (code) => (process.exitCode = code ?? 1));
}
