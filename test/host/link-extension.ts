import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Manifest {
  publisher: string;
  name: string;
  version: string;
}

/**
 * Installs an extension from its folder as an editor does from a package, except that the files stay where they are.
 * A link, not the folder's own path: an editor that uninstalls the extension removes what stands in this list.
 */
export async function linkExtension(extension: string, extensionsFolder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8')) as Manifest;
  const id = `${manifest.publisher}.${manifest.name}`;
  const relativeLocation = `${id}-${manifest.version}`;
  const location = { $mid: 1, scheme: 'file', path: join(extensionsFolder, relativeLocation) };
  await mkdir(extensionsFolder, { recursive: true });
  await symlink(extension, location.path, 'dir');
  const installed = [{ identifier: { id }, version: manifest.version, location, relativeLocation }];
  await writeFile(join(extensionsFolder, 'extensions.json'), JSON.stringify(installed));
}
