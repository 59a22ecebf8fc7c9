import assert from 'node:assert/strict';
import { chmod, link, mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isWholeMp4 } from '../../../src/studio/exporting/container';
import {
  checkWritable,
  partialPath,
  settle as settleTelling,
  wantedPath,
  writeFailure,
} from '../../../src/studio/exporting/output';
import { box, mp4 } from '../../builders';
import { useTemporaryFolder } from '../../temporary';

describe('the place of a video', () => {
  it('is beside its recording, or in a folder of choice', () => {
    assert.equal(wantedPath(join('/a', 'Episode 1.2.mp3')), join('/a', 'Episode 1.2.mp4'));
    assert.equal(wantedPath(join('/a', 'x.WAV'), '/videos'), join('/videos', 'x.mp4'));
    assert.equal(wantedPath(join('/a', "it's 100% 第一集 🎙️.m4a")), join('/a', "it's 100% 第一集 🎙️.mp4"));
  });

  it('is in the folder of the unfinished file, whose name is short and hidden', () => {
    const partial = partialPath(join('/a', `${'長'.repeat(80)}.mp4`), 'job-1');
    assert.equal(partial, join('/a', '.podcast-video-job-1.part'));
  });
});

describe('giving a finished video its name', () => {
  const temporary = useTemporaryFolder();
  const partial = () => temporary('.x.part');
  const wanted = () => temporary('episode.mp4');
  const settle = (from: string, to: string) => settleTelling(from, to, () => Promise.resolve());
  beforeEach(() => writeFile(partial(), 'new'));

  it('takes the name that is wanted where it is free', async () => {
    assert.equal(await settle(partial(), wanted()), wanted());
    assert.deepEqual(await readdir(temporary()), ['episode.mp4']);
  });

  it('never takes the name of a file that is there', async () => {
    await writeFile(wanted(), 'old');
    await writeFile(temporary('episode (2).mp4'), 'older');
    assert.equal(await settle(partial(), wanted()), temporary('episode (3).mp4'));
    assert.equal(await readFile(wanted(), 'utf8'), 'old');
    assert.equal(await readFile(temporary('episode (2).mp4'), 'utf8'), 'older');
    assert.equal(await readFile(temporary('episode (3).mp4'), 'utf8'), 'new');
  });

  it('takes no folder’s name', async () => {
    await mkdir(wanted());
    assert.equal(await settle(partial(), wanted()), temporary('episode (2).mp4'));
  });

  it('gives every one of many at the same time a name of its own', async () => {
    const partials = Array.from({ length: 8 }, (_, n) => temporary(`.${n}.part`));
    await Promise.all(partials.map((path, n) => writeFile(path, String(n))));
    const names = await Promise.all(partials.map((path) => settle(path, wanted())));
    assert.equal(new Set(names).size, 8);
    const contents = await Promise.all(names.map((path) => readFile(path, 'utf8')));
    assert.deepEqual(contents, ['0', '1', '2', '3', '4', '5', '6', '7']);
  });

  it('tells every name before it is taken', async () => {
    await writeFile(wanted(), 'old');
    const told: string[] = [];
    await settleTelling(partial(), wanted(), async (target) => {
      told.push(target);
      await assert.rejects(readFile(target), 'it is free still');
    });
    assert.deepEqual(told, [temporary('episode (2).mp4')]);
  });

  it('takes no name that could not be told', async () => {
    await writeFile(wanted(), 'old');
    const full = () => Promise.reject(new Error('the journal is full'));
    await assert.rejects(settleTelling(partial(), wanted(), full), /full/);
    assert.deepEqual((await readdir(temporary())).toSorted(), ['.x.part', 'episode.mp4']);
  });

  it('is done once, wherever a try before it died', async () => {
    // Behind the link:
    await link(partial(), wanted());
    assert.equal(await settle(partial(), wanted()), wanted());
    assert.deepEqual(await readdir(temporary()), ['episode.mp4']);
    // Behind all of it:
    assert.equal(await settle(partial(), wanted()), wanted());
    assert.deepEqual(await readdir(temporary()), ['episode.mp4']);
  });

  it('goes on counting where a try before it had stopped', async () => {
    await writeFile(wanted(), 'old');
    await writeFile(temporary('episode (2).mp4'), 'taken meanwhile');
    const target = await settle(partial(), temporary('episode (2).mp4'));
    assert.equal(target, temporary('episode (3).mp4'));
  });
});

describe('asking whether a folder takes a video', () => {
  const temporary = useTemporaryFolder();

  it('says that it is not there, or is no folder', async () => {
    await writeFile(temporary('file'), '');
    for (const folder of ['gone', 'file'])
      await assert.rejects(checkWritable(temporary(folder, 'x.mp4')), {
        code: 'folderMissing',
        message: `The folder ${folder} does not exist. Choose another place for the video.`,
      });
  });

  it('says that nothing may be written there, where permissions count', async () => {
    await mkdir(temporary('closed'));
    await chmod(temporary('closed'), 0o500);
    const asked = checkWritable(temporary('closed', 'x.mp4'));
    // Nothing is closed to root.
    if (process.getuid?.() === 0) await asked;
    else await assert.rejects(asked, { code: 'folderReadOnly' });
  });

  it('knows what later trouble with the disk means', () => {
    const trouble = (code: string) => writeFailure(Object.assign(new Error('raw'), { code }), '/out/x.mp4');
    assert.match(String(trouble('ENOENT')), /The folder out does not exist/);
    for (const code of ['EACCES', 'EPERM', 'EROFS'])
      assert.match(String(trouble(code)), /written into the folder out/);
    const other = new Error('other');
    assert.equal(writeFailure(other, '/out/x.mp4'), other);
  });
});

describe('telling a whole MP4', () => {
  const temporary = useTemporaryFolder();

  async function isWhole(content: Buffer): Promise<boolean> {
    await writeFile(temporary('x.mp4'), content);
    return await isWholeMp4(temporary('x.mp4'));
  }
  /** A box with its length in 64 bits. */
  const long = (type: string, content: Buffer) => {
    const header = Buffer.alloc(16);
    header.writeUInt32BE(1, 0);
    header.write(type, 4, 'latin1');
    header.writeBigUInt64BE(BigInt(16 + content.length), 8);
    return Buffer.concat([header, content]);
  };
  const head = [box('ftyp', Buffer.from('isom')), box('moov')];

  it('takes one with its boxes in any order and of any size', async () => {
    assert.ok(await isWhole(mp4()));
    assert.ok(await isWhole(mp4(0)));
    assert.ok(await isWhole(Buffer.concat([...head, box('free'), box('mdat', Buffer.alloc(9))].reverse())));
    assert.ok(await isWhole(Buffer.concat([...head, long('mdat', Buffer.alloc(100))])));
    const toTheEnd = Buffer.concat([...head, box('mdat', Buffer.alloc(50))]);
    toTheEnd.writeUInt32BE(0, toTheEnd.length - 58);
    assert.ok(await isWhole(toTheEnd), 'a last box of length 0 reaches to the end');
  });

  it('refuses one that is cut off anywhere', async () => {
    const whole = mp4(40);
    for (let length = 0; length < whole.length; length++)
      assert.equal(await isWhole(whole.subarray(0, length)), false, `${length} of ${whole.length} bytes`);
  });

  it('refuses what is something else', async () => {
    assert.equal(await isWhole(Buffer.from('<!DOCTYPE html><html>not found</html>')), false);
    assert.equal(await isWhole(Buffer.alloc(1000)), false);
    assert.equal(await isWhole(Buffer.concat([...head, mp4(4)]).subarray(0, 20)), false);
    for (const missing of ['ftyp', 'moov', 'mdat']) {
      const boxes = ['ftyp', 'moov', 'mdat'].filter((type) => type !== missing).map((type) => box(type));
      assert.equal(await isWhole(Buffer.concat(boxes)), false, `without ${missing}`);
    }
    const wild = long('mdat', Buffer.alloc(8));
    wild.writeBigUInt64BE(2n ** 63n, 8);
    assert.equal(await isWhole(Buffer.concat([...head, wild])), false);
    wild.writeBigUInt64BE(3n, 8);
    assert.equal(await isWhole(Buffer.concat([...head, wild])), false);
  });
});
