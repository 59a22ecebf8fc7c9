import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Gives each test of the suite an empty folder and removes it afterwards. To be called inside `describe`.
 *
 * @returns the folder of the running test, or a path in it
 */
export function useTemporaryFolder(): (...segments: string[]) => string {
  let folder: string | undefined;
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'podcast-video-test-')));
  });
  afterEach(async () => {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    folder = undefined;
  });
  return (...segments) => {
    if (folder === undefined) throw new Error('There is a temporary folder only while a test runs.');
    return join(folder, ...segments);
  };
}
