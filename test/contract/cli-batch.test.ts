import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { mp4 } from '../builders';
import { processesOf, reports, run, start, type Ended } from './cli-process';
import { useShows } from './use-shows';
import { oddDraft } from './server/cloud';
import { inParallel } from './faulty/convert';
import { empty, json, refuse, silence } from './server/answers';
import { asEver } from './server/defaults';
import type { Endpoint, Handler } from './server/exchange';
import { cutAfter } from './server/faults';

describe('the program with several recordings at the cloud', function () {
  this.timeout(30_000);
  const { cloud, temporary } = useShows();

  const options = () => ({
    cwd: temporary('shows'),
    home: temporary('home'),
    env: { NEMO_API_URL: cloud().baseUrl },
  });
  const command = (...args: string[]) => ['convert', '--backend', 'cloud', '--json', ...args];
  const convert = (...args: string[]) => run(command(...args), options());
  const files = async (folder = 'shows') => (await readdir(temporary(folder))).toSorted();
  const remembered = () => readdir(temporary('home', 'journal'));
  const count = (endpoint: Endpoint) => cloud().to(endpoint).length;

  async function recordings(...names: string[]): Promise<string[]> {
    for (const name of names) await writeFile(temporary('shows', name), `sound of ${name}`);
    return names;
  }
  const four = () => recordings('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3');
  const fourWithVideos = ['a.mp3', 'a.mp4', 'b.mp3', 'b.mp4', 'c.mp3', 'c.mp4', 'd.mp3', 'd.mp4'];
  const events = ({ out }: Ended, name: string) => reports(out).filter(({ event }) => event === name);
  const namesOf = (ended: Ended, name: string) =>
    events(ended, name)
      .map(({ file }) => String(file))
      .toSorted();
  const summary = (ended: Ended) => events(ended, 'summary')[0];

  it('converts at most three at a time, and three where there are as many', async () => {
    const most: Record<string, number> = {};
    const under: Record<string, number> = { upload: 0, message: 0 };
    const counted =
      (endpoint: Endpoint): Handler =>
      async (exchange) => {
        const open = (under[endpoint] = (under[endpoint] ?? 0) + 1);
        most[endpoint] = Math.max(most[endpoint] ?? 0, open);
        most.all = Math.max(
          most.all ?? 0,
          Object.values(under).reduce((sum, one) => sum + one, 0),
        );
        await sleep(150);
        await asEver(exchange);
        under[endpoint] = (under[endpoint] ?? 0) - 1;
      };
    cloud().always('upload', counted('upload'));
    cloud().always('message', counted('message'));
    cloud().pollsUntilDone = 3;
    const names = await recordings(...[1, 2, 3, 4, 5, 6, 7].map((number) => `${number}.mp3`));
    const ended = await convert(...names);
    assert.equal(ended.code, 0, ended.out);
    assert.deepEqual(most, { upload: 3, message: 3, all: 3 });
    assert.deepEqual(namesOf(ended, 'done'), names);
    assert.deepEqual(summary(ended), { event: 'summary', done: 7, failed: 0, cancelled: 0 });
    assert.deepEqual([count('anonymousToken'), count('capabilities'), count('session')], [1, 1, 7]);
    assert.equal((await files()).length, 14);
    assert.deepEqual(await remembered(), []);
  });

  it('gives each of a list its own wish, captions, cover and place', async () => {
    await recordings('one.mp3', 'two.wav', 'three.m4a');
    await mkdir(temporary('shows', 'videos'));
    await writeFile(temporary('shows', 'cover.png'), 'picture');
    await writeFile(temporary('shows', 'words.mp3.srt'), 'words');
    await mkdir(temporary('lists'));
    const list = [
      { file: '../shows/one.mp3', ask: 'quiet, please', cover: '../shows/cover.png' },
      { file: '../shows/two.wav', output: '../shows/videos' },
      { file: '../shows/three.m4a', ask: 'loud', output: 'third.mp4' },
    ];
    await writeFile(temporary('lists', 'list.json'), JSON.stringify(list));
    await recordings('typed.mp3');
    const ended = await convert('typed.mp3', '--ask', 'typed', '--list', '../lists/list.json');
    assert.equal(ended.code, 0, ended.out);
    assert.deepEqual(await files('shows'), [
      'cover.png',
      'one.mp3',
      'one.mp4',
      'three.m4a',
      'two.wav',
      'typed.mp3',
      'typed.mp4',
      'videos',
      'words.mp3.srt',
    ]);
    assert.deepEqual(
      [await files('shows/videos'), await files('lists')],
      [['two.mp4'], ['list.json', 'third.mp4']],
    );
    const said = cloud()
      .to('message')
      .map(
        ({ body }) => JSON.parse(body) as { session_id: string; new_message: { parts: { text: string }[] } },
      );
    const given = (sessionId: string) =>
      cloud()
        .to('upload')
        .filter(({ path }) => path.includes(sessionId))
        .flatMap(({ files: sent }) => sent.map(({ name }) => name));
    const asked = said.map(({ session_id, new_message }) => [new_message.parts[0]?.text, given(session_id)]);
    const byText = asked.toSorted(([a], [b]) => String(a).localeCompare(String(b)));
    assert.deepEqual(byText, [
      ['loud', ['three.m4a']],
      ['quiet, please', ['cover.png', 'one.mp3']],
      ['turn my podcast audio into a video with captions and a waveform visual', ['two.wav']],
      ['typed', ['typed.mp3']],
    ]);
  });

  it('makes the others where one fails, says which, and ends with 1', async () => {
    await four();
    await writeFile(temporary('shows', 'b.mp3'), '');
    cloud().script('message', refuse(2001));
    const ended = await run(
      ['convert', '--backend', 'cloud', 'a.mp3', 'b.mp3', 'c.mp3', 'gone.mp3', 'd.mp3'],
      options(),
    );
    assert.deepEqual([ended.code, ended.err], [1, '']);
    const lines = ended.out.trimEnd().split('\n');
    assert.equal(lines.at(-1), '2 done, 3 failed, 0 cancelled.');
    assert.equal(lines.filter((line) => /^Saved .*\.mp4 \(0\.1 MB\)\.$/.test(line)).length, 2);
    assert.ok(lines.includes('b.mp3: b.mp3 is empty. Choose another file.'));
    assert.ok(lines.includes('gone.mp3: gone.mp3 is not there any more. Choose the file again.'));
    assert.match(ended.out, /^[acd]\.mp3: The credits are used up\./m);
    for (const line of lines.filter((one) => !/^(?:Saved |2 done|$)/.test(one)))
      assert.match(line, /^(?:[abcd]|gone)\.mp3: /, 'which of them it is about');
    assert.equal((await files()).length, 6);
  });

  it('makes only what failed when the same command is given again, and all of it after that', async () => {
    await four();
    await rm(temporary('shows', 'c.mp3'));
    const first = await convert('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3');
    assert.deepEqual([first.code, namesOf(first, 'failed')], [1, ['c.mp3']]);
    await recordings('c.mp3');
    const second = await convert('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3');
    assert.equal(second.code, 0, second.out);
    assert.deepEqual(
      events(second, 'done').map(({ file, already }) => [file, already]),
      [
        ['a.mp3', true],
        ['b.mp3', true],
        ['d.mp3', true],
        ['c.mp3', undefined],
      ],
    );
    assert.deepEqual([count('message'), count('render')], [4, 4]);
    assert.deepEqual([await files(), await remembered()], [fourWithVideos, []]);
    const third = await convert('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3');
    assert.equal(third.code, 0);
    assert.equal((await files()).length, 12, 'a run that was over is not gone on with');
  });

  it('makes again what was done, where the video is gone, the recording is another, or something else is wanted', async () => {
    await recordings('a.mp3', 'b.mp3', 'c.mp3');
    const all = ['a.mp3', 'b.mp3', 'c.mp3', 'gone.mp3'];
    assert.equal((await convert(...all)).code, 1);
    await rm(temporary('shows', 'a.mp4'));
    await writeFile(temporary('shows', 'b.mp3'), 'another sound');
    const second = await convert(...all);
    assert.deepEqual(
      events(second, 'done').map(({ file, already }) => [file, already]),
      [
        ['c.mp3', true],
        ['a.mp3', undefined],
        ['b.mp3', undefined],
      ],
    );
    assert.deepEqual(await files(), ['a.mp3', 'a.mp4', 'b (2).mp4', 'b.mp3', 'b.mp4', 'c.mp3', 'c.mp4']);
    const other = await convert('c.mp3', '--ask', 'something else');
    assert.equal(events(other, 'done')[0]?.already, undefined);
    assert.ok((await files()).includes('c (2).mp4'));
  });

  it('stops all of them on Ctrl-C, at the cloud too, and begins with no other', async () => {
    cloud().pollsUntilDone = 1e9;
    const { child, ended } = start(command(...(await four())), options());
    while (cloud().renders.size < 3 || count('renderStatus') < 6) await sleep(10);
    child.kill('SIGINT');
    const told = await ended;
    assert.deepEqual([told.code, told.err], [130, '']);
    assert.deepEqual(summary(told), { event: 'summary', done: 0, failed: 0, cancelled: 4 });
    assert.ok([...cloud().renders.values()].every(({ cancelled }) => cancelled));
    assert.deepEqual([cloud().renders.size, count('session')], [3, 3]);
    assert.deepEqual(await files(), ['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3']);
    assert.deepEqual([await remembered(), await processesOf(temporary('home'))], [[], []]);
  });

  it('ends at once on Ctrl-C, also where nobody answers', async () => {
    for (const endpoint of ['anonymousToken', 'capabilities', 'session', 'upload', 'message'] as const) {
      cloud().script(endpoint, silence);
      const before = count(endpoint);
      const { child, ended } = start(command(...(await four())), options());
      while (count(endpoint) === before) await sleep(10);
      const pressedAt = performance.now();
      child.kill('SIGINT');
      const { code, err } = await ended;
      assert.deepEqual([code, err], [130, ''], endpoint);
      assert.ok(performance.now() - pressedAt < 5000, endpoint);
      assert.deepEqual(await files(), ['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3'], endpoint);
      assert.deepEqual(await remembered(), [], endpoint);
    }
  });

  it('goes on where it was when it is killed and called again: every file once, nothing sent twice', async () => {
    await four();
    let isHeld = true;
    const first = new Set<string>();
    // Two renders come to their end; what begins after them does not.
    cloud().always('renderStatus', async (exchange) => {
      if (first.size < 2) first.add(exchange.id);
      if (isHeld && !first.has(exchange.id))
        return await json({ success: true, data: { id: exchange.id, status: 'processing', progress: 10 } })(
          exchange,
        );
      await asEver(exchange);
    });
    const { child, ended, said } = start(command('a.mp3', 'b.mp3', 'c.mp3', 'd.mp3'), options());
    while (cloud().renders.size < 4) await sleep(10);
    await said(/(?:"Saving"[^]*){2}/);
    while ((await files()).filter((name) => name.endsWith('.mp4')).length < 2) await sleep(10);
    await sleep(100);
    child.kill('SIGKILL');
    assert.equal((await ended).code, null);
    const made = (await files()).filter((name) => name.endsWith('.mp4'));
    assert.equal(made.length, 2);
    isHeld = false;
    const again = await convert('d.mp3', 'c.mp3', 'b.mp3', 'a.mp3');
    assert.equal(again.code, 0, again.out);
    assert.deepEqual(namesOf(again, 'done'), ['a.mp3', 'b.mp3', 'c.mp3', 'd.mp3']);
    assert.equal(events(again, 'done').filter(({ already }) => already).length, 2);
    assert.deepEqual(
      (['session', 'upload', 'message', 'render', 'cdn'] as const).map(count),
      [4, 4, 4, 4, 4],
    );
    assert.deepEqual([await files(), await remembered()], [fourWithVideos, []]);
    assert.deepEqual(summary(again), { event: 'summary', done: 4, failed: 0, cancelled: 0 });
  });

  it('goes on where it failed when the same command is given again: what is there is not uploaded or said again', async () => {
    await recordings('a.mp3', 'b.mp3');
    const asked = () => (['session', 'upload', 'message', 'render'] as const).map(count);
    cloud().script('message', refuse(2001));
    assert.deepEqual([(await convert('a.mp3')).code, asked()], [1, [1, 1, 1, 0]]);
    cloud().script('render', empty(402));
    const blocked = await convert('a.mp3');
    assert.deepEqual([blocked.code, asked()], [1, [1, 1, 2, 1]], blocked.out);
    assert.match(String(events(blocked, 'failed')[0]?.message), /^The plan of this account/);
    const done = await convert('a.mp3');
    assert.deepEqual([done.code, asked(), await remembered()], [0, [1, 1, 2, 2], []], done.out);
    assert.deepEqual(await files(), ['a.mp3', 'a.mp4', 'b.mp3']);

    cloud().script('upload', refuse(4002));
    assert.equal((await convert('b.mp3')).code, 1);
    const other = await convert('b.mp3', '--ask', 'something else');
    assert.deepEqual([other.code, asked()], [0, [3, 3, 3, 3]], 'another wish begins anew');
    assert.equal((await remembered()).length, 1);
  });

  it('begins anew where the service has forgotten the session of an export that failed', async () => {
    await recordings('a.mp3');
    cloud().script('render', refuse(1002));
    assert.equal((await convert('a.mp3')).code, 1);
    const again = await convert('a.mp3');
    assert.deepEqual([again.code, count('session'), count('message')], [0, 2, 2], again.out);
  });

  it('begins anew where an answer came to nothing that could be exported', async () => {
    await recordings('a.mp3');
    cloud().draftText = '{"t":[]}';
    assert.equal((await convert('a.mp3')).code, 1);
    cloud().draftText = oddDraft;
    const again = await convert('a.mp3');
    assert.deepEqual([again.code, count('session'), count('message')], [0, 2, 2], again.out);
  });

  it('tells what went wrong this time, and not what did before', async () => {
    await recordings('a.mp3');
    cloud().script('message', refuse(2001));
    await convert('a.mp3');
    cloud().script('message', silence);
    const { child, ended } = start(command('a.mp3'), options());
    while (count('message') < 2) await sleep(10);
    child.kill('SIGINT');
    const told = await ended;
    assert.equal(told.code, 130);
    assert.deepEqual([namesOf(told, 'cancelled'), namesOf(told, 'failed')], [['a.mp3'], []]);
    assert.deepEqual(await remembered(), []);
  });

  it('keeps two of the same apart when it goes on with them', async () => {
    await recordings('a.mp3');
    cloud().pollsUntilDone = 1e9;
    const { child, ended } = start(command('a.mp3', 'a.mp3'), options());
    while (cloud().renders.size < 2) await sleep(10);
    child.kill('SIGKILL');
    await ended;
    cloud().pollsUntilDone = 0;
    const again = await convert('a.mp3', 'a.mp3');
    assert.equal(again.code, 0, again.out);
    assert.deepEqual(await files(), ['a (2).mp4', 'a.mp3', 'a.mp4']);
    assert.deepEqual([count('message'), cloud().renders.size, count('cdn')], [2, 2, 2]);
  });

  it('pauses an export that cannot be fetched, and goes on with the rest of it when called again', async () => {
    await recordings('a.mp3', 'b (2).mp3');
    cloud().video = mp4(300_000);
    let isBlocked = true;
    const blocked: Handler = (exchange) => {
      const isOfB =
        [...cloud().renders.keys()].indexOf(/render_[\w-]+/.exec(exchange.recorded.path)?.[0] ?? '') > 0;
      return (isBlocked && isOfB ? (count('cdn') < 3 ? cutAfter(100_000) : empty(403)) : asEver)(exchange);
    };
    cloud().always('cdn', blocked);
    cloud().always('renderDownload', async (exchange) => await (isBlocked ? empty(403) : asEver)(exchange));
    const first = await convert('a.mp3', 'b (2).mp3');
    assert.deepEqual([first.code, first.err], [1, '']);
    assert.deepEqual(summary(first), { event: 'summary', done: 1, failed: 1, cancelled: 0 });
    const [failure] = events(first, 'failed');
    assert.match(
      String(failure?.message),
      /could not be fetched completely.* Run the same command again to go on\.$/,
    );
    isBlocked = false;
    const asked = cloud().requests.length;
    const second = await convert('a.mp3', 'b (2).mp3');
    assert.equal(second.code, 0, second.out);
    const ranges = cloud()
      .requests.slice(asked)
      .filter(({ endpoint }) => endpoint === 'cdn')
      .map(({ headers }) => headers.range);
    assert.deepEqual(ranges, ['bytes=100000-']);
    assert.deepEqual([count('message'), count('render'), await remembered()], [2, 2, []]);
    const names = await files();
    assert.equal(names.length, 4, names.join());
    for (const name of names.filter((file) => file.endsWith('.mp4')))
      assert.ok((await readFile(temporary('shows', name))).equals(cloud().video), name);
  });

  it('ends with 2 over lists and places that cannot be meant, and asks nobody', async () => {
    await recordings('a.mp3', 'b.mp3');
    const list = async (name: string, content: string) => {
      await writeFile(temporary('shows', name), content);
      return ['--list', name];
    };
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [['--list', 'nowhere.json'], /The list nowhere\.json cannot be read\./],
      [['--list', '.'], /cannot be read/],
      [await list('half.json', '[{"file":'), /is not understood/],
      [await list('object.json', '{"file":"a.mp3"}'), /is not understood/],
      [await list('none.json', '[]'), /is not understood/],
      [await list('wrong.json', '[{"file":"a.mp3","asks":"x"}]'), /is not understood/],
      [await list('number.json', '[{"file":1}]'), /is not understood/],
      [await list('place.json', '[{"file":"a.mp3","output":"a.mov"}]'), /a\.mov is neither a folder/],
      [[...(await list('good.json', '[{"file":"a.mp3"}]')), '--ask', 'x'], /write them into the list/],
      [[...(await list('good.json', '[{"file":"a.mp3"}]')), '-o', '.'], /write them into the list/],
      [['a.mp3', 'b.mp3', '-o', 'both.mp4'], /must be a folder that exists/],
      [['a.mp3', '-o', 'video'], /video is neither a folder that exists nor the name of a video/],
    ];
    await inParallel(4, wrong, async ([args, sentence]) => {
      const { code, err, out } = await convert(...args);
      assert.deepEqual([code, out], [2, ''], args.join(' '));
      assert.match(err, sentence, args.join(' '));
      assert.doesNotMatch(err, /\n\s+at /);
    });
    assert.equal(cloud().requests.length, 0);
  });
});
