import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFolder, projectFolder } from './paths';

/** What is installed: a package.json with a lockfile of its own, so that it weighs on nobody who runs no tests. */
export const manifestFolder = join(projectFolder, 'test', 'host');
export const manifestFiles = ['package.json', 'package-lock.json'];

/** Node 24 as an npm package: code-server runs on nothing else. */
export const nodeFolder = join(hostFolder, 'node_modules', `node-linux-${process.arch}`);
export const nodeBinary = join(nodeFolder, 'bin', 'node');

export const codeServerFolder = join(hostFolder, 'node_modules', 'code-server');
/** Where code-server begins. */
export const codeServerEntry = join(codeServerFolder, 'out', 'node', 'entry.js');

const stampFile = join(hostFolder, 'installed.txt');

/** Changes whenever another installation is wanted: other versions, another machine, another way to install. */
function wantedStamp(): string {
  const hash = createHash('sha256');
  for (const name of [...manifestFiles, 'install.ts']) hash.update(readFileSync(join(manifestFolder, name)));
  return `${process.platform} ${process.arch} ${hash.digest('hex')}`;
}

/** Whether the cache holds a whole installation of what is wanted now. */
export function isInstalled(): boolean {
  try {
    return readFileSync(stampFile, 'utf8') === wantedStamp();
  } catch {
    // No stamp: nothing is installed, or an installation ended half way.
    return false;
  }
}

/** Says that the installation is whole. Comes last. */
export function stampInstallation(): void {
  writeFileSync(stampFile, wantedStamp());
}
