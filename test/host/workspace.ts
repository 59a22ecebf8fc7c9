import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectFolder } from './paths';

/**
 * Copies `samples/` to work in, so that no test writes beside the real ones.
 * @param temporary a folder that somebody removes in the end
 * @returns the copy's folder
 */
export async function copySamples(temporary: string): Promise<string> {
  const folder = join(temporary, 'samples');
  await cp(join(projectFolder, 'samples'), folder, {
    recursive: true,
    filter: (source) => !source.endsWith('.mp4') && !source.endsWith('.mjs'),
  });
  return folder;
}
