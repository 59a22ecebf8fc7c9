// Stands between a test run and a program that it starts:  node guard.mjs FOLDER PROGRAM ARGUMENT…
// The run holds the other end of our standard input. When that closes, because the run is done or because it was
// killed without a chance to say so, the program goes with all it started, and so does FOLDER, its temporary files.
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';

const [folder, program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });

function end(code) {
  try {
    // The whole group: a SIGTERM to the program alone leaves its extension hosts running.
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') console.error(error);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  process.exit(code);
}

// Ctrl-C reaches everybody in the terminal: the run decides what it means, and says so by closing the pipe.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => undefined);
process.stdin
  .on('end', () => end(0))
  .on('error', () => end(0))
  .resume();
child
  .on('exit', (code) => end(code ?? 1))
  .on('error', (error) => {
    console.error(error.message);
    end(1);
  });
