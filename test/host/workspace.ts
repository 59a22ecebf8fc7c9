import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectFolder } from './paths';

export interface TemporaryWorkspace {
  readonly folder: string;
  remove(): Promise<void>;
}

/** A copy of `samples/` to work in, so that no test writes beside the real ones. */
export async function temporaryWorkspace(): Promise<TemporaryWorkspace> {
  const temporary = await mkdtemp(join(tmpdir(), 'podcast-video-'));
  const folder = join(temporary, 'samples');
  await cp(join(projectFolder, 'samples'), folder, {
    recursive: true,
    filter: (source) => !source.endsWith('.mp4') && !source.endsWith('.mjs'),
  });
  return { folder, remove: () => rm(temporary, { recursive: true, force: true, maxRetries: 5 }) };
}
