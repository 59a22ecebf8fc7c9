import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { loadImage } from '@napi-rs/canvas';
import { probe } from '../../src/engine/media/probe';
import { paths } from '../../src/wire/paths';
import { sample, useEngine, writeRecording } from './engine-process';

describe('a look at the timeline before it is rendered', function () {
  this.timeout(30_000);
  const engine = useEngine();

  it('gives the picture at a time, in the width that was asked for [wire: engine/frame]', async () => {
    const { wire } = engine;
    const { sessionId } = await wire.project(sample);
    const at = (t: number) => wire.get(`${paths.frame(sessionId)}?t=${t}&width=640`);
    const [silent, spoken] = [await at(2000), await at(3500)];
    assert.equal(spoken.headers.get('content-type'), 'image/png');
    const { width, height } = await loadImage(spoken.bytes);
    assert.deepEqual([width, height], [640, 360]);
    assert.notDeepEqual(silent.bytes, spoken.bytes);
    assert.equal((await at(1e9)).status, 200);
  });

  it('refuses a picture of no size, and says where there is nothing to see', async () => {
    const { wire, folder } = engine;
    const empty = await wire.session();
    assert.equal((await wire.get(paths.frame(empty))).status, 404);
    assert.equal((await wire.get(paths.sound(empty))).status, 404);
    const { sessionId } = await wire.project(await writeRecording(folder('a.wav')));
    for (const query of ['t=-1', 't=abc', 'width=0', 'width=1e9', 'width=12.5']) {
      assert.equal((await wire.get(`${paths.frame(sessionId)}?${query}`)).status, 400, query);
    }
  });

  it('gives the sound of an MP3 as it is', async () => {
    const { wire } = engine;
    const { sessionId } = await wire.project(sample);
    assert.deepEqual((await wire.get(paths.sound(sessionId))).bytes, await readFile(sample));
  });

  it('makes MP3 of any other sound, once, and serves it in ranges [wire: engine/sound]', async () => {
    const { wire, data, folder } = engine;
    const { sessionId } = await wire.project(await writeRecording(folder('a.wav'), { seconds: 3 }));
    const [first, second] = await Promise.all([
      wire.get(paths.sound(sessionId)),
      wire.get(paths.sound(sessionId)),
    ]);
    assert.deepEqual(first.bytes, second.bytes);
    await writeFile(folder('preview.mp3'), first.bytes);
    const { kind, durationMs, channels } = await probe(folder('preview.mp3'));
    assert.deepEqual([kind, channels], ['audio', 1]);
    assert.ok(Math.abs(durationMs - 3000) < 100, `${durationMs} ms`);
    const part = await wire.get(paths.sound(sessionId), { range: 'bytes=0-99' });
    assert.deepEqual([part.status, part.bytes.length], [206, 100]);
    const made = (await readdir(data, { recursive: true })).filter((name) => /\/preview\/./.test(name));
    assert.equal(made.length, 1);
  });
});
