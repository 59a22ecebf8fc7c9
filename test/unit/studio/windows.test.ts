import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import type { Project } from '../../../src/studio/project';
import type { Studio } from '../../../src/studio/studio';
import { sse, spoken } from '../../contract/server/answers';
import { begin, itemsOf, jobOf, saidTo, until, useStillWorkbench } from './workbench';

describe('two windows on one journal', () => {
  const { cloud, clock, temporary, newStudio } = useStillWorkbench();
  let studios: Studio[];
  beforeEach(() => (studios = []));
  afterEach(() => Promise.all(studios.map((studio) => studio.dispose())));

  const open = () => {
    const studio = newStudio();
    studios.push(studio);
    return studio;
  };
  const projectIn = (studio: Studio) => {
    const [project] = studio.projects.value;
    assert.ok(project);
    return project;
  };
  /** A first window that is busy with an export which does not end. */
  async function exporting(): Promise<{ first: Studio; converted: Promise<unknown> }> {
    cloud().pollsUntilDone = 1e9;
    const first = open();
    const [made] = first.create([temporary('episode.mp3')], 'cloud');
    const converted = made?.project.convert(begin) ?? Promise.resolve();
    await until(() => jobOf(projectIn(first))?.state.status === 'rendering');
    return { first, converted };
  }
  const isElsewhere = (project: Project) => project.state.value.isElsewhere;

  it('show the same, and one of them works on it', async () => {
    await exporting();
    const second = open();
    await second.restore();
    const shown = projectIn(second);
    assert.equal(isElsewhere(shown), true);
    assert.equal(itemsOf(shown, 'user')[0]?.text, 'make a video');
    await assert.rejects(shown.say('make it blue'), { code: 'openElsewhere' });
    await assert.rejects(shown.export(), { code: 'openElsewhere' });
    assert.equal(itemsOf(shown, 'user').length, 1, 'nothing is left of what was not done');
    assert.equal(cloud().renders.size, 1);
  });

  it('follow each other', async () => {
    const { first } = await exporting();
    const second = open();
    await second.restore();
    cloud().script('message', sse(spoken('Blue it is.')));
    await projectIn(first).say('make it blue');
    await clock().untilSleeping(2000);
    await clock().advance(2000);
    await until(() => itemsOf(projectIn(second), 'user').length === 2);
    assert.equal(isElsewhere(projectIn(second)), true);
  });

  it('make one file of an export that changes hands', async () => {
    const { first, converted } = await exporting();
    const second = open();
    await second.restore();
    cloud().pollsUntilDone = 0;
    await first.dispose();
    await converted;
    assert.equal(cloud().to('renderCancel').length, 0, 'a window that goes gives nothing up');
    const project = projectIn(second);
    while (jobOf(project)?.state.status !== 'done') {
      await clock().advance(2000);
      await new Promise((later) => setTimeout(later, 5));
    }
    assert.equal(isElsewhere(project), false);
    assert.deepEqual(
      (await readdir(temporary())).filter((name) => name.startsWith('.') || name.endsWith('.mp4')),
      ['episode.mp4'],
    );
    assert.equal(cloud().renders.size, 1);
    assert.deepEqual(saidTo(cloud()), ['make a video']);
  });

  it('leave a conversation to the next one in which it can go on', async () => {
    const first = open();
    const [made] = first.create([temporary('episode.mp3')], 'cloud');
    await made?.project.convert(begin);
    await first.dispose();
    const second = open();
    await second.restore();
    const project = projectIn(second);
    assert.equal(isElsewhere(project), false);
    cloud().script('message', sse(spoken('Blue it is.')));
    await project.say('make it blue');
    assert.equal(itemsOf(project, 'user').length, 2);
  });
});

describe('a window that is closed in the middle', () => {
  const { cloud, clock, temporary, newStudio } = useStillWorkbench();
  let second: Studio | undefined;
  afterEach(() => second?.dispose());

  /** Closes a window at a moment of a conversion, opens another, and waits for the file. */
  async function closedWhen(isThen: (project: Project) => boolean): Promise<Project> {
    const first = newStudio();
    const [made] = first.create([temporary('episode.mp3')], 'cloud');
    assert.ok(made);
    const converted = made.project.convert(begin);
    await until(() => isThen(made.project));
    await first.dispose();
    await converted;
    cloud().pollsUntilDone = 0;
    second = newStudio();
    await second.restore();
    const [project] = second.projects.value;
    assert.ok(project);
    while (jobOf(project)?.state.status !== 'done') {
      await clock().advance(1000);
      await new Promise((later) => setTimeout(later, 5));
    }
    assert.deepEqual(
      (await readdir(temporary())).filter((name) => name.startsWith('.') || name.endsWith('.mp4')),
      ['episode.mp4'],
    );
    assert.deepEqual(saidTo(cloud()), ['make a video'], 'the message went out once');
    assert.equal(cloud().renders.size, 1, 'and one render was made');
    return project;
  }

  it('of an upload uploads it in the next one', async () => {
    await writeFile(temporary('episode.mp3'), Buffer.alloc(3_000_000, 1));
    cloud().script(
      'upload',
      Object.assign(() => undefined, { takesBody: true as const }),
    );
    await closedWhen(() => cloud().to('upload').length === 1);
    assert.equal(cloud().to('upload').length, 2);
    assert.equal(cloud().drafts.size, 1, 'into the same session');
  });

  it('of an answer looks for what the answer has done', async () => {
    const { script } = { script: cloud().script.bind(cloud()) };
    script('message', async (exchange) => {
      const { session_id } = JSON.parse(exchange.recorded.body) as { session_id: string };
      exchange.cloud.drafts.set(session_id, exchange.cloud.draftText);
      exchange.response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      exchange.response.write(spoken('On it'));
      await new Promise((closed) => exchange.response.on('close', closed));
    });
    const project = await closedWhen((made) => itemsOf(made, 'agent').length > 0);
    assert.equal(itemsOf(project, 'user')[0]?.status, 'sent');
  });

  it('of a render fetches it in the next one', async () => {
    cloud().pollsUntilDone = 1e9;
    await closedWhen((made) => jobOf(made)?.state.status === 'rendering');
  });

  it('of a download fetches the rest of it [wire: endpoints/render-download]', async () => {
    cloud().script('cdn', async ({ response, cloud: { video } }) => {
      response.writeHead(200, { 'Content-Length': video.length, ETag: '"x"' });
      response.write(video.subarray(0, 30_000));
      await new Promise((closed) => response.on('close', closed));
    });
    await closedWhen((made) => {
      const state = jobOf(made)?.state;
      return state?.status === 'downloading' && state.percent > 25;
    });
    assert.match(String(cloud().to('cdn').at(-1)?.headers.range), /^bytes=\d+-$/);
  });
});

describe('many projects in a journal', () => {
  const { temporary, newStudio } = useStillWorkbench();

  it('are opened as far as anybody looks, and the others when they are asked for', async () => {
    const first = newStudio();
    for (let n = 0; n < 55; n++) {
      const project = first.begin(temporary(`${n}.mp3`), 'cloud');
      // Refused before anything is sent: the recordings are not there.
      await project.convert(begin);
    }
    await first.dispose();
    const second = newStudio();
    await second.restore();
    assert.equal(second.projects.value.length, 50);
    assert.equal(second.older.value.length, 5);
    const [head] = second.older.value;
    const opened = await second.open(head?.id ?? '');
    assert.equal(second.current.value, opened);
    assert.equal(opened?.state.value.record.items.length, 3);
    assert.equal(second.older.value.length, 4);
    await second.dispose();
  });
});
