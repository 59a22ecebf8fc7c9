import assert from 'node:assert/strict';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wav } from '../builders';
import { useEditor } from './driver/use-editor';
import { Workbench } from './driver/workbench';

const elsewhere = 'This project is being worked on in another window.';

describe('several recordings at once', () => {
  const editor = useEditor({
    // A click selects and opens no preview.
    settings: { 'podcastVideo.backend': 'local', 'workbench.list.openMode': 'doubleClick' },
    prepare: async (folder) => {
      await writeFile(join(folder, 'first.wav'), wav(3));
      await writeFile(join(folder, 'second.wav'), wav(3));
      await writeFile(join(folder, 'third.mp3'), 'This is no sound at all.');
    },
  });

  it('become their videos, and one notification says how it went', async () => {
    const { workbench } = editor;
    await workbench.explorer.select('first.wav', 'second.wav', 'third.mp3');
    const menu = await workbench.explorer.openMenu('second.wav');
    await menu.choose('Convert to Podcast Video');
    const words = await workbench.notifications.waitFor('videos are ready', 90_000);
    assert.equal(words, '2 of 3 videos are ready, 1 failed.');
    assert.deepEqual(await workbench.notifications.messages(), [words]);
    const videos = (await readdir(editor.folder)).filter((name) => /\.(mp4|part)$/.test(name));
    assert.deepEqual(videos, ['first.mp4', 'second.mp4']);
    await workbench.screenshot('batch-end');
  });

  it('lead from there to the one that failed, which says why', async () => {
    const { workbench } = editor;
    await workbench.notifications.press('videos are ready', 'Show');
    await workbench.tab('third.mp3').waitFor();
    await workbench.chat.frame.locator('.notice[data-level="error"]').getByText('third.mp3').waitFor();
  });

  it('are projects to switch between', async () => {
    const { workbench } = editor;
    await workbench.runCommand('Podcast Video: Switch Project…');
    await workbench.quickInput.root.getByText('Switch to another project').waitFor();
    assert.deepEqual(await workbench.quickInput.labels(), ['first.wav', 'second.wav', 'third.mp3']);
    await workbench.quickInput.choose('second.wav');
    await workbench.tab('second.wav').waitFor();
    await workbench.chat.waitForEnd('done', 10_000);
  });

  it('are only looked at from another window on the same folder, until the first is closed', async () => {
    const second = await editor.workbench.page.context().browser()?.newPage();
    assert.ok(second);
    try {
      const other = new Workbench(second, '');
      await second.goto(editor.server.window(editor.folder));
      await other.waitUntilReady();
      await other.openContainer('Podcast Video');
      const tree = other.tree('Timeline');
      await tree.waitForRow('second.wav', 20_000);
      const projects = (await tree.rows()).filter(({ level }) => level === 1);
      assert.equal(projects.length, 3);
      for (const { description } of projects) assert.match(description, /, in another window$/);
      await other.runCommand('Podcast Video: Switch Project…');
      await other.quickInput.root.getByText('Switch to another project').waitFor();
      await other.quickInput.choose('first.wav');
      await other.chat.frame.getByText(elsewhere).waitFor();
      assert.equal(await other.chat.frame.getByRole('textbox').isDisabled(), true);
      await other.screenshot('panel-elsewhere');
      await editor.workbench.page.goto('about:blank');
      await other.chat.frame.getByText(elsewhere).waitFor({ state: 'detached', timeout: 20_000 });
      await other.chat.say('make it vertical');
      await other.chat.frame.getByText('1080×1920').last().waitFor({ timeout: 20_000 });
    } finally {
      await second.close();
    }
  });
});
