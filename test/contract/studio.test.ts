import assert from 'node:assert/strict';
import { cp, mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { defaultWebUrl } from '../../src/nemo/addresses';
import { Connections } from '../../src/studio/backend';
import { diskFull, sentenceFor } from '../../src/studio/errors';
import type { Job } from '../../src/studio/jobs';
import { Journal } from '../../src/studio/journal/journal';
import type { Project } from '../../src/studio/project';
import { defaultRequest, Studio } from '../../src/studio/studio';
import { mp4 } from '../builders';
import { useTemporaryFolder } from '../temporary';
import { clientOf, useCloud } from './cloud';
import { binary, cutOff, empty, html, json, refuse } from './server/answers';

describe('a studio at the cloud', () => {
  let studio: Studio;
  // Before the folder and the cloud go: hooks run in the order in which they were made.
  afterEach(() => studio.dispose());
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  beforeEach(async () => {
    cloud().pollMs = 10;
    await mkdir(temporary('shows'));
    studio = newStudio();
  });

  const newStudio = (outputFolder = '') =>
    new Studio({
      journal: new Journal(temporary('journal')),
      connections: new Connections({
        open: () => Promise.resolve({ client: clientOf(cloud()), ended: new Promise(() => undefined) }),
      }),
      language: 'en',
      outputFolder: () => outputFolder,
      logError: () => undefined,
    });

  async function recording(name = 'episode.mp3', content = 'sound'): Promise<string> {
    const path = temporary('shows', name);
    await writeFile(path, content);
    return path;
  }
  async function convert(path: string, outputPath?: string): Promise<Job | undefined> {
    const [made] = studio.create([path], 'cloud');
    return await made?.project.convert({ request: defaultRequest(), extras: made.extras, outputPath });
  }
  const files = async (folder = 'shows') => (await readdir(temporary(folder))).toSorted();
  const lastNotice = (project: Project | undefined) =>
    project?.state.value.record.items.findLast((item) => item.kind === 'notice');
  const messageOf = (job: Job | undefined) =>
    job?.state.status === 'failed' ? job.state.message : undefined;

  it('turns a recording into the video beside it', async () => {
    const job = await convert(await recording());
    assert.equal(job?.state.status, 'done');
    assert.deepEqual(await files(), ['episode.mp3', 'episode.mp4']);
    assert.ok((await readFile(temporary('shows', 'episode.mp4'))).equals(cloud().video));
    assert.deepEqual(
      cloud().requests.map(({ endpoint }) => endpoint),
      [
        'anonymousToken',
        'capabilities',
        'session',
        'upload',
        'message',
        'state',
        'state',
        'render',
        'renderStatus',
        'cdn',
      ],
    );
  });

  it('takes names of every kind', async () => {
    const names = [
      'with space',
      "it's",
      '100% real',
      '第一集',
      '🎙️ episode 👩‍🚀',
      `${'長'.repeat(80)}…`,
      'a.b.c',
    ];
    for (const name of names) {
      const job = await convert(await recording(`${name}.mp3`));
      assert.equal(job?.outputPath, temporary('shows', `${name}.mp4`));
    }
    assert.equal((await files()).length, 2 * names.length);
  });

  it('never writes over a file', async () => {
    await writeFile(temporary('shows', 'episode.mp4'), 'mine');
    const job = await convert(await recording());
    assert.equal(job?.outputPath, temporary('shows', 'episode (2).mp4'));
    assert.equal(await readFile(temporary('shows', 'episode.mp4'), 'utf8'), 'mine');
  });

  it('puts videos into the folder of choice', async () => {
    await mkdir(temporary('videos'));
    await studio.dispose();
    studio = newStudio(temporary('videos'));
    await convert(await recording());
    assert.deepEqual(await files('videos'), ['episode.mp4']);
    assert.deepEqual(await files(), ['episode.mp3']);
  });

  it('makes one project of each recording, with the pictures for all of them', async () => {
    const [a, b, cover] = await Promise.all([recording('a.mp3'), recording('b.wav'), recording('cover.png')]);
    const made = studio.create([a, cover, b], 'cloud');
    assert.deepEqual(
      made.map(({ project, extras }) => [project.title, extras]),
      [
        ['a.mp3', [cover]],
        ['b.wav', [cover]],
      ],
    );
    for (const { project, extras } of made) await project.convert({ request: 'go', extras });
    const names = cloud()
      .to('upload')
      .map((upload) => upload.files[0]?.name);
    assert.deepEqual(names, ['cover.png', 'a.mp3', 'cover.png', 'b.wav'], 'the picture before the recording');
    assert.equal(
      new Set(
        cloud()
          .to('upload')
          .map(({ path }) => path),
      ).size,
      2,
      'a session each',
    );
    assert.throws(() => studio.create([cover], 'cloud'), { code: 'noSound' });
  });

  it('looks at every file before a byte of the first is sent [wire: files/checked-first]', async () => {
    const path = await recording();
    const [made] = studio.create([path, temporary('shows', 'gone.png')], 'cloud');
    assert.equal(await made?.project.convert({ request: 'go', extras: made.extras }), undefined);
    assert.equal(cloud().to('upload').length, 0);
  });

  it('says what is wrong with each bad file, and leaves nothing [wire: files/types, files/size]', async () => {
    await mkdir(temporary('shows', 'folder.mp3'));
    await writeFile(temporary('shows', 'empty.mp3'), '');
    await writeFile(temporary('shows', 'notes.txt'), 'x');
    const handle = await open(temporary('shows', 'huge.wav'), 'w');
    await handle.truncate(500 * 1024 * 1024 + 1);
    await handle.close();
    const before = await files();
    for (const [name, sentence] of [
      ['folder.mp3', /^folder\.mp3 is a folder\./],
      ['empty.mp3', /^empty\.mp3 is empty\./],
      ['gone.mp3', /^gone\.mp3 is not there any more\./],
      ['notes.txt', /^notes\.txt is not of a type that can be used\./],
      ['huge.wav', /^huge\.wav has 501 MB; at most 500 MB can be uploaded\./],
    ] as const) {
      assert.equal(await convert(temporary('shows', name)), undefined);
      const notice = lastNotice(studio.current.value);
      assert.match(notice?.text ?? '', sentence);
      assert.ok(notice && notice.actions.length > 0, 'with something to do about it');
    }
    assert.deepEqual(await files(), before);
    assert.equal(cloud().to('upload').length, 0);
  });

  it('fetches the video from the service where its own address fails [wire: endpoints/render-download]', async () => {
    const half = binary(mp4(50_000).subarray(0, 20_000));
    for (const failure of [empty(403), html(200), half]) {
      cloud().script('cdn', failure);
      assert.equal((await convert(await recording()))?.state.status, 'done');
    }
    assert.equal(cloud().to('renderDownload').length, 3);
  });

  it('goes on with a video whose way breaks off, from where it was', async () => {
    cloud().script('cdn', cutOff(cloud().video, 500), cutOff(cloud().video, 900));
    const job = await convert(await recording());
    assert.equal(job?.state.status, 'done');
    assert.ok((await readFile(job.outputPath)).equals(cloud().video));
    assert.equal(cloud().to('renderDownload').length, 0);
  });

  it('says that a video cannot be fetched for now, and leaves nothing where nothing came in', async () => {
    cloud().always('cdn', empty(403));
    cloud().always('renderDownload', empty(403));
    const job = await convert(await recording());
    assert.deepEqual(job?.state, {
      status: 'paused',
      message:
        'The finished video could not be fetched completely. What came is kept: go on when the connection is better.',
      actions: [],
    });
    assert.deepEqual(await files(), ['episode.mp3']);
  });

  it('takes no half video for a whole one', async () => {
    const half = binary(mp4(50_000).subarray(0, 20_000));
    cloud().always('cdn', half);
    cloud().always('renderDownload', half);
    assert.equal(
      messageOf(await convert(await recording())),
      'What came back is not a playable video. Export it again.',
    );
    assert.deepEqual(await files(), ['episode.mp3']);
  });

  it('explains an export that the plan refuses, and offers this computer for it [wire: account/scope-refused, codes/402]', async () => {
    cloud().script('message', refuse(2001));
    assert.equal(await convert(await recording()), undefined);
    const notice = lastNotice(studio.current.value);
    assert.match(notice?.text ?? '', /^The credits are used up\./);
    const [again, ...others] = notice?.actions ?? [];
    assert.equal(again?.do, 'retry');
    assert.deepEqual(others, [
      { do: 'openLink', to: 'registration', url: `${defaultWebUrl}/register?bind=anon_1` },
      { do: 'renderLocally' },
    ]);
    cloud().script('render', json({ detail: 'scope render missing' }, 403));
    assert.match(
      messageOf(await convert(await recording())) ?? '',
      /^The plan of this account does not include export/,
    );
  });

  it('tries a failed render once more under another id, and not a third time [wire: poll/failed-id]', async () => {
    // The reason is for people and may be in any language: it decides nothing.
    const failed = json({ id: 'x', status: 'failed', error: '渲染在完成前被中断。' });
    cloud().script('renderStatus', failed, failed, failed);
    assert.equal((await convert(await recording()))?.state.status, 'failed');
    const ids = cloud()
      .to('render')
      .map(({ body }) => (JSON.parse(body) as { id: string }).id);
    assert.equal(ids.length, 2);
    assert.equal(new Set(ids).size, 2);
    assert.deepEqual(await files(), ['episode.mp3']);
  });

  it('cancels at the service, and leaves nothing [wire: endpoints/render-cancel]', async () => {
    cloud().pollsUntilDone = 1e9;
    const converted = convert(await recording());
    while (cloud().to('renderStatus').length < 3) await sleep(5);
    await studio.current.value?.cancelAll();
    assert.equal((await converted)?.state.status, 'cancelled');
    assert.equal(cloud().to('renderCancel').length, 1);
    assert.deepEqual(await files(), ['episode.mp3']);
  });

  it('sends no message that still waits when it is closed', async () => {
    await convert(await recording());
    const project = studio.current.value;
    cloud().always('message', () => undefined);
    const said = ['one', 'two'].map((text) => project?.say(text));
    while (cloud().to('message').length < 2) await sleep(5);
    await studio.dispose();
    await Promise.all(said);
    assert.equal(cloud().to('message').length, 2, 'the conversion, and the first of the two');
  });

  it('goes on in another window where this one died', async () => {
    cloud().pollsUntilDone = 1e9;
    void convert(await recording());
    while (cloud().to('renderStatus').length < 2) await sleep(5);
    // What the journal holds now is what is left of a window that dies now.
    await cp(temporary('journal'), temporary('left'), { recursive: true });
    await studio.current.value?.cancelAll();
    await studio.dispose();
    await rm(temporary('journal'), { recursive: true });
    await rename(temporary('left'), temporary('journal'));
    for (const render of cloud().renders.values()) render.cancelled = false;
    cloud().pollsUntilDone = 0;

    studio = newStudio();
    await studio.restore();
    const job = () => studio.current.value?.state.value.record.jobs[0];
    while (job()?.state.status !== 'done') await sleep(5);
    assert.deepEqual(await files(), ['episode.mp3', 'episode.mp4']);
    assert.equal(cloud().to('render').length, 1, 'nothing was rendered twice');
    assert.equal(studio.projects.value.length, 1);
    await studio.restore();
    assert.equal(studio.projects.value.length, 1, 'and nothing is there twice');
  });

  describe('with trouble on the disk', () => {
    it('says before any work that a folder is not there', async () => {
      const job = await convert(await recording(), temporary('nowhere', 'x.mp4'));
      assert.equal(messageOf(job), 'The folder nowhere does not exist. Choose another place for the video.');
      assert.equal(cloud().to('render').length, 0);
    });

    it('says that a folder went away while the video was made', async () => {
      await mkdir(temporary('videos'));
      cloud().script('renderStatus', async (exchange) => {
        await rm(temporary('videos'), { recursive: true });
        await json({ id: exchange.id, status: 'completed', output: { url: `${cloud().cdnUrl}/x.mp4` } })(
          exchange,
        );
      });
      const job = await convert(await recording(), temporary('videos', 'x.mp4'));
      assert.equal(messageOf(job), 'The folder videos does not exist. Choose another place for the video.');
    });

    it('says that nothing may be written', async () => {
      // A file system that is closed to everybody, root too.
      const folder = '/proc/self';
      const job = await convert(await recording(), join(folder, 'x.mp4'));
      assert.match(
        messageOf(job) ?? '',
        /^(?:The folder self does not exist|Nothing may be written into the folder self)/,
      );
    });

    it('says that a disk is full', async () => {
      const full = await open('/dev/full', 'w');
      const error: unknown = await full.writeFile('x').catch((reason: unknown) => reason);
      await full.close();
      assert.equal(sentenceFor(error), diskFull().message);
    });
  });
});
