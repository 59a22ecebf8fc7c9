import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ChatPage, RenderProgress } from './driver/chat-page';
import { useEditor } from './driver/use-editor';
import { probe } from './probe';

const menuItem = 'Convert to Podcast Video';

/** Watches the last render card until it no longer runs; `look` is called once, when a quarter is done. */
async function watchRender(chat: ChatPage, look: () => Promise<unknown>): Promise<RenderProgress[]> {
  const seen: RenderProgress[] = [];
  let looked = false;
  for (let now = await chat.renderProgress(); now; now = await chat.renderProgress()) {
    seen.push(now);
    if (!looked && (now.percent ?? 0) >= 25) {
      looked = true;
      await look();
    }
    await wait(50);
  }
  assert.ok(looked, 'the render card went from under 25% to its end in one step');
  return seen;
}

for (const theme of ['light', 'dark'] as const) {
  describe(`the first conversion, in a ${theme} theme`, () => {
    const editor = useEditor();

    before(() => editor.workbench.setTheme(theme));

    it('is offered on recordings and not on other files', async () => {
      const { workbench } = editor;
      const other = await workbench.explorer.openMenu('README.md');
      assert.ok(!(await other.labels()).includes(menuItem));
      await other.close();
      const menu = await workbench.explorer.openMenu('episode.mp3');
      assert.ok((await menu.labels()).includes(menuItem));
      await menu.hover(menuItem);
      await workbench.screenshot(`explorer-menu-${theme}`);
      await menu.close();
    });

    it('goes from a right-click over one question to a video beside the recording', async () => {
      const { workbench, folder } = editor;
      const menu = await workbench.explorer.openMenu('episode.mp3');
      await menu.choose(menuItem);
      await workbench.quickInput.waitUntilOpen();
      assert.deepEqual(await workbench.quickInput.labels(), ['Render on this computer', 'NemoVideo cloud']);
      await workbench.screenshot(`first-question-${theme}`);
      await workbench.quickInput.choose('Render on this computer');

      const { chat } = workbench;
      await chat.waitForRender(60_000);
      const seen = await watchRender(chat, () => workbench.screenshot(`panel-during-render-${theme}`));
      // Saving the finished file counts from nought again.
      const percents = seen.filter(({ stage }) => stage !== 'Saving').flatMap(({ percent }) => percent ?? []);
      assert.deepEqual(
        percents,
        percents.slice().sort((a, b) => a - b),
      );
      assert.ok(new Set(percents).size >= 5, `the card showed only ${[...new Set(percents)].join(', ')} %`);
      assert.ok(
        seen.some(({ timeLeft }) => timeLeft !== ''),
        'the card never said how long it takes',
      );

      await chat.waitForEnd('done', 10_000);
      await workbench.screenshot(`panel-done-${theme}`);
      assert.deepEqual(await readdir(folder), ['README.md', 'episode.mp3', 'episode.mp4', 'episode.srt']);
      const video = await probe(join(folder, 'episode.mp4'));
      const recording = await probe(join(folder, 'episode.mp3'));
      assert.deepEqual(video.codecs, ['avc', 'aac']);
      assert.deepEqual(video.size, [1920, 1080]);
      assert.ok(Math.abs(video.seconds - recording.seconds) < 1 / 30 + 0.05, `${video.seconds} s`);
      await workbench.explorer.row('episode.mp4').waitFor();
    });

    it('fills the timeline in the side bar', async () => {
      const { workbench } = editor;
      await workbench.openContainer('Podcast Video');
      const tree = workbench.tree('Timeline');
      await tree.waitForRow('Captions');
      const rows = await tree.rows();
      assert.deepEqual(
        rows.map(({ level, label }) => [level, label]),
        [
          [1, 'episode.mp3'],
          [2, 'Background'],
          [2, 'Waveform'],
          [2, 'Podcast'],
          [2, 'Title'],
          [2, 'Captions'],
        ],
      );
      assert.match(rows.at(-1)?.description ?? '', /^\d+ segments$/);
      await tree.expand('Podcast');
      await tree.expand('Captions');
      await tree.waitForRow('lighthouse');
      await workbench.screenshot(`timeline-tree-${theme}`);
    });
  });
}
