import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { Journal } from '../../../src/studio/journal/journal';
import { cityDraft, job, projectRecord, userItem } from '../../builders';
import { useTemporaryFolder } from '../../temporary';

describe('the journal', () => {
  const temporary = useTemporaryFolder();
  let journal: Journal;
  beforeEach(() => (journal = new Journal(temporary('journal'))));
  afterEach(() => journal.close());

  const fileOf = (id: string, name: string) => temporary('journal', id, name);

  it('gives back what was written', async () => {
    const full = projectRecord({
      session: {
        session_id: '90071992547409931',
        task_id: '2',
        files: [{ path: '/a b/第一集.mp3', bytes: 5, modifiedAt: 1, sha256: 'ab' }],
      },
      conversion: { extras: ['/cover.png'], itemId: 'i', status: 'running' },
      items: [userItem('make it blue', 'sending')],
      jobs: [job({ state: { status: 'rendering', percent: 40, stage: 'encode', etaMs: 5 } })],
      draft: { ...cityDraft(), extra: { kept: [1, null] } },
    });
    await journal.save(full);
    assert.deepEqual(await new Journal(temporary('journal')).open(full.id), full);
  });

  it('lists projects, the newest first, without what was said in them', async () => {
    const records = [
      projectRecord({ createdAt: 1 }),
      projectRecord({ createdAt: 2, items: [userItem('x')] }),
    ];
    await Promise.all(records.map((record) => journal.save(record)));
    const heads = new Journal(temporary('journal')).heads();
    assert.deepEqual(
      heads.map(({ id }) => id),
      records.map(({ id }) => id).toReversed(),
    );
    assert.ok(heads.every((head) => !('items' in head)));
  });

  it('tells from the list alone where somebody still waits for an answer', async () => {
    for (const [status, waits] of [
      ['queued', true],
      ['sending', true],
      ['sent', false],
      ['failed', false],
    ] as const) {
      const record = projectRecord({ items: [userItem('x', status)] });
      await journal.save(record);
      assert.equal(journal.heads().find(({ id }) => id === record.id)?.hasUnanswered, waits, status);
    }
  });

  it('holds nothing before anything was written', async () => {
    assert.deepEqual(journal.heads(), []);
    assert.equal(await journal.open('nothing'), undefined);
  });

  it('writes only what has changed', async () => {
    const record = projectRecord({ items: [userItem('x')], draft: cityDraft() });
    await journal.save(record);
    const before = await stat(fileOf(record.id, 'timeline.json'));
    await journal.save({ ...record, jobs: [job()] });
    const after = await stat(fileOf(record.id, 'timeline.json'));
    assert.equal(after.ino, before.ino, 'the timeline was not written again');
    assert.equal((await new Journal(temporary('journal')).open(record.id))?.jobs.length, 1);
  });

  it('passes over damaged projects and files of others, and leaves them where they are', async () => {
    const whole = projectRecord();
    await journal.save(whole);
    const damaged = {
      'project.json': '{"id":',
      'conversation.json': '[{"kind":"hologram"}]',
      'timeline.json': '[',
    };
    for (const [name, text] of Object.entries(damaged)) {
      const record = projectRecord({ items: [userItem('x')], draft: cityDraft() });
      await journal.save(record);
      await writeFile(fileOf(record.id, name), text);
      assert.equal(await journal.open(record.id), undefined, name);
    }
    await mkdir(temporary('journal', 'empty'));
    await writeFile(temporary('journal', 'note.txt'), 'mine');
    assert.deepEqual(await journal.open(whole.id), whole);
    assert.equal(journal.heads().length, 3, 'the two whose heads are sound can be listed');
    assert.equal((await readdir(temporary('journal'))).length, 6);
  });

  it('keeps the order of writes, and writes what waits only once', async () => {
    const record = projectRecord();
    const writes = Array.from({ length: 30 }, (_, n) => journal.save({ ...record, createdAt: n }));
    await Promise.all(writes);
    assert.equal(journal.heads()[0]?.createdAt, 29);
  });

  it('shows a whole file at every moment of a write', async () => {
    const items = Array.from({ length: 300 }, (_, n) => userItem(`message ${n}`));
    const record = projectRecord({ items });
    await journal.save(record);
    let isWriting = true;
    const writing = (async () => {
      for (let n = 0; n < 15; n++) await journal.save({ ...record, items: [...items] });
    })().then(() => (isWriting = false));
    let reads = 0;
    while (isWriting) {
      const text = await readFile(fileOf(record.id, 'conversation.json'), 'utf8');
      assert.equal((JSON.parse(text) as unknown[]).length, 300);
      reads++;
    }
    await writing;
    assert.ok(reads > 0);
  });

  it('leaves no temporary file, and is closed to others', async () => {
    const record = projectRecord({ items: [userItem('x')] });
    await journal.save(record);
    await journal.close();
    const names = (await readdir(temporary('journal', record.id))).toSorted();
    assert.deepEqual(names, ['conversation.json', 'project.json']);
    if (process.platform === 'win32') return;
    for (const name of names) assert.equal((await stat(fileOf(record.id, name))).mode & 0o077, 0);
  });

  it('fails one write without spoiling the next', async () => {
    await writeFile(temporary('journal'), 'in the way');
    const record = projectRecord();
    await assert.rejects(journal.save(record));
    const elsewhere = new Journal(temporary('other'));
    await elsewhere.save(record);
    assert.equal(elsewhere.heads().length, 1);
    await journal.settled();
    await elsewhere.close();
  });

  it('forgets a project for good when it is told to', async () => {
    const record = projectRecord({ items: [userItem('x')] });
    await journal.save(record);
    await journal.remove(record.id);
    assert.deepEqual(await readdir(temporary('journal')), []);
  });
});

describe('a project in the journal', () => {
  const temporary = useTemporaryFolder();
  let journals: Journal[];
  const newJournal = () => {
    const journal = new Journal(temporary('journal'));
    journals.push(journal);
    return journal;
  };
  beforeEach(() => (journals = []));
  afterEach(() => Promise.all(journals.map((journal) => journal.close())));

  it('belongs to one at a time', async () => {
    const [one, other] = [newJournal(), newJournal()];
    const record = projectRecord();
    await one.save(record);
    assert.equal(await one.claim(record.id), true);
    assert.equal(await other.claim(record.id), false);
    await assert.rejects(other.save({ ...record, createdAt: 5 }), { code: 'openElsewhere' });
    assert.notEqual(one.heads()[0]?.createdAt, 5);
    await one.close();
    assert.equal(await other.claim(record.id), true);
  });

  it('is claimed by one of many who ask at once', async () => {
    const record = projectRecord();
    const first = newJournal();
    await first.save(record);
    await first.close();
    const claims = await Promise.all(Array.from({ length: 20 }, () => newJournal().claim(record.id)));
    assert.equal(claims.filter(Boolean).length, 1);
  });

  /** Leaves a claim as a process would that had this id and died. */
  async function leaveClaim(id: string, owner: object, ageMs = 0): Promise<void> {
    await mkdir(temporary('journal', id), { recursive: true });
    const path = temporary('journal', id, 'claim');
    await writeFile(path, JSON.stringify(owner));
    const { utimes } = await import('node:fs/promises');
    const then = new Date(Date.now() - ageMs);
    await utimes(path, then, then);
  }

  it('falls to the next one where its owner has died, at once', async () => {
    const { hostname } = await import('node:os');
    const dead = { pid: 2 ** 22 + 1, host: hostname(), token: 'x' };
    await leaveClaim('p', dead);
    assert.equal(await newJournal().claim('p'), true);
    // Process ids come again: this process may have the id of the one that died.
    await leaveClaim('q', { ...dead, pid: process.pid });
    assert.equal(await newJournal().claim('q'), true);
  });

  it('falls to the next one where its owner has shown no sign of life while it was watched', async () => {
    const { hostname } = await import('node:os');
    const now = performance.now.bind(performance);
    for (const owner of [
      { pid: 1, host: 'another-computer', token: 'x' },
      { pid: process.ppid, host: hostname(), token: 'x' },
      'half a cl',
    ]) {
      const id = JSON.stringify(owner).replace(/\W/g, '');
      // How old it is says nothing: clocks differ, and computers sleep.
      await leaveClaim(id, owner as object, 3_600_000);
      assert.equal(await newJournal().claim(id), false, `${id} may be alive`);
      try {
        performance.now = () => now() + 14_000;
        assert.equal(await newJournal().claim(id), false, `${id} may be alive still`);
        performance.now = () => now() + 16_000;
        assert.equal(await newJournal().claim(id), true, `${id} is dead`);
      } finally {
        performance.now = now;
      }
    }
  });

  it('stays with an owner that shows itself now and then', async () => {
    const now = performance.now.bind(performance);
    const owner = { pid: 1, host: 'another-computer', token: 'x' };
    try {
      for (const ms of [0, 10_000, 20_000, 30_000]) {
        await leaveClaim('p', owner, 60_000 - ms);
        performance.now = () => now() + ms;
        assert.equal(await newJournal().claim('p'), false);
      }
    } finally {
      performance.now = now;
    }
  });

  it('is left as it is by one who only looks', async () => {
    const record = projectRecord();
    await newJournal().save(record);
    const before = (await stat(temporary('journal', record.id))).mtimeMs;
    for (let look = 0; look < 3; look++) assert.equal(await newJournal().claim(record.id), false);
    assert.equal((await stat(temporary('journal', record.id))).mtimeMs, before);
  });

  it('is nothing that can be written by one who lost it while asleep', async () => {
    const sleeper = newJournal();
    const record = projectRecord();
    await sleeper.save(record);
    await leaveClaim(record.id, { pid: 1, host: 'another-computer', token: 'y' });
    await assert.rejects(sleeper.save({ ...record, createdAt: 9 }), { code: 'openElsewhere' });
  });
});
