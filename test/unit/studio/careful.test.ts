import assert from 'node:assert/strict';
import { open, readdir, rm, writeFile } from 'node:fs/promises';
import { Journal } from '../../../src/studio/journal/journal';
import { Project } from '../../../src/studio/project';
import { Studio } from '../../../src/studio/studio';
import { job, projectRecord, userItem } from '../../builders';
import { empty, refuse, silence, spoken, sse } from '../../contract/server/answers';
import { oddDraft } from '../../contract/server/cloud';
import {
  begin,
  editing,
  itemsOf,
  jobOf,
  noticesOf,
  saidTo,
  until,
  useStillWorkbench,
  useWorkbench,
} from './workbench';

/** The other try that was offered last. */
const again = (project: Project) => {
  const offered = itemsOf(project, 'notice').flatMap(({ actions }) => actions);
  const action = offered.findLast((candidate) => candidate.do === 'retry');
  assert.ok(action);
  return action;
};

describe('what is asked for twice', () => {
  const { cloud, temporary, newProject } = useWorkbench();

  it('is done once: another try of a message', async () => {
    cloud().allowRepeats = true;
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', empty(500));
    await project.say('make it blue');
    const offered = again(project);
    await Promise.all([project.act(offered), project.act(offered)]);
    await project.act(offered);
    assert.deepEqual(saidTo(cloud()), ['make a video', 'make it blue', 'make it blue']);
    assert.equal(project.state.value.record.jobs.length, 1, 'and nothing is exported unasked');
  });

  it('is done once: another try of a conversion', async () => {
    cloud().allowRepeats = true;
    cloud().script('message', empty(500));
    const project = newProject();
    await project.convert(begin);
    const offered = again(project);
    await Promise.all([project.act(offered), project.act(offered)]);
    await project.act(offered);
    assert.equal(project.state.value.record.jobs.length, 1);
    assert.equal(saidTo(cloud()).length, 2);
  });

  it('is done once: a new session', async () => {
    cloud().allowRepeats = true;
    const project = newProject();
    await project.convert(begin);
    for (const id of [...cloud().drafts.keys()]) cloud().forget(id);
    await project.say('make it blue');
    await Promise.all([project.act({ do: 'startAnew' }), project.act({ do: 'startAnew' })]);
    await project.act({ do: 'startAnew' });
    assert.equal(cloud().to('session').length, 2);
    assert.deepEqual(saidTo(cloud()), ['make a video', 'make it blue', 'make a video', 'make it blue']);
  });

  it('is done once: what this window has in hand when it looks for what was left', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', sse(50, spoken('One.')), sse(spoken('Two.')));
    const said = [project.say('first'), project.say('second')];
    await until(() => cloud().to('message').length === 2);
    await Promise.all([project.resume(), ...said]);
    assert.deepEqual(saidTo(cloud()), ['make a video', 'first', 'second']);
  });

  it('is no export where it was something else that failed', async () => {
    const project = newProject();
    await project.convert(begin);
    await project.attach([temporary('gone.mp3')]);
    const [notice] = itemsOf(project, 'notice').slice(-1);
    assert.deepEqual(notice?.actions, [{ do: 'attach' }]);
    await project.retry();
    assert.equal(project.state.value.record.jobs.length, 1);
  });
});

describe('a file that cannot be added', () => {
  const { cloud, temporary, newProject } = useWorkbench();

  it('does not stand in the way of what is said next', async () => {
    const project = newProject();
    await project.convert(begin);
    const huge = await open(temporary('huge.wav'), 'w');
    await huge.truncate(500 * 1024 * 1024 + 1);
    await huge.close();
    await project.attach([temporary('huge.wav')]);
    assert.match(noticesOf(project).at(-1) ?? '', /^huge\.wav has 501 MB/);
    await project.say('make it blue');
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'sent');
  });

  it('because somebody stopped it is not added by the next message', async () => {
    const project = newProject();
    await project.convert(begin);
    await writeFile(temporary('music.mp3'), 'music');
    cloud().script('upload', silence);
    const added = project.attach([temporary('music.mp3')]);
    await until(() => cloud().to('upload').length === 2);
    project.stop();
    await added;
    await project.say('make it blue');
    assert.equal(cloud().to('upload').length, 2);
  });

  it('because it is gone is no matter where the session has it', async () => {
    cloud().script('message', refuse(2001));
    cloud().allowRepeats = true;
    const project = newProject();
    await project.convert(begin);
    await rm(temporary('episode.mp3'));
    await project.retry();
    assert.equal(jobOf(project)?.state.status, 'done');
  });
});

describe('a timeline that cannot be read behind an answer', () => {
  const { cloud, clock, newProject } = useStillWorkbench();

  it('is not taken for one that has not changed [wire: run/silent-edit]', async () => {
    const project = newProject();
    await project.convert(begin);
    const longer = (draft: string) => draft.replace('"d":3000,"m"', '"d":9000,"m"');
    cloud().script('message', editing(longer, sse()));
    cloud().script('state', empty(500));
    const said = project.say('longer');
    await clock().untilSleeping(30_000);
    await clock().advance(30_000);
    await said;
    assert.equal(itemsOf(project, 'agent').at(-1)?.text, '- Length: 0-3s → 0-9s');
  });

  it('is read once where the person does not want to wait [wire: run/cancel]', async () => {
    const project = newProject();
    await project.convert(begin);
    const longer = (draft: string) => draft.replace('"d":3000,"m"', '"d":9000,"m"');
    cloud().script('message', editing(longer, sse(spoken('On it. Just a'), { cut: true })));
    const said = project.say('longer');
    await clock().untilSleeping(30_000);
    project.stop();
    await said;
    assert.equal(project.state.value.timeline?.durationMs, 9000);
    assert.equal(itemsOf(project, 'agent').at(-1)?.streaming, false);
  });

  it('of a new session is not compared with that of the old one', async () => {
    cloud().allowRepeats = true;
    const project = newProject();
    await project.convert(begin);
    for (const id of [...cloud().drafts.keys()]) cloud().forget(id);
    await project.say('make it blue');
    cloud().script(
      'message',
      editing(() => oddDraft, sse(spoken('Here'), { cut: true })),
    );
    const renewed = project.act({ do: 'startAnew' });
    await clock().untilSleeping(30_000);
    await clock().advance(30_000);
    await renewed;
    assert.deepEqual(
      itemsOf(project, 'user').map(({ status }) => status),
      ['sent', 'failed', 'sent', 'sent'],
    );
  });
});

describe('a window that closes or is closed out', () => {
  const { cloud, clock, temporary, newParts, newProject } = useStillWorkbench();

  it('while a file goes first leaves the message behind it to be sent by the next one', async () => {
    const first = new Studio(newParts());
    const project = first.begin(temporary('episode.mp3'), 'cloud');
    await project.convert(begin);
    await writeFile(temporary('music.mp3'), 'music');
    cloud().script('upload', silence);
    const added = project.attach([temporary('music.mp3')]);
    await until(() => cloud().to('upload').length === 2);
    const said = project.say('make it blue');
    await first.dispose();
    await Promise.all([added, said]);
    const second = new Studio(newParts());
    await second.restore();
    await until(() => saidTo(cloud()).length === 2);
    assert.deepEqual(saidTo(cloud()), ['make a video', 'make it blue']);
    await second.dispose();
  });

  it('by another that took over does nothing more, and cancels nothing of the other’s', async () => {
    cloud().pollsUntilDone = 1e9;
    const studio = new Studio(newParts());
    const project = studio.begin(temporary('episode.mp3'), 'cloud');
    const converted = project.convert(begin);
    await until(() => jobOf(project)?.state.status === 'rendering');
    const [id = ''] = await readdir(temporary('journal'));
    const other = { pid: 1, host: 'another-computer', token: 'y' };
    await writeFile(temporary('journal', id, 'claim'), JSON.stringify(other));
    await project.say('make it blue');
    assert.equal(project.state.value.isElsewhere, true);
    await converted;
    assert.equal(cloud().to('renderCancel').length, 0);
    assert.deepEqual(saidTo(cloud()), ['make a video'], 'what could not be written down was not sent');
    await rm(temporary('journal', id, 'claim'));
    cloud().pollsUntilDone = 0;
    while (jobOf(project)?.state.status !== 'done') {
      await clock().advance(2000);
      await new Promise((later) => setTimeout(later, 5));
    }
    assert.equal(project.state.value.isElsewhere, false, 'and it is ours again when the other is gone');
    await studio.dispose();
  });

  it('with more projects than can be converted at a time picks the exports of all of them up', async () => {
    cloud().pollsUntilDone = 1e9;
    const records = Array.from({ length: 6 }, (_, n) => {
      const session = { session_id: cloud().addSession(), task_id: '1', files: [] };
      const left = job({ outputPath: temporary(`${n}.mp4`), state: { status: 'rendering', percent: 1 } });
      cloud().renders.set(left.renderId, { polls: 0, cancelled: false });
      return projectRecord({ createdAt: n, session, jobs: [left] });
    });
    const journal = new Journal(temporary('journal'));
    for (const record of records) await journal.save(record);
    await journal.close();
    const studio = new Studio(newParts());
    await studio.restore();
    await until(
      () =>
        new Set(
          cloud()
            .to('renderStatus')
            .map(({ path }) => path),
        ).size === 6,
    );
    await studio.dispose();
  });

  it('that cannot write its journal says so, sends nothing, and lets the message be tried again', async () => {
    const parts = newParts();
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const project = newProject();
    await project.convert(begin);
    const { record } = project.state.value;
    await project.suspend();
    let isFull = true;
    const journal = new (class extends Journal {
      override async save(saved: typeof record): Promise<void> {
        if (isFull) throw full;
        await super.save(saved);
      }
    })(temporary('elsewhere'));
    const another = new Project({ ...record, id: 'another' }, { ...parts, journal });
    await assert.rejects(another.say('make it blue'), { code: 'ENOSPC' });
    assert.equal(itemsOf(another, 'user').at(-1)?.status, 'failed');
    assert.match(noticesOf(another).at(-1) ?? '', /disk is full/);
    await assert.rejects(another.export(), { code: 'ENOSPC' });
    assert.equal(jobOf(another)?.state.status, 'failed');
    isFull = false;
    await another.act(again(another));
    assert.deepEqual(saidTo(cloud()), ['make a video', 'make it blue']);
    await journal.close();
  });
});

describe('an export that the service does not let us follow', () => {
  const { cloud, newProject } = useWorkbench();

  it('is not lost: it goes on when there is a token again [wire: poll/patience]', async () => {
    cloud().always('renderStatus', refuse(1001));
    const project = newProject();
    const paused = await project.convert(begin);
    assert.equal(paused?.state.status, 'paused');
    assert.deepEqual(paused.state.actions, [{ do: 'setToken' }, { do: 'renderLocally' }]);
    cloud().always(
      'renderStatus',
      (exchange) =>
        void exchange.response.end(
          JSON.stringify({ id: 'x', status: 'completed', output: { url: `${cloud().cdnUrl}/x.mp4` } }),
        ),
    );
    await project.act({ do: 'resumeExport', jobId: paused.id });
    assert.equal(jobOf(project)?.state.status, 'done');
    assert.equal(cloud().to('render').length, 1);
  });
});

describe('a batch that is stopped', () => {
  const { cloud, temporary, newParts } = useWorkbench();

  it('begins nothing more, of what an earlier run had left neither', async () => {
    cloud().pollsUntilDone = 1e9;
    const journal = new Journal(temporary('journal'));
    const ids = ['a', 'b', 'c', 'd', 'e'];
    for (const id of ids) {
      const session = { session_id: cloud().addSession(), task_id: '1', files: [] };
      const left = job({ outputPath: temporary(`${id}.mp4`), state: { status: 'rendering', percent: 1 } });
      cloud().renders.set(left.renderId, { polls: 0, cancelled: false });
      await journal.save(projectRecord({ id, session, jobs: [left], items: [userItem('make a video')] }));
    }
    await journal.close();
    const studio = new Studio(newParts());
    const projects = (await Promise.all(ids.map((id) => studio.open(id)))).filter(
      (project) => project !== undefined,
    );
    const abort = new AbortController();
    const converted = studio.convert(
      projects.map((project) => ({ project, beginning: begin })),
      abort.signal,
    );
    await until(() => cloud().to('renderStatus').length > 3);
    abort.abort();
    await Promise.all(projects.map((project) => project.cancelAll()));
    await converted;
    assert.deepEqual(
      projects.map((project) => jobOf(project)?.state.status),
      ids.map(() => 'cancelled'),
    );
    assert.equal(cloud().to('renderCancel').length, 5);
    await studio.dispose();
  });
});
