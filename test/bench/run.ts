/** `npm run bench -- <name>`: one measurement, in a process of its own. Prints Markdown; fails where a bar is missed. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const benches = ['engine', 'journal', 'stream', 'upload'];
const [name = 'engine'] = process.argv.slice(2);
if (benches.includes(name)) {
  // Memory is measured from where it was cleared away.
  const args = ['--expose-gc', '--import', 'tsx', join(__dirname, `${name}.ts`)];
  spawn(process.execPath, args, { stdio: 'inherit' }).on('exit', (code) => (process.exitCode = code ?? 1));
} else {
  console.error(`There is no bench “${name}”. There are: ${benches.join(', ')}.`);
  process.exitCode = 2;
}
