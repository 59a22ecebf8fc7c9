import { existsSync } from 'node:fs';
import { findChromium, isOnPath } from './browser';
import { runLogged } from './run-logged';

/** Programs that the tests need from the system: a browser, and what node-gyp builds two small modules with. */
function missingPackages(): string[] {
  const wanted: [there: boolean, debianPackage: string][] = [
    [findChromium() !== undefined, 'chromium'],
    [isOnPath('c++') || isOnPath('g++'), 'g++'],
    [isOnPath('make'), 'make'],
    [isOnPath('python3'), 'python3'],
  ];
  return wanted.filter(([there]) => !there).map(([, name]) => name);
}

/**
 * Installs what is missing where that can be done without asking: on Debian and its kin, as root.
 * @throws Error that says what to install anywhere else
 */
export async function installSystemPackages(): Promise<void> {
  const missing = missingPackages();
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!existsSync('/etc/debian_version') || !isOnPath('apt-get')) {
    throw new Error(`The tests in a real editor need these programs. Please install them: ${names}`);
  }
  if (process.getuid?.() !== 0) {
    throw new Error(
      `The tests in a real editor need some packages, and only root may install them:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
    );
  }
  console.log(`Installing ${names} with apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runLogged('apt-get', ['update'], { env });
  await runLogged('apt-get', ['install', '-y', '--no-install-recommends', ...missing], { env });
}
