import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '../../package.json';
import { empty } from '../contract/server/answers';
import { Cloud } from '../contract/server/cloud';
import { cutWithinCharacter } from '../contract/server/faults';
import { limited } from '../contract/server/refusals';
import { useEditor } from './driver/use-editor';

describe('the cloud in the editor', () => {
  let cloud: Cloud;
  before(async () => {
    cloud = await Cloud.start();
    cloud.pollMs = 200;
    cloud.pollsUntilDone = 5;
  });
  const editor = useEditor({
    settings: { 'podcastVideo.backend': 'cloud' },
    get environment() {
      return { NEMO_API_URL: cloud.baseUrl };
    },
  });
  after(async () => {
    await cloud.stop();
    assert.deepEqual(cloud.violations, [], 'a request broke a rule that holds for all');
  });

  const videos = async () => (await readdir(editor.folder)).filter((name) => /\.(mp4|part)$/.test(name));
  const notice = (text: string) => editor.workbench.chat.frame.locator('.item.notice').getByText(text).last();

  it('turns a recording into the video beside it', async () => {
    const { workbench, folder } = editor;
    const menu = await workbench.explorer.openMenu('episode.mp3');
    await menu.choose('Convert to Podcast Video');
    await workbench.chat.waitForEnd('done', 60_000);
    assert.deepEqual(await videos(), ['episode.mp4']);
    assert.ok((await readFile(join(folder, 'episode.mp4'))).equals(cloud.video));
    const [sent] = cloud.to('upload');
    const recording = await readFile(join(folder, 'episode.mp3'));
    assert.equal(sent?.files[0]?.sha256, createHash('sha256').update(recording).digest('hex'));
    assert.equal(sent?.headers['x-skill-platform'], 'vscode');
    assert.equal(sent?.headers['x-skill-version'], version);
    await workbench.screenshot('cloud-done');
  });

  it('is waited for where it asks for a pause, which can be seen and stopped', async () => {
    cloud.script('message', limited(25));
    const { workbench } = editor;
    await workbench.chat.say('make it blue');
    await workbench.chat.frame.getByText('The service asks for a pause').waitFor({ timeout: 10_000 });
    await workbench.screenshot('cloud-pause');
    await workbench.chat.press('Stop');
    await notice('Stopped.').waitFor();
    assert.equal(cloud.to('message').length, 2, 'the conversion’s, and the one that was refused');
  });

  it('is asked what became of an answer that was lost, and nothing is sent again', async () => {
    cloud.script('message', cutWithinCharacter());
    const { workbench } = editor;
    await workbench.chat.say('make it red — really');
    await notice('The connection was lost').waitFor({ timeout: 10_000 });
    await workbench.chat.frame.getByText('Looking at the timeline in 30 s (1 of 6)').waitFor();
    await workbench.screenshot('cloud-lost');
    await workbench.chat.press('Stop');
    await notice('Stopped.').waitFor();
    assert.equal(cloud.to('message').length, 3);
  });

  for (const theme of ['light', 'dark'] as const)
    it(`that does not export shows the ways on, in a ${theme} theme`, async () => {
      const { workbench } = editor;
      await workbench.setTheme(theme);
      cloud.script('render', empty(402));
      await workbench.chat.say('export');
      await workbench.chat.waitForEnd('failed', 20_000);
      const card = workbench.chat.lastRenderCard;
      await card.getByText('credits would not help').waitFor();
      for (const name of ['Try Again', 'Register', 'Render on This Computer'])
        await card.getByRole('button', { name }).waitFor();
      await workbench.screenshot(`cloud-refused-${theme}`);
    });

  it('gives way to this computer', async () => {
    const { workbench } = editor;
    await workbench.chat.lastRenderCard.getByRole('button', { name: 'Render on This Computer' }).click();
    await workbench.chat.waitForEnd('done', 90_000);
    assert.deepEqual(await videos(), ['episode (2).mp4', 'episode.mp4']);
  });

  it('leaves its token and its client id in the secret storage, and nowhere on the disk', async () => {
    const [token = ''] = cloud.tokens;
    const clientId = String(cloud.to('anonymousToken')[0]?.headers['x-client-id']);
    assert.ok(token.length > 10 && clientId.length > 10);
    const root = editor.server.folder;
    const entries = await readdir(root, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    assert.ok(files.length > 10);
    for (const file of files) {
      const text = await readFile(file).catch(() => Buffer.alloc(0));
      for (const secret of [token, clientId]) assert.ok(!text.includes(secret), `${file} tells a secret`);
    }
  });
});
