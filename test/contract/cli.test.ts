import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { isWholeMp4 } from '../../src/studio/exporting/container';
import { wav } from '../builders';
import { useTemporaryFolder } from '../temporary';
import { processesOf, reports, run, start } from './cli-process';

describe('the program in a terminal', function () {
  this.timeout(60_000);
  const temporary = useTemporaryFolder();
  beforeEach(() => mkdir(temporary('shows')));

  const options = (env: NodeJS.ProcessEnv = {}) => ({
    cwd: temporary('shows'),
    home: temporary('home'),
    env,
  });
  const convert = (...args: string[]) => run(['convert', ...args], options());
  const files = async (folder = 'shows') => (await readdir(temporary(folder))).toSorted();
  async function recording(name = 'episode.wav', seconds = 1): Promise<string> {
    await writeFile(temporary('shows', name), wav(seconds));
    return name;
  }

  it('makes a video and tells it in lines of JSON', async () => {
    const { code, out, err } = await convert(await recording(), '--json');
    assert.equal(err, '');
    assert.equal(code, 0);
    const told = reports(out);
    const last = told.at(-1);
    const path = temporary('shows', 'episode.mp4');
    assert.deepEqual(last, {
      event: 'done',
      file: 'episode.wav',
      output: path,
      bytes: (await readFile(path)).length,
    });
    assert.ok(await isWholeMp4(path));
    for (const { event, file } of told) {
      assert.ok(['message', 'activity', 'progress', 'done'].includes(String(event)), String(event));
      assert.equal(file, 'episode.wav');
    }
    const percents = told.filter(({ stage }) => stage === 'Saving').map(({ percent }) => Number(percent));
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
    );
  });

  it('takes names of every kind, several at once, and says in sentences where each video is', async () => {
    const names = ["with space, it's", '100% real', '第一集 🎙️ 👩‍🚀', '-dash'];
    for (const name of names) await recording(`${name}.wav`, 0.3);
    const { code, out } = await convert('--', ...names.map((name) => `${name}.wav`));
    assert.equal(code, 0, out);
    for (const name of names) {
      assert.ok(await isWholeMp4(temporary('shows', `${name}.mp4`)), name);
      assert.ok(out.includes(`Saved ${temporary('shows', `${name}.mp4`)} (`), name);
    }
    assert.equal((await files()).length, 2 * names.length);
    assert.doesNotMatch(out, /[\r\u001b]/, 'no bar where nobody watches');
  });

  it('puts the video where it is told, with the captions that it is given, over no file', async () => {
    await recording('episode.wav', 0.3);
    await mkdir(temporary('out'));
    await writeFile(temporary('words.srt'), '1\n00:00:00,100 --> 00:00:00,900\nHello there.\n');
    await writeFile(temporary('out', 'mine.mp4'), 'mine');
    const first = await convert(
      'episode.wav',
      '-o',
      temporary('out', 'mine.mp4'),
      '--captions',
      temporary('words.srt'),
      '--json',
    );
    assert.equal(first.code, 0, first.out);
    assert.match(first.out, /Hello there\./);
    const second = await convert('episode.wav', '-o', temporary('out'));
    assert.equal(second.code, 0, second.out);
    assert.deepEqual(await files('out'), ['episode.mp4', 'mine (2).mp4', 'mine.mp4']);
    assert.equal(await readFile(temporary('out', 'mine.mp4'), 'utf8'), 'mine');
    assert.deepEqual(await files(), ['episode.wav']);
  });

  it('explains itself', async () => {
    for (const args of [['--help'], ['convert', '--help'], ['--version']]) {
      const { code, out, err } = await run(args, options());
      assert.deepEqual([code, err], [0, ''], args.join(' '));
      assert.notEqual(out, '');
    }
  });

  it('ends with 2 when it is called wrongly, and starts nothing', async () => {
    await recording();
    for (const args of [
      [],
      ['convert'],
      ['convert', 'episode.wav', '--backend', 'moon'],
      ['convert', 'episode.wav', '--loud'],
      ['transmogrify', 'episode.wav'],
      ['convert', 'episode.wav', 'episode.wav', '-o', temporary('nowhere.mp4')],
    ]) {
      const { code, err } = await run(args, options());
      assert.equal(code, 2, args.join(' '));
      assert.notEqual(err.trim(), '');
      assert.doesNotMatch(err, /\n\s+at /, 'no stack');
    }
    assert.deepEqual(await readdir(temporary()), ['shows']);
  });

  it('says in one sentence what is wrong with each bad file, ends with 1, and makes the others', async () => {
    await mkdir(temporary('shows', 'folder.mp3'));
    await writeFile(temporary('shows', 'empty.mp3'), '');
    await writeFile(temporary('shows', 'text.mp3'), 'no sound '.repeat(500));
    await writeFile(temporary('shows', 'notes.txt'), 'notes');
    await writeFile(temporary('shows', 'silent.wav'), wav(0));
    await recording('good.wav', 0.3);
    const bad = ['folder.mp3', 'empty.mp3', 'text.mp3', 'notes.txt', 'silent.wav', 'gone.mp3'];
    const before = await files();
    const { code, out, err } = await convert(...bad, 'good.wav', '--json');
    assert.equal(code, 1);
    assert.equal(err, '');
    const failures = reports(out).filter(({ event }) => event === 'failed');
    assert.deepEqual(
      failures.map(({ file }) => file),
      bad,
    );
    for (const { file, message } of failures) {
      assert.ok(String(message).includes(String(file)), String(message));
      assert.match(String(message), /^[^\n{}<>]{20,300}[.]$/u);
    }
    assert.deepEqual(await files(), [...before, 'good.mp4'].toSorted());
  });

  it('says that only a picture, or no folder for the video, is no beginning', async () => {
    await copyFile('media/icon.png', temporary('shows', 'icon.png'));
    const picture = await convert('icon.png');
    assert.deepEqual([picture.code, picture.err], [1, '']);
    assert.match(picture.out, /^icon\.png: icon\.png has no sound\./);
    const nowhere = await convert(await recording(), '-o', temporary('gone', 'x.mp4'));
    assert.equal(nowhere.code, 1);
    assert.match(nowhere.out, /The folder gone does not exist\./);
  });

  it('speaks Chinese where the terminal does', async () => {
    const { code, out } = await run(['convert', 'gone.mp3'], options({ LC_ALL: 'zh_CN.UTF-8' }));
    assert.equal(code, 1);
    assert.match(out, /gone\.mp3.*\p{Script=Han}/u);
    assert.doesNotMatch(out, /not there any more/);
  });

  describe('interrupted', () => {
    /** Everything that the run started is gone, and the folder is as it was. */
    async function nothingIsLeft(): Promise<void> {
      assert.deepEqual(await files(), ['long.wav']);
      for (let wait = 0; (await processesOf(temporary('home'))).length > 0; wait++) {
        assert.ok(wait < 100, 'a process is left');
        await sleep(50);
      }
    }
    beforeEach(() => recording('long.wav', 20));
    const begin = () => start(['convert', 'long.wav', '--json'], options());

    it('while it renders, leaves nothing half done and ends with 130', async () => {
      // As `kill` sends it, to the program alone, and as a terminal's Ctrl-C does, to all of the group.
      for (const [signal, group] of [
        ['SIGINT', true],
        ['SIGTERM', false],
      ] as const) {
        const { child, ended, said } = begin();
        await said(/"Drawing and encoding"/);
        const pid = child.pid ?? 0;
        process.kill(group ? -pid : pid, signal);
        const { code, out, err } = await ended;
        assert.deepEqual([code, err], [130, ''], signal);
        assert.deepEqual(reports(out).at(-1), { event: 'cancelled', file: 'long.wav' });
        await nothingIsLeft();
      }
    });

    it('while it starts, ends with 130 as well', async () => {
      for (const after of [/"Connected/, /"agent"/, /"progress"/]) {
        const { child, ended, said } = begin();
        await said(after);
        child.kill('SIGINT');
        assert.equal((await ended).code, 130, String(after));
        await nothingIsLeft();
      }
    });

    it('in a row of files, does not begin with the next', async () => {
      const { child, ended, said } = start(['convert', 'long.wav', 'long.wav', '--json'], options());
      await said(/"progress"/);
      child.kill('SIGINT');
      const { code, out } = await ended;
      assert.equal(code, 130);
      const told = reports(out);
      assert.deepEqual(told.at(-1), { event: 'summary', done: 0, failed: 0, cancelled: 2 });
      assert.equal(told.filter(({ text }) => String(text).startsWith('Connected')).length, 1);
      await nothingIsLeft();
    });

    it('without a chance to clean up, takes its engine with it', async () => {
      const { child, ended, said } = begin();
      await said(/"Drawing and encoding"/);
      assert.equal((await processesOf(temporary('home'))).length, 2);
      child.kill('SIGKILL');
      assert.equal((await ended).code, null);
      await nothingIsLeft();
    });
  });
});
