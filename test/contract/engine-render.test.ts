import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { writeFile } from 'node:fs/promises';
import { probe } from '../../src/engine/media/probe';
import { renderStatusBodySchema } from '../../src/wire/render';
import { paths } from '../../src/wire/paths';
import { isOver, sample, useEngine, writeRecording } from './engine-process';

describe('a render job of the engine', function () {
  this.timeout(60_000);
  const engine = useEngine();

  it('goes from pending to a file that can be fetched, whole and in ranges [wire: files/output]', async () => {
    const { wire, folder } = engine;
    const { sessionId, draft } = await wire.project(await writeRecording(folder('a.wav'), { seconds: 2 }));
    const submitted = await wire.submit('render_1', sessionId, draft);
    assert.equal(submitted.json.success, true);
    assert.equal(renderStatusBodySchema.parse(submitted.json.data).status, 'pending');
    const job = renderStatusBodySchema.parse(await wire.poll('render_1', isOver));
    assert.deepEqual([job.status, job.percent], ['completed', 100]);
    assert.equal(new URL(job.outputUrl ?? '').origin, wire.engine.baseUrl);

    const whole = await wire.get(job.outputUrl ?? '');
    assert.equal(whole.status, 200);
    assert.equal(whole.bytes.length, job.outputBytes);
    assert.equal(whole.headers.get('content-length'), String(job.outputBytes));
    const etag = whole.headers.get('etag') ?? '';
    const rest = await wire.get(paths.renderDownload('render_1'), { range: 'bytes=1000-', 'if-range': etag });
    assert.equal(rest.status, 206);
    assert.equal(
      rest.headers.get('content-range'),
      `bytes 1000-${whole.bytes.length - 1}/${whole.bytes.length}`,
    );
    assert.deepEqual(rest.bytes, whole.bytes.subarray(1000));
    const other = await wire.get(paths.renderDownload('render_1'), {
      range: 'bytes=1000-',
      'if-range': '"other"',
    });
    assert.deepEqual([other.status, other.bytes.length], [200, whole.bytes.length]);
    const last = await wire.get(paths.renderDownload('render_1'), { range: 'bytes=-10' });
    assert.deepEqual(last.bytes, whole.bytes.subarray(-10));
    assert.equal(
      (await wire.get(paths.renderDownload('render_1'), { range: 'bytes=999999999-' })).status,
      416,
    );

    await writeFile(folder('out.mp4'), whole.bytes);
    const { width, height, fps, durationMs } = await probe(folder('out.mp4'));
    assert.deepEqual([width, height, fps], [1920, 1080, 30]);
    assert.ok(Math.abs(durationMs - 2000) <= 34, `${durationMs} ms`);
  });

  it('tells its stage, never falls back, and is cancelled with nothing left [wire: engine/progress]', async () => {
    const { wire } = engine;
    const { sessionId, draft } = await wire.project(sample);
    await wire.submit('render_long', sessionId, draft);
    const early = await wire.poll('render_long', (job) => job.stage !== undefined);
    const later = await wire.poll('render_long', (job) => job.progress > early.progress);
    assert.equal(later.status, 'processing');
    const cancelled = await wire.post(paths.renderCancel('render_long'));
    assert.deepEqual([cancelled.status, cancelled.json.success], [200, true]);
    assert.equal((await wire.poll('render_long', () => true)).status, 'cancelled');
    assert.deepEqual(await rendered(), []);
    assert.equal((await wire.get(paths.renderDownload('render_long'))).status, 409);
  });

  it('waits for the one before it, and can be cancelled while it waits', async () => {
    const { wire, folder } = engine;
    const long = await wire.project(sample);
    const short = await wire.project(await writeRecording(folder('a.wav')));
    await wire.submit('first', long.sessionId, long.draft);
    await wire.submit('second', short.sessionId, short.draft);
    await wire.submit('third', short.sessionId, short.draft);
    await wire.poll('first', (job) => job.status === 'processing');
    assert.equal((await wire.poll('second', () => true)).status, 'pending');
    const cancelling = wire.post(paths.renderCancel('second'));
    await wire.post(paths.renderCancel('first'));
    await cancelling;
    assert.equal((await wire.poll('second', () => true)).status, 'cancelled');
    assert.equal((await wire.poll('third', isOver)).status, 'completed');
  });

  it('keeps its id for itself, and needs a session and a draft of this engine', async () => {
    const { wire, folder } = engine;
    const { sessionId, draft } = await wire.project(await writeRecording(folder('a.wav')));
    await wire.submit('same', sessionId, draft);
    const again = await wire.submit('same', sessionId, draft);
    assert.deepEqual([again.status, again.json.success], [409, false]);
    assert.match(again.json.error, /exists already/);
    const foreign = await wire.submit('foreign', sessionId, { t: [{ tt: 0, sg: [{ asset: 1 }] }] });
    assert.equal(foreign.status, 400);
    const lost = await wire.submit('lost', crypto.randomUUID(), draft);
    assert.deepEqual([lost.status, lost.json.code], [404, 1002]);
    assert.equal((await wire.get(paths.renderJob('nobody'))).status, 404);
    await wire.poll('same', isOver);
  });

  it('whose recording has gone fails with the sentence about it', async () => {
    const { wire, folder } = engine;
    const { sessionId, draft } = await wire.project(await writeRecording(folder('a.wav')));
    const text = JSON.stringify(draft).replaceAll('a.wav', 'gone.wav');
    await wire.submit('gone', sessionId, JSON.parse(text));
    const job = await wire.poll('gone', isOver);
    assert.equal(job.status, 'failed');
    assert.match(job.error, /“gone\.wav” is not there any more/);
    assert.deepEqual(await rendered(), []);
  });

  /** What lies in the folders for renders. */
  async function rendered(): Promise<string[]> {
    const all = await readdir(engine.data, { recursive: true });
    return all.filter((name) => /projects\/[^/]+\/renders\/./.test(name));
  }
});
