import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { job } from '../../builders';
import { binary, empty, html, json } from '../../contract/server/answers';
import { oddDraft } from '../../contract/server/cloud';
import { asEver } from '../../contract/server/defaults';
import { cutAfter, doneButUnsaid, resetBefore } from '../../contract/server/faults';
import { begin, jobOf, until, useStillWorkbench, useWorkbench } from './workbench';

const left = (name: string) => name !== 'journal' && name !== 'episode.mp3';

describe('an export', () => {
  const { cloud, temporary, newProject } = useWorkbench();
  const files = async () => (await readdir(temporary())).filter(left).toSorted();
  const isWhole = async () => (await readFile(temporary('episode.mp4'))).equals(cloud().video);

  it('of nothing is never sent [wire: draft/exportable]', async () => {
    cloud().draftText = '{"t":[{"tt":0,"sg":[]}]}';
    assert.equal(await newProject().convert(begin), undefined);
    assert.equal(cloud().to('render').length, 0);
  });

  it('of a timeline with odd fields sends them back byte for byte [wire: draft/bytes]', async () => {
    const odd =
      '{"t":[ {"tt":0,"d":null,"m":null,"sg":[{"name":"a","d":3000}]}, {"tt":1,"sg":null} ],"d":null,' +
      '"m":{"title":null, "width":"1920"}}';
    cloud().draftText = odd;
    assert.equal((await newProject().convert(begin))?.state.status, 'done');
    assert.ok(cloud().to('render')[0]?.body.includes(`"draft":${odd}`));
  });

  it('whose render died is tried once more, and not again by another window [wire: poll/failed-id]', async () => {
    const session_id = cloud().addSession();
    cloud().drafts.set(session_id, oddDraft);
    cloud().always('renderStatus', json({ success: true, data: { id: 'x', status: 'failed' } }));
    const second = job({
      attempt: 2,
      outputPath: temporary('x.mp4'),
      state: { status: 'rendering', percent: 1 },
    });
    const project = newProject({ session: { session_id, task_id: '1', files: [] }, jobs: [second] });
    await project.resume();
    assert.equal(jobOf(project)?.state.status, 'failed');
    assert.equal(cloud().to('render').length, 0);
  });

  it('that the service knows nothing of any more is rendered again, once', async () => {
    cloud().script('renderStatus', json({ success: false, error: 'no such render' }, 404));
    assert.equal((await newProject().convert(begin))?.state.status, 'done');
    assert.equal(cloud().to('render').length, 2);
  });

  it('comes from the service where something else is at its address [wire: endpoints/render-download]', async () => {
    cloud().always('cdn', html(200));
    assert.equal((await newProject().convert(begin))?.state.status, 'done');
    assert.ok(await isWhole());
    assert.deepEqual(await files(), ['episode.mp4']);
  });

  it('is refused where nothing at all is a video', async () => {
    cloud().always('cdn', binary(Buffer.from('not a video')));
    cloud().always('renderDownload', binary(Buffer.from('nor this')));
    const failed = await newProject().convert(begin);
    assert.equal(failed?.state.status, 'failed');
    assert.match(failed.state.message, /not a playable video/);
    assert.deepEqual(await files(), []);
  });
});

describe('an export with trouble on the way', () => {
  const { cloud, clock, temporary, newProject } = useStillWorkbench();
  const files = async () => (await readdir(temporary())).filter(left).toSorted();
  const rendersAsked = () =>
    cloud()
      .to('render')
      .map(({ body }) => (JSON.parse(body) as { id: string }).id);

  it('is handed over once, where the first answer is lost behind the deed [wire: poll/duplicate-id]', async () => {
    for (const lost of [doneButUnsaid(), resetBefore, empty(503)]) {
      cloud().script('render', lost);
      const project = newProject();
      const converted = project.convert(begin);
      await clock().untilSleeping(2000);
      await clock().advance(2000);
      assert.equal((await converted)?.state.status, 'done');
    }
    assert.equal(cloud().renders.size, 3, 'three exports, three renders');
  });

  it('with an id that is taken follows the render that has it, where it is there and well [wire: poll/duplicate-id]', async () => {
    cloud().script('render', async (exchange) => {
      const { id } = JSON.parse(exchange.recorded.body) as { id: string };
      cloud().renders.set(id, { polls: 0, cancelled: false });
      await asEver(exchange);
    });
    const done = await newProject().convert(begin);
    assert.deepEqual([done?.state.status, done?.attempt], ['done', 1]);
    assert.equal(cloud().to('render').length, 1);
  });

  it('with an id that is taken by nobody known, or by a render that failed, has another, once [wire: poll/duplicate-id]', async () => {
    const duplicate = json({ success: false, error: 'duplicate render id' });
    const taken = json({ code: 400, message: '此 ID 的渲染任务已存在。' }, 409);
    for (const answer of [duplicate, taken]) {
      cloud().script('render', answer);
      const done = await newProject().convert(begin);
      assert.deepEqual([done?.state.status, done?.attempt], ['done', 2]);
    }
    cloud().script('render', duplicate);
    cloud().script('renderStatus', json({ id: 'x', status: 'failed' }));
    assert.equal((await newProject().convert(begin))?.state.status, 'done');
    assert.equal(new Set(rendersAsked()).size, 6, 'every try under an id of its own');

    cloud().script('render', duplicate, duplicate);
    assert.equal((await newProject().convert(begin))?.state.status, 'failed');
    assert.equal(rendersAsked().length, 8, 'and no third');
  });

  it('is not handed over again and again where the service asks for pauses', async () => {
    cloud().always('render', ({ response }) => void response.writeHead(429, { 'Retry-After': '2' }).end());
    const converted = newProject().convert(begin);
    for (let second = 0; second < 2; second++) {
      await clock().untilSleeping(1000);
      await clock().advance(1000);
    }
    assert.notEqual((await converted)?.state.status, 'done');
    assert.equal(rendersAsked().length, 2);
  });

  it('takes a gateway’s page for no word on the render, but two in a row [wire: poll/trouble-is-not-failure]', async () => {
    cloud().script('renderStatus', html(404), asEver, html(404), asEver);
    cloud().pollMs = 1000;
    cloud().pollsUntilDone = 1;
    const converted = newProject().convert(begin);
    for (let poll = 0; poll < 3; poll++) {
      await clock().untilSleeping(1000);
      await clock().advance(1000);
    }
    assert.equal((await converted)?.state.status, 'done');
    assert.equal(rendersAsked().length, 1);

    cloud().script('renderStatus', html(404), html(404));
    cloud().pollsUntilDone = 0;
    const another = newProject().convert(begin);
    await clock().untilSleeping(1000);
    await clock().advance(1000);
    assert.equal((await another)?.state.status, 'done');
    assert.equal(rendersAsked().length, 3, 'one more for the one that is not there');
  });

  it('is given up where it cannot be handed over at all', async () => {
    cloud().always('render', empty(503));
    cloud().always('renderStatus', empty(503));
    const project = newProject();
    const converted = project.convert(begin);
    for (const ms of [2000, 5000, 15_000]) {
      await clock().untilSleeping(ms);
      await clock().advance(ms);
    }
    assert.equal((await converted)?.state.status, 'failed');
  });

  it('is asked for every 30 s at a cloud that does not say otherwise [wire: poll/interval]', async () => {
    cloud().pollMs = undefined;
    cloud().pollsUntilDone = 3;
    const converted = newProject().convert(begin);
    for (let poll = 1; poll <= 3; poll++) {
      await clock().untilSleeping(30_000);
      assert.equal(cloud().to('renderStatus').length, poll);
      await clock().advance(30_000);
    }
    assert.equal((await converted)?.state.status, 'done');
  });

  it('is not asked for every second where there is no way to the service at all', async () => {
    cloud().always('capabilities', resetBefore);
    const session_id = cloud().addSession();
    const left = job({ outputPath: temporary('x.mp4'), state: { status: 'rendering', percent: 1 } });
    cloud().renders.set(left.renderId, { polls: 0, cancelled: false });
    const project = newProject({ session: { session_id, task_id: '1', files: [] }, jobs: [left] });
    const resumed = project.resume();
    for (let tries = 1; tries <= 3; tries++) {
      await clock().untilSleeping();
      assert.deepEqual([clock().sleeping(), cloud().to('capabilities').length], [[5000], tries]);
      if (tries === 3) cloud().always('capabilities', asEver);
      await clock().advance(5000);
    }
    await resumed;
    assert.equal(jobOf(project)?.state.status, 'done');
  });

  it('says how long it will take where the service does not', async () => {
    cloud().pollMs = undefined;
    cloud().pollsUntilDone = 3;
    const project = newProject();
    const etas: (number | undefined)[] = [];
    project.state.subscribe(() => {
      const state = jobOf(project)?.state;
      if (state?.status === 'rendering' && state.percent > 0) etas.push(state.etaMs);
    });
    const converted = project.convert(begin);
    for (let poll = 1; poll <= 3; poll++) {
      await clock().untilSleeping(30_000);
      await clock().advance(30_000);
    }
    await converted;
    assert.deepEqual(etas, [undefined, 60_000, 30_000]);
  });

  it('is left alone after 15 minutes without progress, and goes on when asked to [wire: poll/patience]', async () => {
    cloud().pollMs = undefined;
    cloud().always('renderStatus', json({ id: 'x', status: 'processing', progress: 40 }));
    const project = newProject();
    const converted = project.convert(begin);
    for (let poll = 1; jobOf(project)?.state.status !== 'paused'; poll++) {
      assert.ok(poll <= 32, 'it does not wait for ever');
      await clock().untilSleeping(30_000);
      await clock().advance(30_000);
      await until(
        () => cloud().to('renderStatus').length > poll || jobOf(project)?.state.status === 'paused',
      );
    }
    const paused = (await converted)?.state;
    assert.equal(paused?.status, 'paused');
    assert.match(paused.message, /takes unusually long\. It is not lost/);
    const asked = cloud().to('renderStatus').length;
    await clock().advance(3_600_000);
    assert.equal(cloud().to('renderStatus').length, asked, 'nobody asks meanwhile');

    cloud().always(
      'renderStatus',
      json({ id: 'x', status: 'completed', output: { url: `${cloud().cdnUrl}/x` } }),
    );
    await project.act({ do: 'resumeExport', jobId: jobOf(project)?.id ?? '' });
    assert.equal(jobOf(project)?.state.status, 'done');
    assert.equal(cloud().to('render').length, 1);
  });

  it('that stands still and is not wanted is cancelled at the service as well', async () => {
    cloud().pollMs = undefined;
    const session_id = cloud().addSession();
    const paused = job({
      outputPath: temporary('x.mp4'),
      state: { status: 'paused', message: 'long', actions: [] },
    });
    cloud().renders.set(paused.renderId, { polls: 0, cancelled: false });
    const project = newProject({ session: { session_id, task_id: '1', files: [] }, jobs: [paused] });
    project.cancelExport(paused.id);
    await until(() => cloud().to('renderCancel').length === 1);
    await project.cancelAll();
    assert.equal(jobOf(project)?.state.status, 'cancelled');
  });

  it('whose download breaks off for good keeps what it has, and fetches the rest when asked to', async () => {
    cloud().always('cdn', cutAfter(60_000));
    cloud().always('renderDownload', empty(500));
    const project = newProject();
    const converted = project.convert(begin);
    await until(() => cloud().to('cdn').length === 1);
    cloud().always('cdn', empty(503));
    await clock().untilSleeping(1000);
    while (jobOf(project)?.state.status !== 'paused') {
      await clock().advance(60_000);
      await new Promise((later) => setTimeout(later, 5));
    }
    assert.equal((await converted)?.state.status, 'paused');
    const [partial = ''] = await files();
    assert.ok(partial.endsWith('.part'));
    assert.equal((await readFile(temporary(partial))).length, 60_000);

    cloud().always('cdn', asEver);
    await project.act({ do: 'resumeExport', jobId: jobOf(project)?.id ?? '' });
    assert.equal(jobOf(project)?.state.status, 'done');
    assert.equal(cloud().to('cdn').at(-1)?.headers.range, 'bytes=60000-');
    assert.ok((await readFile(temporary('episode.mp4'))).equals(cloud().video));
    assert.deepEqual(await files(), ['episode.mp4']);
  });
});
