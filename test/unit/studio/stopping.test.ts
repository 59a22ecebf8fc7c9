import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { mp4 } from '../../builders';
import { empty, refuse, silence, sse, spoken } from '../../contract/server/answers';
import { oddDraft } from '../../contract/server/cloud';
import { agentSays, begin, itemsOf, noticesOf, until, useWorkbench } from './workbench';

describe('stopping a project', () => {
  const { cloud, temporary, newProject } = useWorkbench();

  it('ends a message, and tells what it had changed already', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', (exchange) => {
      const { session_id } = JSON.parse(exchange.recorded.body) as { session_id: string };
      exchange.cloud.drafts.set(session_id, oddDraft.replace('"d":3000,"m"', '"d":9000,"m"'));
      return sse(spoken('On it'), 60_000)(exchange);
    });
    const said = project.say('longer');
    await until(() => agentSays(project).length === 2);
    project.stop();
    await said;
    assert.equal(noticesOf(project).at(-1), 'Stopped.');
    assert.equal(project.state.value.timeline?.durationMs, 9000);
    assert.equal(itemsOf(project, 'timeline').length, 2);
  });

  it('goes for an upload that is under way', async () => {
    cloud().script('upload', silence);
    const project = newProject();
    const converted = project.convert(begin);
    await until(() => cloud().to('upload').length === 1);
    project.stop();
    assert.equal(await converted, undefined);
    assert.equal(itemsOf(project, 'upload')[0]?.status, 'cancelled');
    assert.equal(itemsOf(project, 'user')[0]?.status, 'failed');
  });

  it('goes for what is done now, not for what waits', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', sse(60_000), sse(spoken('second answer')));
    const first = project.say('first');
    const second = project.say('second');
    await until(() => cloud().to('message').length === 2);
    project.stop();
    await Promise.all([first, second]);
    assert.equal(agentSays(project).at(-1), 'second answer');
  });

  it('as a whole goes for everything, from the first moment on', async () => {
    for (const ticks of [0, 1, 3, 10]) {
      const project = newProject();
      const converted = project.convert(begin);
      for (let n = 0; n < ticks; n++) await new Promise((later) => setImmediate(later));
      await project.cancelAll();
      const ended = await converted;
      assert.ok(ended === undefined || ended.state.status === 'cancelled', `${ticks} ticks`);
    }
    assert.deepEqual((await readdir(temporary())).toSorted(), ['episode.mp3', 'journal']);
  });

  it('as a whole lets no queued message out', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', sse(60_000));
    const said = ['first', 'second', 'third'].map((text) => project.say(text));
    await until(() => cloud().to('message').length === 2);
    await project.cancelAll();
    await Promise.all(said);
    assert.equal(cloud().to('message').length, 2);
  });

  it('ends an export at the back end as well, and leaves no file', async () => {
    cloud().pollsUntilDone = 1e9;
    const project = newProject();
    const converted = project.convert(begin);
    await until(() => cloud().to('renderStatus').length > 2);
    project.cancelExport(project.state.value.record.jobs[0]?.id ?? '');
    assert.equal((await converted)?.state.status, 'cancelled');
    assert.deepEqual(
      [...cloud().renders.values()].map(({ cancelled }) => cancelled),
      [true],
    );
    assert.deepEqual((await readdir(temporary())).toSorted(), ['episode.mp3', 'journal']);
  });

  it('ends a download, and leaves no file', async () => {
    cloud().video = mp4(2_000_000);
    cloud().script('cdn', async ({ response, cloud: { video } }) => {
      response.writeHead(200, { 'Content-Length': video.length });
      response.write(video.subarray(0, 1000));
      await sleep(5000, undefined, { ref: false });
    });
    const project = newProject();
    const converted = project.convert(begin);
    await until(() => project.state.value.record.jobs[0]?.state.status === 'downloading');
    await project.cancelAll();
    assert.equal((await converted)?.state.status, 'cancelled');
    assert.deepEqual((await readdir(temporary())).toSorted(), ['episode.mp3', 'journal']);
  });
});

describe('trying again in a project', () => {
  const { cloud, temporary, newProject } = useWorkbench();

  it('converts with all that was given the first time', async () => {
    await writeFile(temporary('cover.png'), 'picture');
    cloud().script('upload', refuse(4002));
    const project = newProject();
    const wanted = {
      request: 'make it blue',
      extras: [temporary('cover.png')],
      outputPath: temporary('blue.mp4'),
    };
    assert.equal(await project.convert(wanted), undefined);
    await project.retry();
    assert.equal(project.state.value.record.jobs[0]?.outputPath, temporary('blue.mp4'));
    const names = cloud()
      .to('upload')
      .flatMap(({ files }) => files.map(({ name }) => name));
    assert.deepEqual(names, ['cover.png', 'cover.png', 'episode.mp3']);
    const texts = cloud()
      .to('message')
      .map(({ body }) => body.includes('make it blue'));
    assert.deepEqual(texts, [true]);
  });

  it('says a message again, and exports nothing unasked', async () => {
    cloud().allowRepeats = true;
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', empty(500));
    await project.say('make it blue');
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'failed');
    await project.retry();
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'sent');
    assert.equal(itemsOf(project, 'user').at(-1)?.text, 'make it blue');
    assert.equal(project.state.value.record.jobs.length, 1);
  });

  it('exports again where it was the export that failed', async () => {
    const project = newProject();
    cloud().script('render', refuse(402));
    assert.equal((await project.convert(begin))?.state.status, 'failed');
    await project.act({ do: 'export' });
    assert.equal(project.state.value.record.jobs.at(-1)?.state.status, 'done');
    assert.equal(cloud().to('message').length, 1);
  });
});
