import { createRequire } from 'node:module';

/** Everything of `node:fs/promises` by which a program of ours changes what is on the disk. */
const changing = ['rename', 'link', 'rm', 'writeFile', 'mkdir', 'open'] as const;
type Changing = (typeof changing)[number];

/**
 * From now on counts what is changed on the disk, and kills this process as soon as so many changes are done: 0 kills
 * it before the first. A file that is opened to be read is no change.
 */
export function dieAfterStep(step: number): void {
  let done = 0;
  const count = () => {
    if (done++ === step) process.kill(process.pid, 'SIGKILL');
  };
  count();
  // Bundled code looks its functions up in the module at every call, so they can be replaced there.
  const functions = createRequire(__filename)('node:fs/promises') as Record<
    Changing,
    (...args: unknown[]) => Promise<unknown>
  >;
  for (const name of changing) {
    const original = functions[name];
    functions[name] = async (...args) => {
      const result = await original(...args);
      if (name !== 'open' || /^[wa]/.test(String(args[1] ?? 'r'))) count();
      return result;
    };
  }
}
