import assert from 'node:assert/strict';
import { access, readdir, rm, writeFile } from 'node:fs/promises';
import type { EngineDraft } from '../../../src/engine/draft';
import { diskFull } from '../../../src/engine/media/errors';
import type { RenderJob } from '../../../src/engine/renders/job';
import { RenderQueue, type Renderer } from '../../../src/engine/renders/queue';
import { RenderRecords } from '../../../src/engine/renders/records';
import { useTemporaryFolder } from '../../temporary';

const draft: EngineDraft = { t: [], d: 1000, m: { title: 'A', width: 2, height: 2, fps: 30 } };
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));
const hour = 3600 * 1000;

/** Renders that a test lets go on by hand. */
function renderer() {
  const started: { id: string; finish: () => void; fail: (error: Error) => void }[] = [];
  const render: Renderer = ({ outputPath }, { signal, onProgress }) =>
    new Promise((resolve, reject) => {
      onProgress({ stage: 'encode', percent: 40, etaMs: 100 });
      const cancel = () => {
        reject(new DOMException('', 'AbortError'));
      };
      if (signal.aborted) cancel();
      signal.addEventListener('abort', cancel);
      started.push({
        id: outputPath,
        finish: () => {
          void writeFile(outputPath, 'video').then(() => {
            resolve({ bytes: 5 });
          });
        },
        fail: reject,
      });
    });
  return { render, started };
}

describe('the queue of renders', () => {
  const folder = useTemporaryFolder();
  let records: RenderRecords;
  let queue: RenderQueue;
  let work: ReturnType<typeof renderer>;
  beforeEach(() => {
    records = new RenderRecords(folder('data'));
    work = renderer();
    queue = new RenderQueue(records, work.render);
  });
  afterEach(() => queue.close());

  const submit = (id: string) =>
    queue.submit({ id, sessionId: 's', draft, quality: 'high', folder: folder('out'), fileName: 'a.mp4' });
  /** Waits for a state; what leads there is a few writes to the disk. */
  async function until(id: string, status: RenderJob['state']['status']): Promise<RenderJob> {
    for (let tries = 0; tries < 400; tries++) {
      const found = await queue.read(id);
      if (found?.job.state.status === status) return found.job;
      await pause();
    }
    throw new Error(`${id} never became ${status}.`);
  }

  /** Waits until so many renders were begun, and gives the last of them. */
  async function begun(count: number) {
    for (let tries = 0; work.started.length < count && tries < 400; tries++) await pause();
    const last = work.started[count - 1];
    assert.ok(last, `${work.started.length} renders began instead of ${count}.`);
    return last;
  }

  it('renders one at a time, in the order they came', async () => {
    await submit('a');
    await submit('b');
    const first = await begun(1);
    assert.deepEqual((await queue.read('a'))?.progress, { stage: 'encode', percent: 40, etaMs: 100 });
    assert.equal((await queue.read('b'))?.job.state.status, 'pending');
    assert.equal(work.started.length, 1);
    first.finish();
    const { outputPath } = await until('a', 'completed');
    await access(outputPath);
    await begun(2);
    assert.equal((await queue.read('b'))?.job.state.status, 'processing');
  });

  it('takes an id once', async () => {
    assert.ok(await submit('a'));
    assert.equal(await submit('a'), undefined);
  });

  it('says what failed: the sentence about a file, and no detail of ours', async () => {
    await submit('a');
    (await begun(1)).fail(diskFull('a.mp4'));
    const failed = await until('a', 'failed');
    assert.match(failed.state.status === 'failed' ? failed.state.message : '', /disk is full/);
    await submit('b');
    (await begun(2)).fail(new TypeError('x is not a function'));
    const broken = await until('b', 'failed');
    assert.doesNotMatch(broken.state.status === 'failed' ? broken.state.message : 'x is', /x is/);
    assert.deepEqual(await readdir(folder('out')), []);
  });

  it('cancels what runs and what waits, and forgets neither', async () => {
    await submit('a');
    await submit('b');
    await begun(1);
    const waiting = queue.cancel('b');
    assert.equal((await queue.cancel('a'))?.state.status, 'cancelled');
    assert.equal((await waiting)?.state.status, 'cancelled');
    assert.equal(work.started.length, 1);
    assert.equal(await queue.cancel('unknown'), undefined);
  });

  it('of an engine that is gone has failed; of one that lives is still under way', async () => {
    const job = async (id: string, ownerPid: number) => {
      const outputPath = folder('out', id, 'a.mp4');
      await records.write({
        version: 1,
        id,
        sessionId: 's',
        createdAt: Date.now(),
        ownerPid,
        outputPath,
        state: { status: 'processing' },
      });
      return (await queue.read(id))?.job.state.status;
    };
    assert.equal(await job('dead', 2 ** 22 + 1), 'failed');
    assert.equal(await job('alive', process.ppid), 'processing');
    assert.equal(await job('namesake', process.pid), 'failed');
  });

  it('whose file somebody removed has failed', async () => {
    await submit('a');
    (await begun(1)).finish();
    await until('a', 'completed');
    await rm(folder('out'), { recursive: true });
    await until('a', 'failed');
  });

  it('is swept: fetched files after ten minutes, others after a day, all trace after a week', async () => {
    for (const [index, id] of ['fetched', 'left'].entries()) {
      await submit(id);
      (await begun(index + 1)).finish();
      await until(id, 'completed');
    }
    await queue.wasDownloaded('fetched');
    const now = Date.now();
    await records.sweep(now + 0.1 * hour);
    assert.equal((await readdir(folder('out'))).length, 2);
    await records.sweep(now + hour);
    assert.equal((await records.read('fetched'))?.state.status, 'failed');
    assert.equal((await records.read('left'))?.state.status, 'completed');
    await records.sweep(now + 25 * hour);
    assert.deepEqual(await readdir(folder('out')), []);
    await records.sweep(now + 8 * 24 * hour);
    assert.equal(await records.read('left'), undefined);
  });

  it('keeps to its own names, whatever a client calls a job', async () => {
    const id = '../../evil/\u0000/render';
    await submit(id);
    (await begun(1)).finish();
    const { outputPath } = await until(id, 'completed');
    assert.match(outputPath.slice(folder('out').length), /^.[0-9a-f]{32}.a\.mp4$/);
  });
});
