import assert from 'node:assert/strict';
import { empty } from '../../contract/server/answers';
import type { Handler } from '../../contract/server/exchange';
import { begin, itemsOf, jobOf, noteOf, noticesOf, saidTo, until, useStillWorkbench } from './workbench';

const busy =
  (retryAfter?: string): Handler =>
  ({ response }) =>
    void response.writeHead(429, retryAfter === undefined ? {} : { 'Retry-After': retryAfter }).end();

describe('a service that asks for a pause', () => {
  const { cloud, clock, newProject } = useStillWorkbench();

  it('is waited for, once, as long as it says, for everybody to see [wire: codes/429]', async () => {
    cloud().script('message', busy('3'));
    const project = newProject();
    const notes = new Set<string>();
    project.state.subscribe(({ activity }) => activity.note && notes.add(activity.note));
    const converted = project.convert(begin);
    for (let second = 0; second < 3; second++) {
      await clock().untilSleeping(1000);
      assert.deepEqual(saidTo(cloud()), ['make a video'], 'not before its time');
      await clock().advance(1000);
    }
    assert.equal((await converted)?.state.status, 'done');
    cloud().allowRepeats = true;
    assert.deepEqual(saidTo(cloud()), ['make a video', 'make a video'], 'what was refused was not taken');
    for (const seconds of [3, 2, 1])
      assert.ok(notes.has(`The service asks for a pause: going on in ${seconds} s.`));
  });

  it('that does not say how long is waited for half a minute [wire: codes/429]', async () => {
    cloud().script('credits', busy());
    const project = newProject();
    const shown = project.showCredits();
    for (let second = 0; second < 30; second++) {
      await clock().untilSleeping(1000);
      assert.equal(cloud().to('credits').length, 1);
      await clock().advance(1000);
    }
    await shown;
    assert.match(noticesOf(project).at(-1) ?? '', /^97 credits/);
  });

  it('a second time is told, with this computer on offer', async () => {
    cloud().always('credits', busy('1'));
    const project = newProject();
    const shown = project.showCredits();
    await clock().untilSleeping(1000);
    await clock().advance(1000);
    await shown;
    const notice = itemsOf(project, 'notice').at(-1);
    assert.match(notice?.text ?? '', /asked too often/);
    assert.deepEqual(notice?.actions, [{ do: 'showCredits' }, { do: 'renderLocally' }]);
    assert.equal(cloud().to('credits').length, 2);
  });

  it('for longer than anybody waits is told at once', async () => {
    cloud().script('credits', busy('3600'));
    const project = newProject();
    await project.showCredits();
    assert.match(noticesOf(project).at(-1) ?? '', /asked too often/);
  });

  it('is not waited for by somebody who stops [wire: codes/429]', async () => {
    cloud().script('message', busy('30'));
    const project = newProject();
    const converted = project.convert(begin);
    await clock().untilSleeping(1000);
    assert.match(noteOf(project) ?? '', /going on in 30 s/);
    project.stop();
    await converted;
    assert.deepEqual(clock().sleeping(), []);
    assert.deepEqual(saidTo(cloud()), ['make a video']);
  });

  it('while an upload is on its way is waited for as well', async () => {
    cloud().script('upload', busy('1'));
    const project = newProject();
    const converted = project.convert(begin);
    await clock().untilSleeping(1000);
    await clock().advance(1000);
    assert.equal((await converted)?.state.status, 'done');
    assert.equal(cloud().to('upload').length, 2);
  });

  it('while a render is handed over or followed is waited for as well', async () => {
    cloud().script('render', busy('1'));
    cloud().script('renderStatus', busy('7'), empty(429));
    const project = newProject();
    const converted = project.convert(begin);
    await clock().untilSleeping(1000);
    await clock().advance(1000);
    await clock().untilSleeping(7000);
    await clock().advance(7000);
    await clock().untilSleeping(30_000);
    await clock().advance(30_000);
    assert.equal((await converted)?.state.status, 'done');
    await until(() => jobOf(project)?.state.status === 'done');
    assert.equal(cloud().renders.size, 1);
  });
});
