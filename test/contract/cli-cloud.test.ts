import assert from 'node:assert/strict';
import { chmod, copyFile, mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { version } from '../../package.json';
import { reports, run, start, type RunOptions } from './cli-process';
import { useShows } from './use-shows';
import { empty, json, refuse } from './server/answers';

describe('the program and the cloud', function () {
  this.timeout(30_000);
  const { cloud, temporary } = useShows();
  beforeEach(() => writeFile(temporary('shows', 'episode.mp3'), 'sound'));

  const options = (over: Partial<RunOptions> = {}): RunOptions => ({
    cwd: temporary('shows'),
    home: temporary('home'),
    ...over,
    env: { NEMO_API_URL: cloud().baseUrl, ...over.env },
  });
  const args = (...more: string[]) => ['convert', 'episode.mp3', '--backend', 'cloud', '--json', ...more];
  const files = async () => (await readdir(temporary('shows'))).toSorted();
  const failureOf = (out: string) => reports(out).find(({ event }) => event === 'failed')?.message;

  it('make a video, and start no engine for it [wire: base/api-url, headers/attribution, headers/source, headers/version]', async () => {
    const { code, out, err } = await run(args(), options());
    assert.deepEqual([code, err], [0, ''], out);
    assert.ok((await readFile(temporary('shows', 'episode.mp4'))).equals(cloud().video));
    assert.deepEqual((await readdir(temporary('home'))).toSorted(), ['account.json', 'journal']);
    for (const { headers, endpoint } of cloud().requests.filter((request) => request.endpoint !== 'cdn')) {
      assert.equal(headers['x-skill-source'], 'free-podcast-video', endpoint);
      assert.equal(headers['x-skill-version'], version, endpoint);
      assert.equal(headers['x-skill-platform'], 'unknown', endpoint);
    }
  });

  it('remember one account, closed to others, and tell its token to nobody [wire: account/token-kept, claim/no-token-in-url]', async () => {
    const first = await run(args(), options());
    const second = await run(args(), options());
    assert.deepEqual([first.code, second.code], [0, 0]);
    assert.equal(cloud().to('anonymousToken').length, 1);
    const account = temporary('home', 'account.json');
    assert.equal((await stat(account)).mode & 0o077, 0);
    const [token = ''] = cloud().tokens;
    assert.ok((await readFile(account, 'utf8')).includes(token));
    const journal = await readdir(temporary('home', 'journal'));
    const written = await Promise.all(
      journal.map((name) => readFile(temporary('home', 'journal', name), 'utf8')),
    );
    for (const said of [first.out, second.out, ...written, ...cloud().requests.map(({ path }) => path)])
      assert.ok(!said.includes(token));
  });

  it('use a token of one’s own, and do not replace it [wire: codes/own-token]', async () => {
    const env = { NEMO_TOKEN: 'canary-own' };
    const refused = await run(args(), options({ env }));
    assert.equal(refused.code, 1);
    assert.match(String(failureOf(refused.out)), /^Your token was not accepted/);
    assert.ok(!refused.out.includes('canary-own'));
    cloud().tokens.add('canary-own');
    assert.equal((await run(args(), options({ env }))).code, 0);
    assert.equal(cloud().to('anonymousToken').length, 0);
  });

  it('go as SKILL_SOURCE where it is set [wire: headers/platform]', async () => {
    await run(args(), options({ env: { SKILL_SOURCE: 'clawhub' } }));
    assert.equal(cloud().to('render')[0]?.headers['x-skill-platform'], 'clawhub');
  });

  it('end with 1 and a sentence over every failure of the service', async () => {
    for (const [endpoint, answer, sentence] of [
      ['message', refuse(2001), /credits are used up/],
      ['render', empty(402), /does not include export/],
      ['render', json({ success: false, error: '{"trace":"raw"}' }), /refused the request/],
    ] as const) {
      cloud().script(endpoint, answer);
      const { code, out, err } = await run(args(), options());
      assert.deepEqual([code, err], [1, ''], endpoint);
      assert.match(String(failureOf(out)), sentence);
    }
    assert.deepEqual(await files(), ['episode.mp3']);
    const unreachable = await run(args(), options({ env: { NEMO_API_URL: 'http://127.0.0.1:1' } }));
    assert.match(String(failureOf(unreachable.out)), /^127\.0\.0\.1:1 cannot be reached\./);
  });

  it('take no address that is none, and do not repeat it', async () => {
    for (const [name, text] of [
      ['NEMO_API_URL', ''],
      ['NEMO_API_URL', 'localhost:8080'],
      ['NEMO_API_URL', 'https://user:canary@example.com'],
      ['NEMO_WEB_URL', 'javascript:alert(1)'],
    ] as const) {
      const { code, out, err } = await run(args(), options({ env: { [name]: text } }));
      assert.deepEqual([code, out], [2, ''], text);
      assert.ok(err.startsWith(`${name} holds no address that can be used.`), err);
      assert.doesNotMatch(err, /canary|\n\s+at /);
    }
    assert.equal(cloud().requests.length, 0);
  });

  it('say in a sentence that the engine is missing', async () => {
    await mkdir(temporary('program', 'dist'), { recursive: true });
    await copyFile('dist/cli.js', temporary('program', 'dist', 'cli.js'));
    const program = temporary('program', 'dist', 'cli.js');
    const env = { NEMO_API_URL: 'this computer needs none' };
    const { code, out, err } = await run(['convert', 'episode.mp3', '--json'], options({ program, env }));
    assert.deepEqual([code, err], [1, '']);
    assert.equal(failureOf(out), 'The engine on this computer could not be started. Try again.');
  });

  it('send nothing of a file that is a byte too large [wire: files/size, files/checked-first]', async () => {
    const handle = await open(temporary('shows', 'episode.mp3'), 'w');
    await handle.truncate(500 * 1024 * 1024 + 1);
    await handle.close();
    const { code, out } = await run(args(), options());
    assert.equal(code, 1);
    assert.match(String(failureOf(out)), /^episode\.mp3 has 501 MB; at most 500 MB can be uploaded\./);
    assert.equal(cloud().to('upload').length, 0);
  });

  it('stop together on Ctrl-C', async () => {
    cloud().pollsUntilDone = 1e9;
    const { child, ended } = start(args(), options());
    while (cloud().to('renderStatus').length < 2) await sleep(20);
    child.kill('SIGINT');
    assert.equal((await ended).code, 130);
    assert.equal(cloud().to('renderCancel').length, 1);
    assert.deepEqual(await files(), ['episode.mp3']);
  });

  describe('where permissions forbid', () => {
    /** Root may do everything, so as root it runs as nobody, from a copy that nobody can read. */
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    const forbidden = async (prepare: () => Promise<void>) => {
      await mkdir(temporary('program', 'dist'), { recursive: true });
      await copyFile('dist/cli.js', temporary('program', 'dist', 'cli.js'));
      await mkdir(temporary('home'));
      for (const folder of ['', 'shows', 'home', 'program']) await chmod(temporary(folder), 0o777);
      await prepare();
      const program = join(temporary('program'), 'dist', 'cli.js');
      const { code, out, err } = await run(args(), options({ program, as: nobody }));
      assert.deepEqual([code, err], [1, '']);
      return String(failureOf(out));
    };

    it('to read the recording, say so', async () => {
      const said = await forbidden(() => chmod(temporary('shows', 'episode.mp3'), 0));
      assert.equal(said, 'episode.mp3 may not be read. Check its permissions.');
      assert.deepEqual(await files(), ['episode.mp3']);
    });

    it('to write beside it, say so before anything is rendered', async () => {
      const said = await forbidden(() => chmod(temporary('shows'), 0o555));
      assert.match(said, /^Nothing may be written into the folder shows\./);
      assert.equal(cloud().to('render').length, 0);
      assert.deepEqual(await files(), ['episode.mp3']);
      await chmod(temporary('shows'), 0o777);
    });

    it('to remember anything, say so', async () => {
      const said = await forbidden(() => chmod(temporary('home'), 0o555));
      assert.match(said, /written/);
    });
  });
});
