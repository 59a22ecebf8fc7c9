import { access, constants, link, copyFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import * as errors from './errors';

/** Where a video goes: beside its recording, or into a folder of the user's choice. */
export function wantedPath(recording: string, folder = ''): string {
  const name = basename(recording, extname(recording));
  return join(folder || dirname(recording), `${name}.mp4`);
}

/**
 * The file that a video is written to until it is whole: in the same folder, so that it can be moved at once. Not
 * named after the video, whose name may be as long as names can be.
 */
export function partialPath(outputPath: string, jobId: string): string {
  return join(dirname(outputPath), `.podcast-video-${jobId}.part`);
}

/**
 * Asks before hours of work whether the folder can take the file.
 *
 * @throws StudioError
 */
export async function checkWritable(outputPath: string): Promise<void> {
  const folder = dirname(outputPath);
  const stats = await stat(folder).catch(() => undefined);
  if (!stats?.isDirectory()) throw errors.folderMissing(basename(folder));
  await access(folder, constants.W_OK).catch(() => {
    throw errors.folderReadOnly(basename(folder));
  });
}

/** What a disk's refusal to take the video means for the person; anything else as it is. */
export function writeFailure(error: unknown, outputPath: string): unknown {
  const folder = basename(dirname(outputPath));
  switch (error instanceof Error && 'code' in error && error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return errors.folderMissing(folder);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return errors.folderReadOnly(folder);
    default:
      return error;
  }
}

/**
 * Gives a finished file its name, never that of a file which is there: `episode.mp4`, then `episode (2).mp4`.
 *
 * @returns the path that it got
 */
export async function settle(partial: string, wanted: string): Promise<string> {
  for (let number = 1; ; number++) {
    const target = number === 1 ? wanted : numbered(wanted, number);
    try {
      await claim(partial, target);
      await rm(partial, { force: true });
      return target;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** Puts the file under a name that must be free; EEXIST otherwise. */
async function claim(partial: string, target: string): Promise<void> {
  try {
    // A hard link is the one way of renaming that refuses to overwrite.
    await link(partial, target);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST' || code === 'ENOENT') throw error;
    // File systems without hard links (FAT, some network drives).
    await copyFile(partial, target, constants.COPYFILE_EXCL);
  }
}

function numbered(path: string, number: number): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)} (${number})${extension}`);
}
