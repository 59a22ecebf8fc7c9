import assert from 'node:assert/strict';
import { chmod, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { checkFile, isCaptions, isSupported, kindOf } from '../../../src/nemo/files';
import { mostUploadBytes } from '../../../src/wire/files';
import { useTemporaryFolder } from '../../temporary';

describe('looking at a file before it is sent', () => {
  const temporary = useTemporaryFolder();

  async function file(name: string, bytes = 10): Promise<string> {
    const handle = await open(temporary(name), 'w');
    await handle.truncate(bytes);
    await handle.close();
    return temporary(name);
  }

  for (const name of [
    'plain.mp3',
    'UPPER.WAV',
    'with space.m4a',
    "it's.aac",
    '100% real.mp3',
    '第一集.mp3',
    '🎙️ episode 👩‍🚀.mp4',
    'two.dots.mov',
    '"quoted".png',
  ])
    it(`takes ${name}`, async () => {
      const path = await file(name);
      assert.deepEqual(await checkFile(path, false), { path, name, bytes: 10 });
    });

  it('takes a link for what it leads to', async () => {
    await file('real.mp3', 5);
    await symlink(temporary('real.mp3'), temporary('link.mp3'));
    assert.equal((await checkFile(temporary('link.mp3'), false)).bytes, 5);
  });

  it('says that a folder is one', async () => {
    await mkdir(temporary('album.mp3'));
    await assert.rejects(checkFile(temporary('album.mp3'), true), {
      code: 'fileUnreadable',
      message: 'album.mp3 is a folder. Choose a recording in it.',
    });
  });

  it('says that a file is empty', async () => {
    await assert.rejects(checkFile(await file('e.mp3', 0), true), {
      code: 'fileUnreadable',
      message: 'e.mp3 is empty. Choose another file.',
    });
  });

  it('says that a file is gone', async () => {
    const gone = {
      code: 'fileUnreadable',
      message: 'gone.mp3 is not there any more. Choose the file again.',
    };
    await assert.rejects(checkFile(temporary('gone.mp3'), true), gone);
    await symlink(temporary('nowhere.mp3'), temporary('gone.mp3'));
    await assert.rejects(checkFile(temporary('gone.mp3'), true), gone);
  });

  it('says that a file may not be read, where its permissions count', async () => {
    const path = await file('secret.mp3');
    await chmod(path, 0);
    const looked = checkFile(path, true);
    // Nothing is closed to root.
    if (process.getuid?.() === 0) assert.equal((await looked).bytes, 10);
    else
      await assert.rejects(looked, {
        code: 'fileUnreadable',
        message: 'secret.mp3 may not be read. Check its permissions.',
      });
  });

  it('names the types that can be used, for a file of another', async () => {
    for (const name of ['notes.txt', 'noextension', '.mp3', 'episode.mp3.exe', 'song.flac'])
      await assert.rejects(checkFile(await file(name), true), (error: Error) => {
        assert.ok(
          error.message.startsWith(`${name} is not of a type that can be used. Use one of: mp3, wav, `),
        );
        return true;
      });
  });

  it('takes transcripts only where the back end reads them itself', async () => {
    const path = await file('words.srt');
    assert.equal((await checkFile(path, true)).name, 'words.srt');
    await assert.rejects(checkFile(path, false), { code: 'unsupportedFile' });
  });

  it('uploads 500 MB and not a byte more', async () => {
    assert.equal((await checkFile(await file('just.wav', mostUploadBytes), false)).bytes, 524_288_000);
    const path = await file('more.wav', mostUploadBytes + 1);
    await assert.rejects(checkFile(path, false), {
      code: 'fileTooLarge',
      message:
        'more.wav has 501 MB; at most 500 MB can be uploaded. Compress or trim it, or render on this computer, which has no limit.',
    });
    assert.equal((await checkFile(path, true)).bytes, mostUploadBytes + 1, 'no limit by reference');
  });

  it('goes by the extension, in any case', async () => {
    await writeFile(temporary('x.MP3'), 'not really');
    assert.equal(kindOf('A.Mp3'), 'audio');
    assert.equal(kindOf('a.mkv'), 'video');
    assert.equal(kindOf('a.webp'), 'image');
    assert.equal(kindOf('a.srt'), undefined);
    assert.equal(isSupported('mp3'), false);
    assert.ok(isCaptions('a.VTT'));
  });
});
