import { access, constants, link, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { codeOf } from '../../nemo/error-code';
import * as errors from '../errors';

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
  switch (codeOf(error)) {
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
 * Gives a finished file its name, never that of a file which is there: `episode.mp4`, then `episode (2).mp4`. May be
 * called again after it died anywhere: the file then has the name that was announced last.
 *
 * @param announce is told each name before it is taken, and must keep it
 * @returns the path that it got
 */
export async function settle(
  partial: string,
  wanted: string,
  announce: (target: string) => Promise<void>,
): Promise<string> {
  // Named already by a try that died before it could say so.
  if (!(await exists(partial))) return wanted;
  let target = wanted;
  for (let number = 2; !(await claim(partial, target)); number++) {
    target = numbered(unnumbered(wanted), number);
    await announce(target);
  }
  await rm(partial, { force: true });
  return target;
}

/** Puts the file under a name; false where the name is another file's. */
async function claim(partial: string, target: string): Promise<boolean> {
  try {
    // A hard link is the one way of renaming that refuses to overwrite.
    await link(partial, target);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return await isSameFile(partial, target);
    if (code === 'ENOENT') throw error;
    return await claimWithoutLinks(partial, target);
  }
}

/**
 * For file systems without hard links (FAT, some network drives): an empty file holds the name until the whole one
 * takes its place, so that nothing half is ever seen under it.
 */
async function claimWithoutLinks(partial: string, target: string): Promise<boolean> {
  try {
    await (await open(target, 'wx')).close();
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    // An empty file of this name is what a try that died has left.
    if ((await stat(target)).size > 0) return false;
  }
  await rename(partial, target);
  return true;
}

/** Whether two names are of one file: the link was made by a try that died behind it. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([stat(a), stat(b)]);
  return one.ino === other.ino && one.dev === other.dev && one.ino !== 0;
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

/** `episode (2).mp4` → `episode.mp4` */
export function unnumbered(path: string): string {
  const extension = extname(path);
  return join(dirname(path), basename(path, extension).replace(/ \(\d+\)$/, '') + extension);
}

function numbered(path: string, number: number): string {
  const extension = extname(path);
  return join(dirname(path), `${basename(path, extension)} (${number})${extension}`);
}
