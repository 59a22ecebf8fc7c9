import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether a journal's folder holds projects: `<folder>/<id>/project.json`. Asks the disk and loads nothing, so that an
 * editor without projects starts without the studio.
 */
export async function holdsProjects(folder: string): Promise<boolean> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const isThere = await access(join(folder, entry.name, 'project.json')).then(
      () => true,
      () => false,
    );
    if (isThere) return true;
  }
  return false;
}
