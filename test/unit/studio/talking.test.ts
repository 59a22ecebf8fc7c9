import assert from 'node:assert/strict';
import { audioTrack, draft, textTrack, videoTrack } from '../../builders';
import { sse, spoken } from '../../contract/server/answers';
import { oddDraft } from '../../contract/server/cloud';
import { agentSays, begin, editing, itemsOf, noticesOf, saidTo, useWorkbench } from './workbench';

describe('what an agent says', () => {
  const { cloud, newProject } = useWorkbench();

  /** A project in which the agent has answered a wish with this text. */
  async function answered(text: string, change = (draft: string) => draft) {
    const project = newProject();
    await project.convert(begin);
    cloud().script('message', editing(change, sse(spoken(text))));
    await project.say('make it blue');
    const item = itemsOf(project, 'agent').at(-1);
    assert.ok(item);
    return { project, item };
  }

  it('of buttons becomes a button, and exports nothing by itself [wire: gui/never-by-itself, gui/export-button]', async () => {
    for (const text of [
      'The waveform is blue now. Click the "Export" button to get your video.',
      '波形已经改成蓝色。请点击“导出”按钮下载视频。',
    ]) {
      const { project, item } = await answered(text);
      assert.deepEqual(item.actions, [{ do: 'export' }]);
      assert.doesNotMatch(item.text, /click|点击/i);
      assert.match(item.text, /blue now|蓝色/);
      assert.equal(project.state.value.record.jobs.length, 1, 'that of the conversion');
    }
    assert.equal(cloud().to('render').length, 2);
  });

  it('of an upload uploads nothing by itself [wire: gui/never-by-itself]', async () => {
    const { item } = await answered('I need a logo for that. Click Upload and choose the file.');
    assert.deepEqual(item.actions, [{ do: 'attach' }]);
    assert.equal(cloud().to('upload').length, 1, 'that of the conversion');
  });

  it('of its panels shows the timeline, and of an account the credits [wire: gui/open, gui/account]', async () => {
    const opened = await answered('Done. Open the timeline panel to see the tracks.');
    assert.equal(itemsOf(opened.project, 'timeline').length, 2);
    const sent = await answered('You are low on credits. Please check your account.');
    assert.match(noticesOf(sent.project).at(-1) ?? '', /^97 credits are available/);
  });

  it('in the words of an export starts none', async () => {
    await answered('export\n\n导出\n\n```\nexport the video\n```');
    assert.equal(cloud().to('render').length, 1);
  });

  it('after a generation in two stages is told as two, each to be taken out [wire: run/two-stages]', async () => {
    const made = draft(
      videoTrack({ name: 'city timelapse', start: 0, d: 3000 }),
      audioTrack({ name: 'episode', start: 0, d: 3000 }),
      audioTrack({ name: 'Lo-fi', start: 0, d: 3000, volume: 0.2 }),
      textTrack({ text: 'Small Lights', start: 0, d: 2000 }),
    );
    cloud().draftText = JSON.stringify(made);
    const project = newProject();
    await project.convert(begin);
    const item = itemsOf(project, 'agent').at(-1);
    assert.match(item?.text ?? '', /made in two stages/);
    assert.match(item?.text ?? '', /1\. The raw video: .*city timelapse/);
    assert.match(item?.text ?? '', /2\. Added without being asked for: .*Lo-fi.*Small Lights/);
    assert.deepEqual(item?.suggestions, [
      'Remove the music',
      'Remove the title',
      'Remove everything that was added',
    ]);
  });

  it('comes with what to say next, never the same again [wire: run/next-steps]', async () => {
    const { item } = await answered('Blue.');
    assert.ok(item.suggestions.length >= 2 && item.suggestions.length <= 3);
    assert.ok(!item.suggestions.includes('make it blue'));
  });

  it('while nothing can be said of what it changed is told as it is', async () => {
    const opaque = oddDraft.replace('"x":1.0e-7', '"x":2');
    const project = newProject();
    await project.convert(begin);
    cloud().script(
      'message',
      editing(() => opaque, sse()),
    );
    await project.say('a little warmer');
    assert.equal(agentSays(project).at(-1), 'Something on the timeline changed that cannot be shown here.');
    assert.deepEqual(saidTo(cloud()), ['make a video', 'a little warmer']);
  });
});
