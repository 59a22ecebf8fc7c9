import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { codeOf } from '../nemo/error-code';
import { fileForbidden, fileNotWritable } from '../nemo/errors';
import { readAccount, type AccountStore, type AnonymousAccount } from '../nemo/token';
import { isAlive, placeIfFree } from '../studio/disk';

/**
 * The anonymous account in a file that only its owner may read; a terminal has no better place. It is there whole or
 * not at all, whoever else writes it.
 *
 * @param conceal is told what is secret in it
 */
export function accountFile(path: string, conceal: (secret: string) => void): AccountStore {
  const concealed = (account: AnonymousAccount) => {
    conceal(account.clientId);
    if (account.token !== undefined) conceal(account.token);
    return account;
  };
  const load = async () => {
    const account = readAccount(await textIn(path));
    return account && concealed(account);
  };
  const write = async <T>(account: AnonymousAccount, settle: (temporary: string) => Promise<T>) => {
    concealed(account);
    const temporary = `${path}.${process.pid}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await clearLeftovers(path);
      await writeFile(temporary, JSON.stringify(account), { mode: 0o600, flag: 'wx' });
      return await settle(temporary);
    } catch (error) {
      throw fileNotWritable(path, error);
    } finally {
      await rm(temporary, { force: true });
    }
  };
  const save = (account: AnonymousAccount) => write(account, (temporary) => rename(temporary, path));
  return {
    load,
    save,
    async create(account) {
      if (await write(account, (temporary) => placeIfFree(temporary, path))) return account;
      const theirs = await load();
      if (theirs) return theirs;
      // What is there is no account: nothing is lost with it.
      await save(account);
      return account;
    },
  };
}

/** Removes what processes that died in the middle of writing have left: a token may stand in it. */
async function clearLeftovers(path: string): Promise<void> {
  for (const name of await readdir(dirname(path))) {
    const [begin, end] = [`${basename(path)}.`, '.tmp'];
    if (!name.startsWith(begin) || !name.endsWith(end)) continue;
    if (!isAlive(Number.parseInt(name.slice(begin.length), 10)))
      await rm(join(dirname(path), name), { force: true });
  }
}

/** What is in the file; nothing where it is not there yet. @throws NemoError where it may not be read */
async function textIn(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw fileForbidden(path);
  }
}
