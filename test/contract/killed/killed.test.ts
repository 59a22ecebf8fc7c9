import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cloud } from '../server/cloud';
import { asEver } from '../server/defaults';
import { bundleWindow, openWindow } from './process';

/** Windows at a time. */
const atOnce = 4;

/** One conversion that is killed somewhere and gone on with, with a cloud and a folder to itself. */
interface Case {
  readonly cloud: Cloud;
  readonly folder: string;
}

describe('a process that is killed', function () {
  this.timeout(120_000);
  let root: string;
  let program: string;
  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'podcast-video-killed-'));
    program = await bundleWindow(root);
  });
  after(() => rm(root, { recursive: true, force: true }));

  /** Gives a case all that it needs, and looks at what is left when it is over. */
  async function inCase(name: string, run: (it: Case) => Promise<{ isAskedAgain: boolean }>): Promise<void> {
    const folder = join(root, name);
    await mkdir(folder);
    await writeFile(join(folder, 'episode.mp3'), 'sound');
    const cloud = await Cloud.start();
    cloud.pollMs = 50;
    cloud.pollsUntilDone = 1;
    cloud.allowRepeats = true;
    try {
      const { isAskedAgain } = await run({ cloud, folder });
      await checkEnd({ cloud, folder }, isAskedAgain, name);
    } finally {
      await cloud.stop();
    }
    assert.deepEqual(cloud.violations, [], name);
  }

  /** Opens windows on a folder until one comes to the end. */
  async function goOn({ cloud, folder }: Case): Promise<{ isAskedAgain: boolean }> {
    const window = openWindow(program, { BASE_URL: cloud.baseUrl, FOLDER: folder });
    assert.equal(await window.ended, 0, window.words.join(', '));
    return { isAskedAgain: window.words.includes('asked again') };
  }

  async function checkEnd({ cloud, folder }: Case, isAskedAgain: boolean, name: string): Promise<void> {
    const names = (await readdir(folder)).toSorted();
    // In the program's own folder a write of the account may leave its beginning.
    const left = names.filter((file) => file !== 'go' && !/^account\.json\..+/.test(file));
    const never = 'never two, never half, nothing left over';
    assert.deepEqual(left, ['account.json', 'episode.mp3', 'episode.mp4', 'journal'], `${name}: ${never}`);
    assert.ok((await readFile(join(folder, 'episode.mp4'))).equals(cloud.video), `${name}: the whole file`);
    assert.equal(cloud.renders.size, 1, `${name}: one render`);
    const taken = cloud.to('message').length;
    assert.ok(taken <= (isAskedAgain ? 2 : 1), `${name}: ${taken} messages`);
    for (const [session, files] of cloud.files)
      assert.ok(files.length <= 1, `${name}: session ${session} has the recording ${files.length} times`);
    for (const project of await readdir(join(folder, 'journal'))) {
      const parts = await readdir(join(folder, 'journal', project));
      const odd = parts.filter((part) => !part.endsWith('.json') || part.startsWith('.'));
      assert.deepEqual(odd, [], `${name}: the journal is tidy`);
    }
  }

  /** Runs cases side by side, from the first number on, until one says that there are no more. */
  async function inParallel(run: (n: number) => Promise<'more' | 'no more'>): Promise<number> {
    let next = 0;
    let isOver = false;
    const worker = async () => {
      while (!isOver) if ((await run(next++)) === 'no more') isOver = true;
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return next;
  }

  it('behind any change on the disk comes to the same one file in the next one [wire: message/once]', async () => {
    let killed = 0;
    await inParallel(async (step) => {
      let isKilled = false;
      await inCase(`step-${step}`, async (it) => {
        const env = { BASE_URL: it.cloud.baseUrl, FOLDER: it.folder, DIE_AFTER: String(step) };
        const first = openWindow(program, env);
        isKilled = (await first.ended) === 'SIGKILL';
        if (!isKilled) return { isAskedAgain: first.words.includes('asked again') };
        killed++;
        return await goOn(it);
      });
      return isKilled ? 'more' : 'no more';
    });
    console.log(`      killed behind each of ${killed} changes on the disk`);
    assert.ok(killed > 25, `only ${killed} changes`);
  });

  it('at any request, before it is taken or behind the deed, comes to the same one file', async () => {
    const endpoints = ['anonymousToken', 'capabilities', 'session', 'upload', 'message', 'state'] as const;
    const later = ['render', 'renderStatus', 'cdn'] as const;
    const moments = [...endpoints, ...later].flatMap((endpoint) =>
      (['before', 'behind'] as const).map((moment) => ({ endpoint, moment })),
    );
    await inParallel(async (n) => {
      const kill = moments[n];
      if (!kill) return 'no more';
      await inCase(`${kill.endpoint}-${kill.moment}`, async (it) => {
        const first = openWindow(program, { BASE_URL: it.cloud.baseUrl, FOLDER: it.folder });
        it.cloud.script(kill.endpoint, async (exchange) => {
          if (kill.moment === 'behind') await asEver(exchange);
          first.child.kill('SIGKILL');
          exchange.response.destroy();
        });
        assert.equal(await first.ended, 'SIGKILL');
        return await goOn(it);
      });
      return 'more';
    });
  });

  it('beside another window on the same journal is followed by that one', async () => {
    const everyNth = 5;
    await inParallel(async (n) => {
      let isKilled = false;
      await inCase(`beside-${n}`, async (it) => {
        const env = { BASE_URL: it.cloud.baseUrl, FOLDER: it.folder };
        // Counted from where the project is written down, which is what the other window opens.
        const first = openWindow(program, { ...env, GATE: 'go', DIE_AFTER: String(10 + n * everyNth) });
        await first.said('begun');
        const second = openWindow(program, env);
        await second.said('watching');
        await writeFile(join(it.folder, 'go'), '');
        isKilled = (await first.ended) === 'SIGKILL';
        assert.equal(await second.ended, 0, second.words.join(', '));
        return { isAskedAgain: [...first.words, ...second.words].includes('asked again') };
      });
      return isKilled ? 'more' : 'no more';
    });
  });
});
