import assert from 'node:assert/strict';
import { copyFile, mkdir, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { launchEngine, type RunningEngine } from '../../src/engine/launch';
import { probe } from '../../src/engine/media/probe';
import { defaultWebUrl } from '../../src/nemo/addresses';
import { NemoClient } from '../../src/nemo/client';
import { givenToken } from '../../src/nemo/token';
import { Connections } from '../../src/studio/backend';
import { isWholeMp4 } from '../../src/studio/exporting/container';
import type { Job } from '../../src/studio/jobs';
import { Journal } from '../../src/studio/journal/journal';
import { defaultRequest, Studio } from '../../src/studio/studio';
import { attribution, wav } from '../builders';
import { useTemporaryFolder } from '../temporary';
import { engineFile, fontsFolder, sample } from './engine-process';

describe('a studio and the engine of this computer', function () {
  this.timeout(60_000);
  const temporary = useTemporaryFolder();
  let studio: Studio;
  let connections: Connections;
  let engines: RunningEngine[];

  beforeEach(async () => {
    engines = [];
    await mkdir(temporary('shows'));
    connections = new Connections({
      async open() {
        const engine = await launchEngine({
          engineFile,
          fontsFolder,
          dataFolder: temporary('engine'),
          locale: 'en',
        });
        engines.push(engine);
        const tokens = givenToken(engine.token);
        return {
          client: new NemoClient({ baseUrl: engine.baseUrl, webUrl: defaultWebUrl, attribution, tokens }),
          ended: engine.exited,
        };
      },
    });
    studio = new Studio({
      journal: new Journal(temporary('journal')),
      connections,
      language: 'en',
      outputFolder: () => '',
      logError: () => undefined,
    });
  });
  afterEach(async () => {
    await studio.dispose();
    await Promise.all(engines.map((engine) => engine.stop()));
  });

  async function recording(name = 'episode.wav', content: Buffer | string = wav(3)): Promise<string> {
    await writeFile(temporary('shows', name), content);
    return temporary('shows', name);
  }
  async function convert(...files: string[]): Promise<Job | undefined> {
    const [made] = studio.create(files, 'local');
    return await made?.project.convert({ request: defaultRequest(), extras: made.extras });
  }
  const files = async () => (await readdir(temporary('shows'))).toSorted();
  const project = () => {
    const current = studio.current.value;
    assert.ok(current);
    return current;
  };
  const errorsOf = () =>
    project().state.value.record.items.flatMap((item) =>
      item.kind === 'notice' && item.level === 'error' ? item.text : [],
    );
  const messageOf = (job: Job | undefined) =>
    job?.state.status === 'failed' ? job.state.message : errorsOf().at(-1);

  it('turn a recording with its transcript into the video beside it', async () => {
    const path = await recording();
    await writeFile(temporary('shows', 'episode.srt'), '1\n00:00:00,500 --> 00:00:02,000\nHello there.\n');
    const job = await convert(path);
    assert.equal(messageOf(job), undefined);
    assert.equal(job?.outputPath, temporary('shows', 'episode.mp4'));
    assert.deepEqual(await files(), ['episode.mp4', 'episode.srt', 'episode.wav']);
    assert.ok(await isWholeMp4(job.outputPath));
    const { width, height, fps, durationMs } = await probe(job.outputPath);
    assert.deepEqual([width, height, fps], [1920, 1080, 30]);
    assert.ok(Math.abs(durationMs - 3000) <= 34, `${durationMs} ms`);
    const texts = project().state.value.timeline?.tracks.flatMap(({ segments }) =>
      segments.map(({ text }) => text),
    );
    assert.ok(texts?.includes('Hello there.'), 'the captions stand on the timeline');
    assert.ok((await readFile(path)).equals(wav(3)), 'the recording is as it was');
  });

  it('speak the whole wire to each other', async () => {
    const { client, capabilities } = await connections.get('local');
    assert.deepEqual([capabilities.localFiles, capabilities.pollMs], [true, 1000]);
    const session = await client.createSession('en');
    const path = await recording();
    const upload = await client.uploadByReference(session.session_id, { source_type: 'path', paths: [path] });
    assert.equal(upload.files[0]?.filename, 'episode.wav');
    assert.ok((await client.credits()).available >= 0);
    let text = '';
    for await (const event of client.say(session.session_id, defaultRequest())) {
      assert.notEqual(event.type, 'failed');
      if (event.type === 'text') text = event.text;
    }
    assert.notEqual(text, '');
    const { draftText = '', state } = await client.state(session.session_id);
    assert.deepEqual(JSON.parse(draftText), state.state.draft);
    assert.equal((await client.render('render_wire', session.session_id, draftText)).status, 'pending');
    await client.cancelRender('render_wire');
    await assert.rejects(client.render('render_wire', session.session_id, draftText), { status: 409 });
    await assert.rejects(client.state('nobody'), { code: 'sessionNotFound' });
    await assert.rejects(client.renderStatus('nobody'), { status: 404 });
  });

  it('change a video on request, and say what changed', async () => {
    await convert(await recording());
    await project().say('make it vertical');
    const { timeline, record } = project().state.value;
    assert.deepEqual([timeline?.width, timeline?.height], [1080, 1920]);
    assert.equal(record.items.findLast((item) => item.kind === 'user')?.status, 'sent');
    const job = await project().export();
    assert.equal(job?.outputPath, temporary('shows', 'episode (2).mp4'));
    const { width, height } = await probe(job.outputPath);
    assert.deepEqual([width, height], [1080, 1920]);
  });

  it('stop together, and leave nothing', async () => {
    await copyFile(sample, temporary('shows', 'long.mp3'));
    const converted = convert(temporary('shows', 'long.mp3'));
    while (project().state.value.record.jobs[0]?.state.status !== 'rendering') await sleep(20);
    await project().cancelAll();
    assert.equal((await converted)?.state.status, 'cancelled');
    assert.deepEqual(await files(), ['long.mp3']);
  });

  it('come to the video though the engine dies on the way', async () => {
    const converted = convert(await recording('long.wav', wav(6)));
    const isEncoding = () => {
      const state = project().state.value.record.jobs[0]?.state;
      return state?.status === 'rendering' && state.stage === 'encode';
    };
    while (!isEncoding()) await sleep(20);
    process.kill(engines[0]?.pid ?? 0, 'SIGKILL');
    const job = await converted;
    assert.equal(messageOf(job), undefined);
    assert.equal(engines.length, 2);
    assert.deepEqual(await files(), ['long.mp4', 'long.wav']);
  });

  describe('say in one sentence what is wrong with', () => {
    const sample3 = wav(3);
    const table: readonly (readonly [string, () => Promise<string>, RegExp])[] = [
      [
        'text under an audio name',
        () => recording('a.mp3', 'this is no sound at all '.repeat(100)),
        /“a\.mp3”/,
      ],
      ['a page under an audio name', () => recording('b.m4a', '<html><body>404</body></html>'), /“b\.m4a”/],
      ['zeros under an audio name', () => recording('c.wav', Buffer.alloc(100_000)), /“c\.wav”/],
      ['an empty file', () => recording('d.mp3', ''), /^d\.mp3 is empty\./],
      ['a recording of no length', () => recording('e.wav', wav(0)), /“e\.wav”/],
      ['a header without its sound', () => recording('f.wav', sample3.subarray(0, 44)), /“f\.wav”/],
      ['a picture under an audio name', async () => await pictureAs('g.mp3'), /^g\.mp3 has no sound\./],
      [
        'a file that is gone',
        () => Promise.resolve(temporary('shows', 'h.mp3')),
        /^h\.mp3 is not there any more\./,
      ],
      ['a file of another type', () => recording('i.txt', 'notes'), /^i\.txt is not of a type/],
      ['a folder', async () => await folderAs('j.mp3'), /^j\.mp3 is a folder\./],
      ['a huge file without sound', async () => await hugeAs('k.wav'), /“k\.wav”/],
    ];

    async function pictureAs(name: string) {
      await copyFile('media/icon.png', temporary('shows', name));
      return temporary('shows', name);
    }
    async function folderAs(name: string) {
      await mkdir(temporary('shows', name));
      return temporary('shows', name);
    }
    async function hugeAs(name: string) {
      const handle = await open(temporary('shows', name), 'w');
      await handle.truncate(500 * 1024 * 1024 + 1);
      await handle.close();
      return temporary('shows', name);
    }

    it('each bad recording, and leave nothing behind', async () => {
      for (const [name, make, sentence] of table) {
        const path = await make();
        const before = await files();
        const message = messageOf(await convert(path)) ?? '';
        assert.match(message, sentence, name);
        assert.match(message, /^\S[^\n{}<>]{20,300}[.!]$/u, `${name}: ${message}`);
        assert.deepEqual(await files(), before, name);
      }
    });

    it('an MP3 that is cut off: nothing, it lasts as long as it lasts', async () => {
      await copyFile(sample, temporary('shows', 'cut.mp3'));
      await truncate(temporary('shows', 'cut.mp3'), 150_000);
      const job = await convert(temporary('shows', 'cut.mp3'));
      assert.equal(messageOf(job), undefined);
      const { durationMs } = await probe(job?.outputPath ?? '');
      assert.ok(durationMs > 500 && durationMs < 30_000, `${durationMs} ms`);
    });

    it('a recording that vanishes before it is rendered', async () => {
      const path = await recording();
      await convert(path);
      await rm(path);
      const message = messageOf(await project().export());
      assert.match(message ?? '', /^“episode\.wav” is not there any more\./);
      assert.deepEqual(await files(), ['episode.mp4']);
    });
  });
});
