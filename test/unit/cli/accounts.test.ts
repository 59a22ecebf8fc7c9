import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { accountFile } from '../../../src/cli/accounts';
import { NemoError } from '../../../src/nemo/errors';
import { AnonymousTokens } from '../../../src/nemo/token';
import { clientOf, useCloud } from '../../contract/cloud';
import { useTemporaryFolder } from '../../temporary';

describe('the account of the terminal', () => {
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  const path = () => temporary('home', 'account.json');
  const store = (secrets: string[] = []) => accountFile(path(), (secret) => secrets.push(secret));

  it('is none before there is a file, and none where the file holds something else', async () => {
    assert.equal(await store().load(), undefined);
    await mkdir(temporary('home'));
    await writeFile(path(), '{"clientId":"ha');
    assert.equal(await store().load(), undefined);
    assert.deepEqual(await store().create?.({ clientId: 'new' }), { clientId: 'new' });
    assert.deepEqual(await store().load(), { clientId: 'new' });
  });

  it('is closed to others, also where it was not, and leaves nothing beside it', async () => {
    await mkdir(temporary('home'));
    await writeFile(path(), '{}', { mode: 0o644 });
    await store().save({ clientId: 'a', token: 'b' });
    assert.equal((await stat(path())).mode & 0o777, 0o600);
    assert.deepEqual(await readdir(temporary('home')), ['account.json']);
  });

  it('clears away what a process that died has left, and leaves what another one writes', async () => {
    const dead = spawnSync(process.execPath, ['--version']).pid;
    await mkdir(temporary('home'));
    const names = [`account.json.${dead}.a.tmp`, `account.json.${process.pid}.b.tmp`, 'account.json.bak'];
    for (const name of names) await writeFile(temporary('home', name), '{"token":"t"}');
    await store().save({ clientId: 'a' });
    assert.deepEqual(
      (await readdir(temporary('home'))).toSorted(),
      ['account.json', ...names.slice(1)].toSorted(),
    );
  });

  it('is whole at every moment', async () => {
    const long = { clientId: 'a', token: 'x'.repeat(1_000_000) };
    await store().save(long);
    let isOver = false;
    const writing = (async () => {
      for (let count = 0; count < 20; count++) await store().save(long);
      isOver = true;
    })();
    while (!isOver) assert.deepEqual(await store().load(), long);
    await writing;
  });

  it('is one, however many are made at the same time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const tokens = new AnonymousTokens(store(), () => `client-${n}`);
        const client = clientOf(cloud(), tokens);
        await client.credits();
        await client.close();
        return (await store().load())?.clientId;
      }),
    );
    assert.equal(new Set(ids).size, 1);
    const shown = cloud()
      .to('anonymousToken')
      .map(({ headers }) => headers['x-client-id']);
    assert.deepEqual([...new Set(shown)], [ids[0]]);
    assert.deepEqual(await readdir(temporary('home')), ['account.json']);
  });

  it('that cannot be read or written is told of, and not overwritten', async () => {
    await mkdir(path(), { recursive: true });
    const told = (error: unknown) => error instanceof NemoError && error.message.startsWith(path());
    await assert.rejects(store().load(), told);
    await assert.rejects(store().save({ clientId: 'a' }), told);
    assert.deepEqual(await readdir(temporary('home')), ['account.json']);
    await writeFile(temporary('file'), 'x');
    await assert.rejects(accountFile(temporary('file', 'account.json'), () => undefined).load(), NemoError);
    assert.equal(await readFile(temporary('file'), 'utf8'), 'x');
  });

  it('tells its secrets before they are used', async () => {
    const secrets: string[] = [];
    await store(secrets).create?.({ clientId: 'id' });
    await store(secrets).save({ clientId: 'id', token: 'token' });
    assert.deepEqual(secrets, ['id', 'id', 'token']);
  });
});
