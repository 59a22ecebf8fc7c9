import assert from 'node:assert/strict';
import { userItem } from '../../builders';
import { empty, event, json, sse, spoken } from '../../contract/server/answers';
import { oddDraft } from '../../contract/server/cloud';
import { cutAfter, resetAfter, resetBefore } from '../../contract/server/faults';
import {
  agentSays,
  begin,
  editing,
  itemsOf,
  jobOf,
  noteOf,
  noticesOf,
  saidTo,
  until,
  useStillWorkbench,
} from './workbench';

const longer = (draft: string) => draft.replace('"d":3000,"m"', '"d":9000,"m"');

describe('an answer that is lost', () => {
  const { cloud, clock, newProject } = useStillWorkbench();

  /** A project that has been converted, and says something whose answer breaks off. */
  async function saying(...answers: Parameters<ReturnType<typeof cloud>['script']>[1][]) {
    const project = newProject();
    const converted = project.convert(begin);
    await until(() => project.state.value.activity.kind === 'idle' && jobOf(project) !== undefined);
    await until(() => ['done'].includes(jobOf(project)?.state.status ?? ''));
    await converted;
    cloud().script('message', ...answers);
    const said = project.say('longer, please');
    return { project, said };
  }
  const looks = () => cloud().to('state').length;

  it('is looked for after 30 s, and what it has done is told [wire: run/lost]', async () => {
    const lost = sse(event({ type: 'text', content: 'I am maki' }), { cut: true });
    const { project, said } = await saying(editing(longer, lost));
    await clock().untilSleeping(30_000);
    const before = looks();
    assert.match(
      noticesOf(project).at(-1) ?? '',
      /^The connection was lost before the answer was complete\./,
    );
    assert.equal(noteOf(project), 'Looking at the timeline in 30 s (1 of 6)…');
    await clock().advance(29_999);
    assert.equal(looks(), before, 'not before its time');
    await clock().advance(1);
    await said;
    assert.equal(looks(), before + 1);
    assert.equal(agentSays(project).at(-1), 'I am maki', 'what had come in stays');
    assert.equal(project.state.value.timeline?.durationMs, 9000);
    assert.equal(itemsOf(project, 'timeline').length, 2);
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'sent');
    assert.deepEqual(saidTo(cloud()), ['make a video', 'longer, please']);
  });

  it('is looked for every 60 s after that, five times, and then left to the person [wire: run/lost]', async () => {
    const { project, said } = await saying(resetBefore);
    for (const ms of [30_000, 60_000, 60_000, 60_000, 60_000, 60_000]) {
      await clock().untilSleeping(ms);
      const before = looks();
      await clock().advance(ms - 1);
      assert.equal(looks(), before);
      await clock().advance(1);
      await until(() => looks() === before + 1);
    }
    await said;
    assert.deepEqual(clock().sleeping(), []);
    const notice = itemsOf(project, 'notice').at(-1);
    assert.match(notice?.text ?? '', /^The answer was lost and nothing on the timeline has changed since\./);
    const itemId = itemsOf(project, 'user').at(-1)?.id;
    assert.deepEqual(notice?.actions[0], { do: 'retry', itemId });
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'failed');
    assert.deepEqual(saidTo(cloud()), ['make a video', 'longer, please'], 'it was not sent again');
  });

  it('is found by a later look, whatever became of those before it', async () => {
    const { project, said } = await saying(resetAfter(20));
    cloud().script('state', empty(500), resetBefore);
    for (const ms of [30_000, 60_000, 60_000]) {
      await clock().untilSleeping(ms);
      if (clock().sleeping().includes(60_000) && cloud().to('state').length > 0)
        cloud().drafts.set([...cloud().drafts.keys()][0] ?? '', longer(oddDraft));
      await clock().advance(ms);
    }
    await said;
    assert.equal(agentSays(project).at(-1), '- Length: 0-3s → 0-9s');
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'sent');
  });

  it('is given up at once where the person stops it', async () => {
    const { project, said } = await saying(cutAfter(0));
    await clock().untilSleeping(30_000);
    project.stop();
    await said;
    assert.equal(noticesOf(project).at(-1), 'Stopped.');
    assert.deepEqual(clock().sleeping(), []);
  });

  it('of a gateway counts as lost, of the service itself as refused', async () => {
    for (const status of [502, 504]) {
      const { project, said } = await saying(empty(status));
      await clock().untilSleeping(30_000);
      project.stop();
      await said;
    }
    const { project, said } = await saying(json({ detail: 'no' }, 400));
    await said;
    assert.equal(noticesOf(project).at(-1), 'no');
    assert.deepEqual(clock().sleeping(), []);
  });

  it('to a conversion goes on to its export once its work is seen', async () => {
    const project = newProject();
    cloud().script(
      'message',
      editing((draft) => draft || oddDraft, sse(spoken('Here'), { cut: true })),
    );
    const converted = project.convert(begin);
    await clock().untilSleeping(30_000);
    await clock().advance(30_000);
    assert.equal((await converted)?.state.status, 'done');
    assert.deepEqual(saidTo(cloud()), ['make a video']);
  });

  it('is looked for in the next window too, where this one died [wire: run/lost]', async () => {
    const session_id = cloud().addSession();
    cloud().drafts.set(session_id, longer(oddDraft));
    const left = { ...userItem('longer, please', 'sending'), before: 'what it was before' };
    const project = newProject({ session: { session_id, task_id: '1', files: [] }, items: [left] });
    const resumed = project.resume();
    await clock().untilSleeping(30_000);
    await clock().advance(30_000);
    await resumed;
    assert.equal(itemsOf(project, 'user')[0]?.status, 'sent');
    assert.deepEqual(saidTo(cloud()), []);
  });
});

describe('an answer that takes long', () => {
  const { cloud, clock, newProject } = useStillWorkbench();

  async function waiting(answer: Parameters<ReturnType<typeof cloud>['script']>[1]) {
    const session = { session_id: cloud().addSession(), task_id: '1', files: [] };
    cloud().drafts.set(session.session_id, oddDraft);
    cloud().script('message', answer);
    const project = newProject({ session });
    const said = project.say('longer, please');
    await until(() => cloud().to('message').length === 1);
    return { project, said };
  }

  it('shows a sign of life every two minutes, whatever the server does not say [wire: run/still-working]', async () => {
    const { project, said } = await waiting(() => undefined);
    assert.equal(noteOf(project), 'Working…');
    for (let minutes = 2; minutes <= 8; minutes += 2) {
      const notes: (string | undefined)[] = [];
      const unsubscribe = project.state.subscribe(({ activity }) => notes.push(activity.note));
      await clock().advance(2 * 60_000);
      unsubscribe();
      assert.deepEqual(notes, ['⏳ Still working…'], `after ${minutes} minutes`);
    }
    project.stop();
    await said;
  });

  it('is looked for after ten minutes of nothing but keep-alives [wire: run/timeout]', async () => {
    const { project, said } = await waiting(async ({ response }) => {
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(': keep-alive\n\n');
      await new Promise((closed) => response.on('close', closed));
    });
    await clock().advance(10 * 60_000 - 1);
    assert.match(noteOf(project) ?? '', /Still working/);
    await clock().advance(1);
    await clock().untilSleeping(30_000);
    assert.match(noticesOf(project).at(-1) ?? '', /^The connection was lost/);
    project.stop();
    await said;
  });
});
