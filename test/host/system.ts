import { existsSync } from 'node:fs';
import { findChromium, isOnPath } from './browser';
import { runLogged } from './run-logged';

/** What is missing from the system: a browser, and what node-gyp builds two small modules with. */
function missingPackages(browser: boolean): string[] {
  const wanted: [there: boolean, debianPackage: string][] = [
    [!browser || findChromium() !== undefined, 'chromium'],
    [isOnPath('c++') || isOnPath('g++'), 'g++'],
    [isOnPath('make'), 'make'],
    [isOnPath('python3'), 'python3'],
  ];
  return wanted.filter(([there]) => !there).map(([, name]) => name);
}

/**
 * Installs what is missing where that can be done without asking: on Debian and its kin, as root.
 * @param browser whether a browser is among what is needed
 * @throws Error that says what to install anywhere else
 */
export async function installSystemPackages(browser: boolean): Promise<void> {
  const missing = missingPackages(browser);
  if (missing.length === 0) return;
  const names = missing.join(' ');
  if (!existsSync('/etc/debian_version') || !isOnPath('apt-get')) {
    throw new Error(`The editor in the browser needs these programs. Please install them: ${names}`);
  }
  if (process.getuid?.() !== 0) {
    throw new Error(
      `The editor in the browser needs some packages, and only root may install them:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`,
    );
  }
  console.log(`Installing ${names} with apt-get…`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runLogged('apt-get', ['update'], { env });
  await runLogged(
    'apt-get',
    ['install', '-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300', ...missing],
    { env },
  );
}
