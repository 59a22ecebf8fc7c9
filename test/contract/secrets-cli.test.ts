import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { useTemporaryFolder } from '../temporary';
import {
  canaries,
  canariesIn,
  echoes,
  endlessRedirect,
  failedRender,
  failingStreams,
  giveCanary,
  identified,
  textsIn,
  toldTo,
} from './canaries';
import { start, type Ended } from './cli-process';
import { useCloud } from './cloud';
import { refuse } from './server/answers';
import type { Endpoint, Handler } from './server/exchange';

describe('no secret leaves the program', function () {
  this.timeout(60_000);
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  beforeEach(async () => {
    cloud().pollMs = 20;
    for (const folder of ['shows', 'tmp', 'home']) await mkdir(temporary(folder));
    await writeFile(temporary('shows', 'episode.mp3'), 'sound');
    giveCanary(cloud());
  });

  /** The program's end, and everything that it ever had on disk, but the account. */
  async function run(env: NodeJS.ProcessEnv = {}, ...args: string[]): Promise<Ended & { written: string[] }> {
    const { ended } = start(['convert', 'episode.mp3', '--backend', 'cloud', ...args], {
      cwd: temporary('shows'),
      home: temporary('home'),
      env: { NEMO_API_URL: cloud().baseUrl, TMPDIR: temporary('tmp'), ...env },
    });
    const written = new Set<string>();
    const look = async () => {
      for (const [path, text] of await textsIn(temporary()))
        if (!basename(path).startsWith('account.json')) written.add(`${path}: ${text}`);
    };
    let isRunning = true;
    const looking = (async () => {
      while (isRunning) {
        await look();
        await sleep(10);
      }
    })();
    const end = await ended;
    isRunning = false;
    await looking;
    await look();
    return { ...end, written: [...written] };
  }

  async function assertSecret(run: Promise<Ended & { written: string[] }>, what = ''): Promise<Ended> {
    const { written, ...ended } = await run;
    for (const text of [ended.out, ended.err, ...written, ...toldTo(cloud())])
      assert.deepEqual(canariesIn(text), [], `${what} ${text.slice(0, 500)}`);
    assert.deepEqual(
      new Set(identified(cloud())),
      new Set(
        cloud()
          .to('anonymousToken')
          .map(() => 'anonymousToken'),
      ),
    );
    const ids = cloud()
      .to('anonymousToken')
      .map(({ headers }) => String(headers['x-client-id']));
    for (const text of [ended.out, ended.err, ...written])
      assert.ok(!ids.some((id) => text.includes(id)), `${what} the client id in ${text.slice(0, 500)}`);
    return ended;
  }

  const own = { NEMO_TOKEN: canaries.own };

  it('over a good conversion, with either kind of token [wire: claim/no-token-in-url, account/client-id]', async () => {
    const anonymous = await run();
    assert.equal(anonymous.code, 0, anonymous.out);
    assert.ok(anonymous.written.some((text) => text.includes('journal')));
    await assertSecret(Promise.resolve(anonymous));
    cloud().tokens.add(canaries.own);
    // As it is read from a file.
    const { code } = await assertSecret(run({ NEMO_TOKEN: `${canaries.own}\n` }));
    assert.equal(code, 0);
    assert.equal(cloud().requests.at(-2)?.headers.authorization, `Bearer ${canaries.own}`);
    const kept = await textsIn(temporary('home'));
    assert.deepEqual(
      [...kept].filter(([, text]) => canariesIn(text).length > 0).map(([path]) => path),
      [temporary('home', 'account.json')],
    );
  });

  it('over a token that is refused, however much is said about it [wire: codes/own-token]', async () => {
    for (const form of [echoes.error!, echoes.code!, echoes.page!]) {
      cloud().always('capabilities', form(401));
      cloud().always('session', form(401));
      const { code, out } = await assertSecret(run(own));
      assert.equal(code, 1);
      assert.match(out, /Your token was not accepted/);
    }
    const { out } = await assertSecret(run({ NEMO_TOKEN: `${canaries.own}-ключ` }));
    assert.match(out, /Your token was not accepted/, 'one that no header can hold');
    cloud().always('session', refuse(1001));
    assert.equal((await assertSecret(run())).code, 1);
  });

  it('over answers that repeat what they were shown', async () => {
    cloud().tokens.add(canaries.own);
    const forms = Object.entries(echoes);
    const endpoints: readonly Endpoint[] = ['session', 'upload', 'message', 'render', 'renderStatus'];
    const scripts: [Endpoint, Handler, string][] = endpoints.map((endpoint, index) => {
      const [name, form] = forms[index % forms.length]!;
      return [endpoint, form(400), `${endpoint} ${name}`];
    });
    for (const [index, stream] of failingStreams.entries())
      scripts.push(['message', stream, `stream ${index}`]);
    for (const [endpoint, answer, what] of scripts) {
      cloud().script(endpoint, answer);
      const { code, err } = await assertSecret(run(own, '--json', '--ask', what), what);
      assert.deepEqual([code, err], [1, ''], what);
    }
    cloud().script('renderStatus', failedRender, failedRender);
    const { code, out } = await assertSecret(run(own, '--json', '--ask', 'a render'), 'a render');
    assert.equal(code, 1);
    assert.match(out, /No GPU for/);
  });

  it('over a video that cannot be fetched, in what is left of it', async () => {
    cloud().tokens.add(canaries.own);
    cloud().always('cdn', echoes.error!(403));
    cloud().always('renderDownload', endlessRedirect);
    const { code, out } = await assertSecret(run(own));
    assert.equal(code, 1);
    assert.match(out, /Run the same command again to go on/);
    assert.equal((await readdir(temporary('home', 'journal'))).length, 1);
  });

  it('over a service that cannot be reached, whose address has a secret in it', async () => {
    const { code, out } = await assertSecret(
      run({ ...own, NEMO_API_URL: `http://127.0.0.1:1/?key=${canaries.anonymous}` }),
    );
    assert.equal(code, 1);
    assert.match(out, /127\.0\.0\.1:1 cannot be reached/);
    for (const address of [
      `http://me:${canaries.anonymous}@127.0.0.1:1/`,
      `127.0.0.1/${canaries.anonymous}`,
    ]) {
      const refused = await assertSecret(run({ ...own, NEMO_API_URL: address }));
      assert.equal(refused.code, 2);
      assert.match(refused.err, /^NEMO_API_URL holds no address/);
    }
  });

  it('over an error that nobody expected, in the program itself', async () => {
    cloud().pollsUntilDone = 1e9;
    cloud().tokens.add(canaries.own);
    for (const crash of [
      `throw new Error('sent ' + secrets, { cause: new TypeError('Bearer ' + secrets) })`,
      `void Promise.reject(Object.assign(new Error('sent ' + secrets), { code: secrets }))`,
    ]) {
      const preload = join(temporary('home'), 'crash.cjs');
      // The secrets themselves stand in no file.
      // As soon as the program is there, before it has talked to anybody.
      const whenUp = `const up = setInterval(() => {
        if (process.listenerCount('uncaughtException') === 0) return;
        clearInterval(up);
        ${crash};
      }, 1);`;
      await writeFile(preload, `const secrets = process.env.CRASH;\n${whenUp}\n`);
      const env = { ...own, CRASH: Object.values(canaries).join(' '), NODE_OPTIONS: `--require ${preload}` };
      const { code, err } = await assertSecret(run(env));
      assert.equal(code, 1, err);
      assert.match(err, /^Error.*: sent ••• ••• •••.*\n$/);
    }
  });
});
