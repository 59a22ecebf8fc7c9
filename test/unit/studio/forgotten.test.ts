import assert from 'node:assert/strict';
import { json, refuse } from '../../contract/server/answers';
import { begin, itemsOf, jobOf, noticesOf, saidTo, useWorkbench } from './workbench';

describe('a session that the service has forgotten', () => {
  const { cloud, newProject } = useWorkbench();
  const uploads = () => cloud().to('upload').length;
  const forgetAll = () => {
    for (const id of [...cloud().drafts.keys()]) cloud().forget(id);
  };

  it('is told of, keeps the old timeline readable, and sends nothing again unasked [wire: codes/1002]', async () => {
    const project = newProject();
    await project.convert(begin);
    forgetAll();
    await project.say('make it blue');
    const notice = itemsOf(project, 'notice').at(-1);
    assert.match(notice?.text ?? '', /no longer known to the service/);
    assert.deepEqual(notice?.actions, [{ do: 'startAnew' }]);
    assert.equal(project.state.value.timeline?.tracks.length, 2, 'the old timeline');
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'failed');
    assert.equal(uploads(), 1);
    assert.equal(cloud().to('session').length, 1);
  });

  it('gets a successor with its files and wishes when the person agrees [wire: codes/1002]', async () => {
    cloud().allowRepeats = true;
    const project = newProject();
    await project.convert(begin);
    forgetAll();
    await project.say('make it blue');
    await project.act({ do: 'startAnew' });
    assert.equal(uploads(), 2);
    assert.equal(cloud().to('session').length, 2);
    assert.deepEqual(saidTo(cloud()), ['make a video', 'make it blue', 'make a video', 'make it blue']);
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'sent');
    assert.equal(project.state.value.record.jobs.length, 1, 'nothing is exported unasked');
    assert.equal((await project.export())?.state.status, 'done');
  });

  it('in the middle of a conversion gets its successor by itself: its upload was asked for just now', async () => {
    cloud().allowRepeats = true;
    for (const answer of [json({ detail: 'Session not found' }, 404), refuse(1002)]) {
      cloud().script('message', answer);
      const project = newProject();
      assert.equal((await project.convert(begin))?.state.status, 'done');
      assert.ok(noticesOf(project).some((text) => text.startsWith('The service has forgotten the session.')));
    }
    assert.equal(uploads(), 4);
  });

  it('and forgotten again is told of', async () => {
    cloud().allowRepeats = true;
    cloud().script('message', refuse(1002), refuse(1002));
    const project = newProject();
    assert.equal(await project.convert(begin), undefined);
    assert.deepEqual(itemsOf(project, 'notice').at(-1)?.actions, [{ do: 'startAnew' }]);
    await project.act({ do: 'startAnew' });
    assert.equal(jobOf(project)?.state.status, 'done', 'the conversion goes on where it was');
  });

  it('before an export fails that with the way on, and its own render is still fetched', async () => {
    const project = newProject();
    await project.convert(begin);
    forgetAll();
    const failed = await project.export();
    assert.equal(failed?.state.status, 'failed');
    assert.deepEqual(failed.state.actions, [{ do: 'startAnew' }]);
  });
});
