import { constants } from 'node:fs';
import { copyFile, link } from 'node:fs/promises';
import { codeOf } from '../nemo/error-code';

/**
 * Gives a file that is written already another name, at once and whole, where that name is free.
 *
 * @returns false where something has the name
 * @throws errors of the disk, ENOENT among them
 */
export async function placeIfFree(prepared: string, path: string): Promise<boolean> {
  try {
    // A hard link is the one way of renaming that refuses to overwrite.
    await link(prepared, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) === 'ENOENT') throw error;
  }
  try {
    // For file systems without hard links (FAT, some network drives).
    await copyFile(prepared, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Whether a process of this computer runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive, too.
    return codeOf(error) === 'EPERM';
  }
}
