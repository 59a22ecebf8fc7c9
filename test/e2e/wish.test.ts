import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wav } from '../builders';
import { useEditor } from './driver/use-editor';
import { probe } from './probe';

/** Long enough for its export to be cancelled on the way. */
const longSeconds = 90;

describe('a wish in the chat', () => {
  const editor = useEditor({
    settings: { 'podcastVideo.backend': 'local' },
    prepare: async (folder) => {
      await writeFile(join(folder, 'short talk.wav'), wav(4));
      await writeFile(join(folder, 'long talk.wav'), wav(longSeconds));
    },
  });
  const videos = async () => (await readdir(editor.folder)).filter((name) => /\.(mp4|part)$/.test(name));

  it('comes after a conversion that asks nothing, since the setting has answered', async () => {
    const { workbench } = editor;
    const menu = await workbench.explorer.openMenu('short talk.wav');
    await menu.choose('Convert to Podcast Video');
    await workbench.chat.waitForEnd('done', 60_000);
    assert.deepEqual(await videos(), ['short talk.mp4']);
  });

  it('changes the timeline, and says how', async () => {
    const { chat } = editor.workbench;
    await chat.say('make it vertical');
    await chat.frame.getByText('1080×1920').last().waitFor({ timeout: 20_000 });
  });

  it('is in the next export, which goes beside the first', async () => {
    const { chat } = editor.workbench;
    await chat.say('export');
    await chat.renderCards
      .nth(1)
      .and(chat.frame.locator('[data-status="done"]'))
      .waitFor({ timeout: 60_000 });
    assert.deepEqual(await videos(), ['short talk (2).mp4', 'short talk.mp4']);
    const video = await probe(join(editor.folder, 'short talk (2).mp4'));
    assert.deepEqual(video.size, [1080, 1920]);
  });

  it('is told plainly what cannot be done', async () => {
    const { chat } = editor.workbench;
    await chat.say('make it sing like a bird');
    await chat.frame.getByText('This I cannot do').waitFor({ timeout: 20_000 });
    await editor.workbench.screenshot('panel-wish');
  });

  it('stands there again after the window was reloaded, with what was typed and not sent', async () => {
    const { workbench } = editor;
    const said = await workbench.chat.userMessages();
    await workbench.chat.frame.getByRole('textbox').fill('half a thought');
    await workbench.runCommand('Developer: Reload Window');
    await workbench.chat.frame.getByRole('textbox').waitFor({ state: 'detached' });
    await workbench.chat.frame
      .locator('.item.user')
      .nth(said.length - 1)
      .waitFor({ timeout: 30_000 });
    assert.deepEqual(await workbench.chat.userMessages(), said);
    assert.equal(await workbench.chat.frame.getByRole('textbox').inputValue(), 'half a thought');
  });

  it('can be taken back: a cancelled export leaves nothing', async () => {
    const { workbench } = editor;
    await workbench.explorer.show();
    const before = await videos();
    const menu = await workbench.explorer.openMenu('long talk.wav');
    await menu.choose('Convert to Podcast Video');
    await workbench.tab('long talk.wav').waitFor();
    await workbench.chat.waitForRender(30_000);
    await workbench.chat.press('Cancel');
    await workbench.chat.waitForEnd('cancelled', 10_000);
    assert.deepEqual(await videos(), before);
  });
});
