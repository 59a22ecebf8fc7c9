import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { Journal } from '../../../src/studio/journal/journal';
import { job } from '../../builders';
import { after, empty, event, json, ok, sse, spoken, tool } from '../../contract/server/answers';
import { oddDraft } from '../../contract/server/cloud';
import { agentSays, begin, editing, itemsOf, noticesOf, saidTo, until, useWorkbench } from './workbench';

describe('a project', () => {
  const { cloud, temporary, newProject, logged } = useWorkbench();

  it('goes from a recording to the file beside it', async () => {
    const project = newProject();
    const ended = await project.convert(begin);
    assert.equal(ended?.state.status, 'done');
    assert.equal(ended.outputPath, temporary('episode.mp4'));
    assert.ok((await readFile(temporary('episode.mp4'))).equals(cloud().video));
    assert.deepEqual((await readdir(temporary())).toSorted(), ['episode.mp3', 'episode.mp4', 'journal']);
    assert.deepEqual(
      project.state.value.record.items.map(({ kind }) => kind),
      ['user', 'notice', 'upload', 'agent', 'timeline', 'render'],
    );
    assert.equal(itemsOf(project, 'user')[0]?.status, 'sent');
    assert.equal(itemsOf(project, 'upload')[0]?.status, 'done');
    assert.equal(
      itemsOf(project, 'timeline')[0]?.summary,
      'Timeline (2 tracks): 1. Video: café / sea (0-3s) 2. BGM: episode (0-3s, 30%)',
    );
    assert.deepEqual(project.state.value.activity, { kind: 'idle' });
    assert.deepEqual(logged(), []);
  });

  it('keeps in the journal all that it shows', async () => {
    const project = newProject();
    await project.convert(begin);
    await project.settled();
    const { record } = project.state.value;
    // Undefined fields are none.
    const kept = JSON.parse(JSON.stringify(record)) as typeof record;
    assert.deepEqual(await new Journal(temporary('journal')).open(record.id), kept);
  });

  it('writes a message and a render id down before they are sent', async () => {
    const journal: string[] = [];
    const look = async () => {
      const [id = ''] = await readdir(temporary('journal'));
      const parts = ['project.json', 'conversation.json'].map((name) => temporary('journal', id, name));
      return (await Promise.all(parts.map((path) => readFile(path, 'utf8')))).join('\n');
    };
    cloud().script('message', async ({ response, cloud: it, recorded }) => {
      journal.push(await look());
      it.drafts.set((JSON.parse(recorded.body) as { session_id: string }).session_id, oddDraft);
      response.end(spoken('Done'));
    });
    let renderId = '';
    cloud().script('render', async (exchange) => {
      journal.push(await look());
      renderId = (JSON.parse(exchange.recorded.body) as { id: string }).id;
      exchange.cloud.renders.set(renderId, { polls: 0, cancelled: false });
      await json({ success: true, data: { id: renderId, status: 'pending' } })(exchange);
    });
    await newProject().convert(begin);
    assert.ok(journal[0]?.includes('"make a video"'));
    assert.ok(journal[1]?.includes(renderId) && renderId.startsWith('render_'));
  });

  it('shows text as it comes, and never what the agent thinks or calls [wire: run/hidden]', async () => {
    const part = (text: string, more: object = {}) =>
      event({ content: { role: 'model', parts: [{ text, ...more }] }, partial: true });
    const pieces = [part('secret_plan', { thought: true }), part('One moment. Here '), tool('look'), 200];
    cloud().script(
      'message',
      editing((draft) => draft, sse(...pieces, part('is your video.'))),
    );
    const project = newProject();
    const seen = new Set<string>();
    project.state.subscribe(() => agentSays(project).forEach((text) => seen.add(text)));
    await project.convert(begin);
    assert.ok(seen.has('One moment.'), 'a sentence was shown before the next one was there');
    assert.equal(agentSays(project).at(-1), 'One moment. Here is your video.');
    assert.ok(!JSON.stringify(project.state.value).includes('secret_plan'));
  });

  it('says in words what a silent edit changed [wire: run/silent-edit, run/summary]', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().draftText = oddDraft.replace('"volume":0.30000000000000004', '"volume":0.1');
    cloud().script('message', (exchange) => {
      const { session_id } = JSON.parse(exchange.recorded.body) as { session_id: string };
      exchange.cloud.drafts.set(session_id, exchange.cloud.draftText);
      return sse(tool('set_volume'))(exchange);
    });
    await project.say('make the voice softer');
    assert.equal(agentSays(project).at(-1), '- BGM: episode (0-3s, 30%) → (0-3s, 10%)');
  });

  it('says that nothing changed when nothing did', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', sse(tool('look')));
    await project.say('hm');
    assert.equal(agentSays(project).at(-1), 'Nothing on the timeline changed.');
  });

  it('keeps the words that came before an error in the stream, and those behind it', async () => {
    const project = newProject();
    cloud().script('message', sse(spoken('One'), event({ error: 'The model is overloaded' }), spoken('Two')));
    const ended = await project.convert(begin);
    assert.equal(ended, undefined);
    assert.equal(agentSays(project).at(-1), 'One\n\nTwo');
    assert.ok(noticesOf(project).includes('The model is overloaded'));
    assert.equal(itemsOf(project, 'user')[0]?.status, 'failed');
  });

  it('sends messages one after the other, in the order in which they were typed [wire: run/queue]', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', sse(30, spoken('a')), sse(spoken('b')), sse(spoken('c')));
    await Promise.all(['first', 'second', 'third'].map((text) => project.say(text)));
    assert.deepEqual(saidTo(cloud()), ['make a video', 'first', 'second', 'third']);
    assert.deepEqual(agentSays(project).slice(1), ['a', 'b', 'c']);
  });

  it('shows what waits for its turn as queued', async () => {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', sse(50, spoken('a')));
    const first = project.say('first');
    await until(() => project.state.value.activity.kind === 'working');
    const second = project.say('second');
    assert.deepEqual(
      itemsOf(project, 'user').map(({ status }) => status),
      ['sent', 'sending', 'queued'],
    );
    await Promise.all([first, second]);
    assert.deepEqual(
      itemsOf(project, 'user').map(({ status }) => status),
      ['sent', 'sent', 'sent'],
    );
  });

  it('does itself what is not for the agent', async () => {
    const project = newProject();
    await project.convert(begin);
    await project.say('积分');
    assert.equal(noticesOf(project).at(-1), '97 credits are available, 3 are in use; 100 in all.');
    await project.say('show tracks');
    assert.equal(itemsOf(project, 'timeline').length, 2);
    await project.say('upload');
    assert.match(noticesOf(project).at(-1) ?? '', /^Choose files/);
    await project.say('export');
    assert.equal(project.state.value.record.jobs.length, 2);
    assert.equal(cloud().to('message').length, 1);
  });

  it('gives a second export a name of its own', async () => {
    const project = newProject();
    await project.convert(begin);
    assert.equal((await project.export())?.outputPath, temporary('episode (2).mp4'));
  });

  it('has nothing to export before there is a timeline', async () => {
    const project = newProject();
    assert.equal(await project.export(), undefined);
    assert.equal(noticesOf(project).at(-1), 'There is nothing on the timeline yet. Add a recording first.');
  });

  it('follows a render through every shape of answer', async () => {
    for (const shape of ['enveloped', 'bare', 'task'] as const) {
      cloud().pollShape = shape;
      cloud().pollsUntilDone = 3;
      const project = newProject();
      const percents: number[] = [];
      project.state.subscribe(({ record: { jobs } }) => {
        const state = jobs[0]?.state;
        if (state?.status === 'rendering') percents.push(state.percent);
      });
      assert.equal((await project.convert(begin))?.state.status, 'done', shape);
      assert.deepEqual(percents, shape === 'task' ? [0, 0, 0, 0] : [0, 25, 50, 75]);
    }
  });

  it('does not take trouble on the way for a failed render [wire: poll/trouble-is-not-failure]', async () => {
    cloud().script(
      'renderStatus',
      empty(500),
      empty(503),
      empty(408),
      ({ response }) => void response.socket?.destroy(),
    );
    const ended = await newProject().convert(begin);
    assert.equal(ended?.state.status, 'done');
    assert.equal(cloud().to('render').length, 1);
  });

  it('tries a failed render once more, under another id', async () => {
    const failed = json({ success: true, data: { id: 'x', status: 'failed' } });
    cloud().script('renderStatus', failed);
    assert.equal((await newProject().convert(begin))?.state.status, 'done');
    const ids = cloud()
      .to('render')
      .map(({ body }) => (JSON.parse(body) as { id: string }).id);
    assert.equal(new Set(ids).size, 2);

    cloud().script('renderStatus', failed, failed);
    const ended = await newProject().convert(begin);
    assert.deepEqual(ended?.state, {
      status: 'failed',
      message: 'The video could not be rendered. Try to export it again.',
      actions: [],
    });
    assert.equal(cloud().to('render').length, 4);
  });

  it('takes another id where one is taken', async () => {
    cloud().script('render', json({ success: false, error: 'duplicate render id' }));
    assert.equal((await newProject().convert(begin))?.state.status, 'done');
    assert.equal(cloud().to('render').length, 2);
  });

  it('refuses a video that is none, and leaves nothing of it', async () => {
    cloud().video = Buffer.from('<html>sorry</html>');
    const ended = await newProject().convert(begin);
    assert.deepEqual(ended?.state, {
      status: 'failed',
      message: 'What came back is not a playable video. Export it again.',
      actions: [],
    });
    assert.deepEqual((await readdir(temporary())).toSorted(), ['episode.mp3', 'journal']);
  });

  it('picks up an export that another window left, wherever it was', async () => {
    const session = { session_id: cloud().addSession(), task_id: '1', files: [] };
    cloud().drafts.set(session.session_id, oddDraft);
    for (const [name, state, isKnown] of [
      ['written down only', { status: 'submitting' }, false],
      ['sent, and not known to be', { status: 'submitting' }, true],
      ['rendering', { status: 'rendering', percent: 10 }, true],
      ['downloading', { status: 'downloading', percent: 10 }, true],
    ] as const) {
      const left = job({ outputPath: temporary(`${name}.mp4`), state });
      if (isKnown) cloud().renders.set(left.renderId, { polls: 0, cancelled: false });
      const project = newProject({ session, jobs: [left] });
      void project.resume();
      await until(() => project.state.value.record.jobs[0]?.state.status === 'done');
      await project.settled();
      const [done] = project.state.value.record.jobs;
      assert.equal(done?.renderId, left.renderId, `${name}: under the same id`);
      assert.equal(done.outputPath, temporary(`${name}.mp4`));
    }
    assert.equal(cloud().renders.size, 4, 'nothing was rendered twice');
  });

  it('reads what others changed when asked to', async () => {
    const session = { session_id: cloud().addSession(), task_id: '1', files: [] };
    cloud().drafts.set(session.session_id, oddDraft);
    const project = newProject({ session });
    await project.refresh();
    assert.equal(project.state.value.timeline?.tracks.length, 2);
  });

  it('tells trouble with a sentence and a way on, and logs the whole of it', async () => {
    cloud().always('credits', after(1, ok({ odd: true })));
    const project = newProject();
    await project.showCredits();
    const notice = itemsOf(project, 'notice').at(-1);
    assert.equal(notice?.level, 'error');
    assert.deepEqual(notice.actions, [{ do: 'showCredits' }]);
    assert.equal(logged().length, 1);
  });
});
