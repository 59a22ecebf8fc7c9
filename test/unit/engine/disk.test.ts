import assert from 'node:assert/strict';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { readJson, writeJson } from '../../../src/engine/disk/atomic';
import { Turns } from '../../../src/engine/disk/turns';
import { ProjectStore } from '../../../src/engine/projects/store';
import { useTemporaryFolder } from '../../temporary';

describe('what the engine writes to disk', () => {
  const folder = useTemporaryFolder();
  const schema = z.object({ n: z.number() });

  it('is there whole or as it was before, with nothing beside it', async () => {
    await writeJson(folder('a', 'b.json'), { n: 1 });
    await Promise.all([2, 3, 4].map((n) => writeJson(folder('a', 'b.json'), { n })));
    assert.ok([2, 3, 4].includes((await readJson(folder('a', 'b.json'), schema))?.n ?? 0));
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    await assert.rejects(writeJson(folder('a', 'b.json'), circular));
    assert.deepEqual(await readdir(folder('a')), ['b.json']);
  });

  it('is nothing where there is no file, and an error where it is not ours', async () => {
    assert.equal(await readJson(folder('none.json'), schema), undefined);
    await writeFile(folder('half.json'), '{"n":');
    await assert.rejects(readJson(folder('half.json'), schema), SyntaxError);
  });

  it('is a project for each session, changed by one after the other', async () => {
    const store = new ProjectStore(folder('data'));
    const { sessionId } = await store.create('project', 'en');
    const names = Array.from({ length: 20 }, (_, index) => `task ${index}`);
    await Promise.all(
      names.map((name) =>
        store.update(sessionId, async (project) => {
          await new Promise((resolve) => setImmediate(resolve));
          return { ...project, taskName: `${project.taskName}, ${name}` };
        }),
      ),
    );
    assert.equal((await store.read(sessionId))?.taskName, ['project', ...names].join(', '));
  });

  it('stays as it is where a change fails', async () => {
    const store = new ProjectStore(folder('data'));
    const project = await store.create('project', 'en');
    const failing = store.update(project.sessionId, () => {
      throw new Error('no');
    });
    await assert.rejects(failing, /no/);
    assert.deepEqual(await store.read(project.sessionId), project);
  });

  it('is never reached by an id that is not ours', async () => {
    await mkdir(folder('data', 'projects'), { recursive: true });
    await writeFile(folder('data', 'project.json'), '{}');
    const store = new ProjectStore(folder('data'));
    assert.equal(await store.read('..'), undefined);
    assert.equal(await store.read(''), undefined);
  });

  it('fails aloud where the folder may not be written', async function () {
    if (process.getuid?.() === 0) {
      // Root may write anywhere, so a file stands where the folder should be.
      await writeFile(folder('data'), '');
    } else {
      await mkdir(folder('data'));
      await chmod(folder('data'), 0o500);
    }
    await assert.rejects(new ProjectStore(folder('data')).create('project', 'en'), /ENOTDIR|EACCES|EEXIST/);
    assert.equal((await readFile(folder('data')).catch(() => Buffer.alloc(0))).length, 0);
  });
});

describe('turns', () => {
  it('run tasks of one key in order, and others side by side', async () => {
    const turns = new Turns();
    const log: string[] = [];
    const task = (name: string, ticks: number) => async () => {
      log.push(`${name}<`);
      for (let tick = 0; tick < ticks; tick++) await new Promise((resolve) => setImmediate(resolve));
      log.push(`${name}>`);
    };
    await Promise.all([
      turns.run('a', task('a1', 5)),
      turns.run('a', task('a2', 1)),
      turns.run('b', task('b', 2)),
    ]);
    assert.deepEqual(log, ['a1<', 'b<', 'b>', 'a1>', 'a2<', 'a2>']);
  });

  it('go on after one that failed', async () => {
    const turns = new Turns();
    const failed = turns.run('a', () => Promise.reject(new Error('no')));
    const next = turns.run('a', () => Promise.resolve('yes'));
    await assert.rejects(failed);
    assert.equal(await next, 'yes');
  });
});
