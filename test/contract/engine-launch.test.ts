import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { launchEngine } from '../../src/engine/launch';
import { paths } from '../../src/wire/paths';
import { useTemporaryFolder } from '../temporary';
import {
  engineFile,
  fontsFolder,
  isOver,
  launchWire as launch,
  sample,
  writeRecording,
  type Wire,
} from './engine-process';

/** Waits until a process is gone. */
async function gone(pid: number, withinMs = 5000): Promise<void> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    if (Date.now() > deadline) throw new Error(`Process ${pid} is still there after ${withinMs} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the engine as a process', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const launched: Wire[] = [];
  const launchWire: typeof launch = async (...options) => {
    const wire = await launch(...options);
    launched.push(wire);
    return wire;
  };
  afterEach(async () => {
    await Promise.all(launched.splice(0).map((wire) => wire.engine.stop()));
  });

  it('listens on 127.0.0.1 and ends when it is told to', async () => {
    const wire = await launchWire(folder('engine'));
    assert.match(wire.engine.baseUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
    assert.equal((await wire.get(paths.capabilities)).status, 200);
    await wire.engine.stop();
    await wire.engine.exited;
    await assert.rejects(wire.get(paths.capabilities));
    await wire.engine.stop();
  });

  it('ends when its parent is killed', async () => {
    const start = {
      type: 'start',
      token: 't'.repeat(64),
      dataFolder: folder('engine'),
      fontsFolder,
      locale: 'en',
    };
    const program = `
      const child = require('node:child_process').fork(${JSON.stringify(engineFile)});
      child.send(${JSON.stringify(start)});
      child.on('message', () => console.log(child.pid));`;
    const parent = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(createInterface({ input: parent.stdout }), 'line')) as [string];
    parent.kill('SIGKILL');
    await gone(Number(pid));
  });

  it('leaves Ctrl-C to its parent', async () => {
    const wire = await launchWire(folder('engine'));
    process.kill(wire.engine.pid, 'SIGINT');
    assert.equal((await wire.get(paths.capabilities)).status, 200);
  });

  it('keeps its token out of the command line, the environment and the disk', async () => {
    const wire = await launchWire(folder('engine'));
    const { pid, token } = wire.engine;
    await wire.project(await writeRecording(folder('a.wav')));
    if (process.platform === 'linux') {
      const seen = await Promise.all(
        ['cmdline', 'environ'].map((name) => readFile(`/proc/${pid}/${name}`, 'latin1')),
      );
      assert.ok(seen.every((text) => !text.includes(token)));
    }
    await wire.engine.stop();
    const entries = await readdir(folder(), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((found) => found.isFile())) {
      assert.ok(!(await readFile(`${entry.parentPath}/${entry.name}`, 'latin1')).includes(token), entry.name);
    }
  });

  it('says why it cannot start, and leaves no process', async () => {
    await writeFile(folder('broken.js'), 'process.exit(3)');
    await writeFile(
      folder('silent.js'),
      'process.on("message", () => {}); process.on("disconnect", () => process.exit())',
    );
    const options = { dataFolder: folder('engine'), fontsFolder, locale: 'en' };
    await assert.rejects(
      launchEngine({ ...options, engineFile: folder('broken.js') }),
      /did not start.*exit code 3/,
    );
    const silent = launchEngine({ ...options, engineFile: folder('silent.js'), startTimeoutMs: 300 });
    await assert.rejects(silent, /did not start.*no answer/);
  });

  it('is ended by the signal, before it has started and after', async () => {
    const abort = new AbortController();
    const starting = launchWire(folder('engine'), { signal: abort.signal });
    abort.abort();
    await assert.rejects(starting, { name: 'AbortError' });
    const later = new AbortController();
    const { engine } = await launchWire(folder('engine'), { signal: later.signal });
    later.abort();
    await engine.exited;
  });

  it('killed while it renders loses no project, and the job says afterwards that it was interrupted', async () => {
    const before = await launchWire(folder('engine'));
    const { sessionId, draft } = await before.project(sample);
    await before.submit('render_1', sessionId, draft);
    await before.poll('render_1', (job) => job.stage !== undefined);
    process.kill(before.engine.pid, 'SIGKILL');
    await before.engine.exited;

    const after = await launchWire(folder('engine'));
    assert.deepEqual(await after.draft(sessionId), draft);
    const job = await after.poll('render_1', isOver);
    assert.equal(job.status, 'failed');
    assert.match(job.error, /interrupted.*Export again/);
    const left = (await readdir(folder('engine'), { recursive: true })).filter((name) =>
      name.includes('.mp4'),
    );
    assert.deepEqual(left, []);
  });

  it('keeps a finished file over a restart, and removes it once it was fetched and all is over', async () => {
    const before = await launchWire(folder('engine'));
    const { sessionId, draft } = await before.project(await writeRecording(folder('a.wav')));
    await before.submit('render_1', sessionId, draft);
    await before.poll('render_1', isOver);
    await before.engine.stop();

    const after = await launchWire(folder('engine'));
    assert.equal((await after.poll('render_1', isOver)).status, 'completed');
    assert.equal((await after.get(paths.renderDownload('render_1'))).status, 200);
    await after.engine.stop();
    const last = await launchWire(folder('engine'));
    const job = await last.poll('render_1', isOver);
    assert.deepEqual([job.status, /no longer kept/.test(job.error)], ['failed', true]);
  });

  it('stopped while it renders leaves nothing half done', async () => {
    const wire = await launchWire(folder('engine'));
    const { sessionId, draft } = await wire.project(sample);
    await wire.submit('render_1', sessionId, draft);
    await wire.poll('render_1', (job) => job.stage !== undefined);
    await wire.engine.stop();
    const left = (await readdir(folder('engine'), { recursive: true })).filter((name) =>
      /\.mp4|\.tmp/.test(name),
    );
    assert.deepEqual(left, []);
  });
});
