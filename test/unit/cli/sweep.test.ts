import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { sweep } from '../../../src/cli/sweep';
import { partialPath } from '../../../src/studio/exporting/output';
import { Journal } from '../../../src/studio/journal/journal';
import { job, projectRecord } from '../../builders';
import { useTemporaryFolder } from '../../temporary';

describe('what runs of long ago have left', () => {
  const temporary = useTemporaryFolder();
  const day = 24 * 60 * 60_000;
  const now = Date.UTC(2030, 0, 1);

  it('is forgotten after 30 days with its parts of videos, but not what another process works on', async () => {
    const paused = job({
      outputPath: temporary('a.mp4'),
      state: { status: 'paused', message: '', actions: [] },
    });
    const part = partialPath(paused.outputPath, paused.id);
    await writeFile(part, 'part');
    const old = projectRecord({ createdAt: now - 31 * day, jobs: [paused] });
    const fresh = projectRecord({ createdAt: now - 29 * day });
    const [first, other] = [new Journal(temporary('journal')), new Journal(temporary('journal'))];
    await first.save(old);
    await first.save(fresh);
    await sweep(other, now);
    assert.equal(other.heads().length, 2);
    assert.ok(existsSync(part));

    await first.close();
    await sweep(other, now);
    assert.deepEqual(
      other.heads().map(({ id }) => id),
      [fresh.id],
    );
    assert.ok(!existsSync(part));
    await other.close();
  });

  it('stays where it cannot be removed, and stops nothing', async () => {
    const odd = job({ outputPath: temporary('b.mp4') });
    // A folder, which is not removed like a file.
    await mkdir(partialPath(odd.outputPath, odd.id));
    const journal = new Journal(temporary('journal'));
    await journal.save(projectRecord({ createdAt: 0, jobs: [odd] }));
    await sweep(journal, now);
    assert.equal(journal.heads().length, 1);
    await journal.close();
  });
});
