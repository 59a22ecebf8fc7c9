import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Folder of the project, which is also the extension under development. */
export const projectFolder = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');

/** Where the editor of the tests is installed; git ignores it. */
export const hostFolder = join(projectFolder, '.cache', 'host');

/** What test runs leave to look at: bundles of suites, screenshots, logs; git ignores it. */
export const outFolder = join(projectFolder, 'out');
