import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { cutUpload } from '../../contract/server/slow-upload';
import { begin, itemsOf, noticesOf, useWorkbench } from './workbench';

describe('files of a project', () => {
  const { cloud, temporary, newProject } = useWorkbench();
  const uploaded = () =>
    cloud()
      .to('upload')
      .flatMap(({ files }) => files.map(({ name }) => name));

  it('that the session has are not sent again, whatever they are called', async () => {
    const project = newProject();
    await project.convert(begin);
    await writeFile(temporary('copy.mp3'), 'sound');
    await project.attach([temporary('episode.mp3')]);
    await project.attach([temporary('copy.mp3')]);
    assert.deepEqual(uploaded(), ['episode.mp3']);
    assert.equal(itemsOf(project, 'upload').at(-1)?.status, 'done');
  });

  it('that have changed are sent again', async () => {
    const project = newProject();
    await project.convert(begin);
    await writeFile(temporary('episode.mp3'), 'another take');
    await project.attach([temporary('episode.mp3')]);
    assert.deepEqual(uploaded(), ['episode.mp3', 'episode.mp3']);
  });

  it('that went away after they were sent are not missed', async () => {
    const project = newProject();
    await project.convert(begin);
    await rm(temporary('episode.mp3'));
    await project.say('make it blue');
    assert.equal(itemsOf(project, 'user').at(-1)?.status, 'sent');
  });

  it('are sent anew by hand where the way broke off, since the service may have taken a part', async () => {
    await writeFile(temporary('episode.mp3'), Buffer.alloc(3_000_000, 5));
    cloud().script('upload', cutUpload(1_000_000));
    const project = newProject();
    assert.equal(await project.convert(begin), undefined);
    assert.equal(itemsOf(project, 'upload').at(-1)?.status, 'failed');
    assert.equal(cloud().to('upload').length, 1, 'not by itself');
    await project.retry();
    assert.equal(project.state.value.record.jobs.at(-1)?.state.status, 'done');
  });

  it('may be several, each with its own progress [wire: intents/upload]', async () => {
    for (const name of ['cover.png', 'logo.png', 'music.mp3']) await writeFile(temporary(name), name);
    const project = newProject();
    await project.attach(['cover.png', 'logo.png', 'music.mp3'].map((name) => temporary(name)));
    const items = itemsOf(project, 'upload');
    assert.deepEqual(
      items.map(({ name, status, sentBytes, totalBytes }) => [name, status, sentBytes === totalBytes]),
      [
        ['cover.png', 'done', true],
        ['logo.png', 'done', true],
        ['music.mp3', 'done', true],
      ],
    );
    assert.match(noticesOf(project).at(-1) ?? '', /^Added cover\.png, logo\.png, music\.mp3\./);
  });

  it('may come from the web, by http and https only [wire: endpoints/upload-by-url]', async () => {
    const project = newProject();
    await project.attachUrl('https://example.org/episode.mp3');
    assert.deepEqual(JSON.parse(cloud().to('upload')[0]?.body ?? ''), {
      source_type: 'url',
      urls: ['https://example.org/episode.mp3'],
    });
    for (const url of [
      'file:///etc/passwd',
      'ftp://example.org/a.mp3',
      'javascript:alert(1)',
      'https://me:pw@x.org/a',
    ])
      await project.attachUrl(url);
    assert.equal(cloud().to('upload').length, 1);
    assert.match(noticesOf(project).at(-1) ?? '', /^This address cannot be used\./);
  });

  it('are found under the name that they have now', async () => {
    const project = newProject();
    await project.convert(begin);
    await rename(temporary('episode.mp3'), temporary('renamed.mp3'));
    await project.attach([temporary('renamed.mp3')]);
    assert.deepEqual(uploaded(), ['episode.mp3']);
  });
});
