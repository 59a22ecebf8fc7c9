import assert from 'node:assert/strict';
import { mkdir, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { Journal } from '../../../src/studio/journal';
import { cityDraft, job, projectRecord, userItem } from '../../builders';
import { useTemporaryFolder } from '../../temporary';

describe('the journal', () => {
  const temporary = useTemporaryFolder();
  let journal: Journal;
  beforeEach(() => (journal = new Journal(temporary('journal'))));

  it('gives back what was written, the newest first', async () => {
    const old = projectRecord({ createdAt: 1 });
    const full = projectRecord({
      createdAt: 2,
      session: { session_id: '90071992547409931', task_id: '2' },
      uploaded: ['/a b/第一集.mp3'],
      items: [userItem('make it blue')],
      jobs: [job({ state: { status: 'rendering', percent: 40, stage: 'encode', etaMs: 5 } })],
      draft: { ...cityDraft(), extra: { kept: [1, null] } },
    });
    await Promise.all([journal.save(old), journal.save(full)]);
    assert.deepEqual(await new Journal(temporary('journal')).load(), [full, old]);
  });

  it('holds nothing before anything was written', async () => {
    assert.deepEqual(await journal.load(), []);
  });

  it('passes over damaged files and those of others, and leaves them where they are', async () => {
    await mkdir(temporary('journal'));
    const whole = projectRecord();
    await journal.save(whole);
    const text = JSON.stringify(projectRecord());
    await writeFile(temporary('journal', 'half.json'), text.slice(0, text.length / 2));
    await writeFile(temporary('journal', 'empty.json'), '');
    await writeFile(
      temporary('journal', 'later.json'),
      JSON.stringify({ ...whole, items: [{ kind: 'hologram' }] }),
    );
    await writeFile(temporary('journal', `.${whole.id}.x.tmp`), 'half');
    await mkdir(temporary('journal', 'folder.json'));
    assert.deepEqual(await journal.load(), [whole]);
    assert.equal((await readdir(temporary('journal'))).length, 6);
  });

  it('keeps the order of writes', async () => {
    const record = projectRecord();
    const writes = Array.from({ length: 30 }, (_, n) => journal.save({ ...record, createdAt: n }));
    await Promise.all(writes);
    assert.equal((await journal.load())[0]?.createdAt, 29);
  });

  it('shows a whole file at every moment of a write', async () => {
    const record = projectRecord({ items: Array.from({ length: 300 }, (_, n) => userItem(`message ${n}`)) });
    await journal.save(record);
    let isWriting = true;
    const writing = Promise.all(Array.from({ length: 15 }, () => journal.save(record))).then(
      () => (isWriting = false),
    );
    let reads = 0;
    while (isWriting) {
      const text = await readFile(temporary('journal', `${record.id}.json`), 'utf8');
      assert.equal((JSON.parse(text) as { items: unknown[] }).items.length, 300);
      reads++;
    }
    await writing;
    assert.ok(reads > 0);
  });

  it('leaves no temporary file, and is closed to others', async () => {
    const record = projectRecord();
    await journal.save(record);
    await journal.settled();
    assert.deepEqual(await readdir(temporary('journal')), [`${record.id}.json`]);
    if (process.platform !== 'win32')
      assert.equal((await stat(temporary('journal', `${record.id}.json`))).mode & 0o077, 0);
  });

  it('fails one write without spoiling the next', async () => {
    await writeFile(temporary('journal'), 'in the way');
    const record = projectRecord();
    const failing = journal.save(record);
    await assert.rejects(failing);
    const elsewhere = new Journal(temporary('other'));
    await elsewhere.save(record);
    assert.equal((await elsewhere.load()).length, 1);
    await journal.settled();
  });
});
