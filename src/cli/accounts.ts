import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readAccount, type AccountStore } from '../nemo/token';

/** The anonymous account in a file that only its owner may read; a terminal has no better place. */
export function accountFile(path: string): AccountStore {
  return {
    async load() {
      // Not there yet: a new account is made.
      return readAccount(await readFile(path, 'utf8').catch(() => ''));
    },
    async save(account) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, JSON.stringify(account), { mode: 0o600 });
      await chmod(path, 0o600);
    },
  };
}
