import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readAccount, type AccountStore, type AnonymousAccount } from '../nemo/token';

/**
 * The anonymous account in a file that only its owner may read; a terminal has no better place.
 *
 * @param conceal is told what is secret in it
 */
export function accountFile(path: string, conceal: (secret: string) => void): AccountStore {
  const concealed = ({ clientId, token }: AnonymousAccount) => {
    conceal(clientId);
    if (token !== undefined) conceal(token);
  };
  return {
    async load() {
      // Not there yet: a new account is made.
      const account = readAccount(await readFile(path, 'utf8').catch(() => ''));
      if (account) concealed(account);
      return account;
    },
    async save(account) {
      concealed(account);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, JSON.stringify(account), { mode: 0o600 });
      await chmod(path, 0o600);
    },
  };
}
