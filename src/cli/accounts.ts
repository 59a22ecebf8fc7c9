import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileForbidden, fileNotWritable } from '../nemo/errors';
import { readAccount, type AccountStore, type AnonymousAccount } from '../nemo/token';

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
  const write = async (account: AnonymousAccount, settle: (temporary: string) => Promise<void>) => {
    concealed(account);
    const temporary = `${path}.${process.pid}.${randomUUID()}.tmp`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await clearLeftovers(path);
      await writeFile(temporary, JSON.stringify(account), { mode: 0o600, flag: 'wx' });
      await settle(temporary);
    } catch (error) {
      throw codeOf(error) === 'EEXIST' ? error : fileNotWritable(path, error);
    } finally {
      await rm(temporary, { force: true });
    }
  };
  const save = (account: AnonymousAccount) => write(account, (temporary) => rename(temporary, path));
  return {
    load,
    save,
    async create(account) {
      try {
        await write(account, (temporary) => place(temporary, path));
        return account;
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error;
      }
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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive, too.
    return codeOf(error) === 'EPERM';
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

/** Puts a file where none is. @throws EEXIST where one is */
async function place(temporary: string, path: string): Promise<void> {
  try {
    // A hard link is the one way of renaming that refuses to overwrite.
    await link(temporary, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw error;
    // For file systems without hard links.
    await writeFile(path, await readFile(temporary), { mode: 0o600, flag: 'wx' });
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
