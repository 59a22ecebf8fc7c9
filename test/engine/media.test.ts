import assert from 'node:assert/strict';
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import { MediaError, whileReading, whileWriting } from '../../src/engine/media/errors';
import { LibavError } from '../../src/engine/media/libav';
import { findCover } from '../../src/engine/media/cover';
import { probe } from '../../src/engine/media/probe';
import { readTags } from '../../src/engine/media/tags';
import { accentOf } from '../../src/engine/render/scene/accent';
import { coverPng, mp3, speechLike, wav, withTags, writeVideo } from '../media';
import { useTemporaryFolder } from '../temporary';

const failsWith = (code: string) => (error: unknown) => error instanceof MediaError && error.code === code;

/** Puts a frame with an Info header before MP3 frames, which tells their number and bytes. */
function withXing(frames: Buffer): Buffer {
  const frameBytes = 208;
  const first = Buffer.alloc(frameBytes + 1);
  frames.copy(first, 0, 0, 4);
  // Without the padding bit, a frame of 64 kbit/s and 44.1 kHz has 208 bytes.
  first[2] = (first[2] ?? 0) & ~2;
  first.write('Info', 21, 'latin1');
  first.writeUInt32BE(3, 25);
  first.writeUInt32BE(Math.round(frames.length / 208.98), 29);
  first.writeUInt32BE(frames.length + frameBytes, 33);
  return Buffer.concat([first.subarray(0, frameBytes), frames]);
}

describe('looking into a file', function () {
  this.timeout(30_000);
  const folder = useTemporaryFolder();

  it('finds the sound of an MP3, tags or not', async () => {
    const frames = await mp3(speechLike(3000));
    await writeFile(folder('plain.mp3'), frames);
    await writeFile(folder('tagged.mp3'), withTags(frames, { title: 'T', cover: coverPng() }));
    for (const name of ['plain.mp3', 'tagged.mp3']) {
      const info = await probe(folder(name));
      assert.equal(info.kind, 'audio');
      assert.ok(Math.abs(info.durationMs - 3050) < 120, `${info.durationMs} ms`);
      assert.deepEqual([info.sampleRate, info.channels, info.width], [44_100, 1, undefined]);
    }
  });

  it('finds size and rate of a video, and of a picture its size', async () => {
    await writeVideo(folder('film.mp4'));
    await writeFile(folder('cover.png'), coverPng(300));
    await writeFile(folder('cover%03d.jpg'), createCanvas(200, 100).toBuffer('image/jpeg'));
    const film = await probe(folder('film.mp4'));
    assert.deepEqual([film.kind, film.width, film.height, film.fps], ['video', 320, 240, 25]);
    assert.ok(Math.abs(film.durationMs - 2000) < 40);
    const picture = await probe(folder('cover.png'));
    assert.deepEqual(
      [picture.kind, picture.width, picture.height, picture.durationMs],
      ['image', 300, 300, 0],
    );
  });

  it('goes by the content, not by the name', async () => {
    await writeFile(folder('really-a-wav.mp3'), wav(speechLike(1000)));
    assert.equal((await probe(folder('really-a-wav.mp3'))).durationMs, 1000);
    await writeVideo(folder('film.wav'), { durationMs: 600 });
    assert.equal((await probe(folder('film.wav'))).kind, 'video');
  });

  it('tells how much of a truncated recording there is', async () => {
    const frames = await mp3(speechLike(4000));
    await writeFile(folder('cut.mp3'), withTags(frames, { title: 'T' }).subarray(0, frames.length / 2));
    const half = await probe(folder('cut.mp3'));
    assert.ok(Math.abs(half.durationMs - 2000) < 120, `${half.durationMs} ms`);
    const counted = withXing(frames);
    await writeFile(folder('counted.mp3'), withTags(counted, { title: 'T' }));
    await writeFile(folder('short.mp3'), withTags(counted, { title: 'T' }).subarray(0, counted.length / 4));
    const [whole, quarter] = [await probe(folder('counted.mp3')), await probe(folder('short.mp3'))];
    assert.ok(Math.abs(quarter.durationMs - whole.durationMs / 4) < 100, `${quarter.durationMs} ms`);
    await writeFile(folder('cut.wav'), wav(speechLike(4000)).subarray(0, 88_244));
    assert.ok(Math.abs((await probe(folder('cut.wav'))).durationMs - 1000) < 50);
  });

  it('refuses what is no recording, each for its own reason', async () => {
    await writeFile(folder('empty.mp3'), '');
    await writeFile(folder('text.mp3'), 'This is not sound at all. '.repeat(500));
    await writeFile(
      folder('noise.mp3'),
      Buffer.from(Array.from({ length: 60_000 }, (_, at) => (at * at * 31 + at) % 251)),
    );
    await writeFile(folder('notes.txt'), 'Just some notes.\n'.repeat(100));
    await writeFile(folder('list.m3u8'), `#EXTM3U\n#EXTINF:1,\nfile://${folder('blip.wav')}\n`);
    await writeFile(folder('silence.wav'), wav(new Float32Array(0)));
    await writeFile(folder('blip.wav'), wav(speechLike(20)));
    await writeFile(folder('stub.mp3'), withTags(Buffer.alloc(0), { title: 'Nothing after the tag' }));
    await writeFile(folder('half.m4a'), Buffer.from('\0\0\0\u0018ftypM4A \0\0\0\0M4A mp42', 'latin1'));
    await mkdir(folder('folder.mp3'));
    const expected = {
      'empty.mp3': 'empty',
      'text.mp3': 'unreadable',
      'noise.mp3': 'unreadable',
      'notes.txt': 'unsupported',
      'list.m3u8': 'unsupported',
      'silence.wav': 'no-sound',
      'blip.wav': 'too-short',
      'stub.mp3': 'unreadable',
      'half.m4a': 'unreadable',
      'folder.mp3': 'is-folder',
      'gone.mp3': 'missing',
    };
    for (const [name, code] of Object.entries(expected)) {
      const failure = await probe(folder(name)).then(
        (info) => assert.fail(`${name} was taken for ${info.kind} of ${info.durationMs} ms`),
        (error: unknown) => error,
      );
      assert.ok(failure instanceof MediaError, `${name}: ${String(failure)}`);
      assert.equal(failure.code, code, name);
      assert.ok(failure.message.includes(name) && !failure.message.includes(folder()), failure.message);
    }
  });

  it('notices a recording that vanishes', async () => {
    await writeFile(folder('a.wav'), wav(speechLike(500)));
    await probe(folder('a.wav'));
    await rm(folder('a.wav'));
    await assert.rejects(probe(folder('a.wav')), failsWith('missing'));
  });

  it('says when it may not be read', async () => {
    await writeFile(folder('a.wav'), wav(speechLike(500)));
    await chmod(folder('a.wav'), 0);
    // Root may read everything, so for root it is the mapping of the system's error that is tested.
    const reading =
      process.getuid?.() === 0 ? Promise.reject(whileReading('a.wav', refused())) : probe(folder('a.wav'));
    await assert.rejects(reading, failsWith('no-permission'));
  });

  it('stops when it is aborted', async () => {
    await writeFile(folder('a.wav'), wav(speechLike(500)));
    await assert.rejects(probe(folder('a.wav'), AbortSignal.abort()), { name: 'AbortError' });
  });
});

function refused(code = 'EACCES'): Error {
  return Object.assign(new Error('refused'), { code });
}

describe('an error of the system while a video is written', () => {
  it('becomes a sentence with something to do', () => {
    const expected = {
      ENOSPC: 'disk-full',
      EDQUOT: 'disk-full',
      EACCES: 'no-write-permission',
      EROFS: 'no-write-permission',
      EIO: 'not-written',
    };
    for (const [system, code] of Object.entries(expected)) {
      const error = whileWriting('/some/where/out.mp4', refused(system));
      assert.ok(error instanceof MediaError && error.code === code);
      assert.ok(error.message.includes('“out.mp4”') && !error.message.includes('/some'));
    }
  });
  it('stays what it is when the system did not make it', () => {
    for (const error of [new TypeError('ours'), new LibavError('encode', 'EINVAL', 'Invalid argument')]) {
      assert.equal(whileWriting('out.mp4', error), error);
    }
  });
});

describe('tags and cover', function () {
  this.timeout(20_000);
  const folder = useTemporaryFolder();
  const frames = () => mp3(speechLike(500));

  it('are read from an MP3', async () => {
    const cover = coverPng();
    await writeFile(
      folder('a.mp3'),
      withTags(await frames(), {
        title: '空房间 – “Rooms”',
        artist: 'Maya Lindqvist',
        album: 'The Long Way Home',
        cover,
      }),
    );
    const tags = await readTags(folder('a.mp3'));
    assert.deepEqual(
      [tags.title, tags.artist, tags.album],
      ['空房间 – “Rooms”', 'Maya Lindqvist', 'The Long Way Home'],
    );
    const path = await findCover(folder('a.mp3'), tags, folder('project'));
    assert.equal(path, folder('project', 'cover.png'));
    assert.match(await accentOf(path), /^#[0-9a-f]{6}$/);
  });

  it('are none where there are none', async () => {
    await writeFile(folder('a.mp3'), await frames());
    await writeFile(folder('text.mp3'), 'no sound');
    assert.deepEqual(await readTags(folder('a.mp3')), {});
    assert.deepEqual(await readTags(folder('text.mp3')), {});
    assert.equal(await findCover(folder('a.mp3'), {}, folder('project')), undefined);
    await assert.rejects(readTags(folder('gone.mp3')), failsWith('missing'));
  });

  it('pass over art that cannot be decoded, for a picture beside the recording', async () => {
    const tags = { cover: { data: Buffer.from('no picture'), mime: 'image/png' } };
    assert.equal(await findCover(folder('a.mp3'), tags, folder('project')), undefined);
    await writeFile(folder('Folder.JPG'), coverPng());
    assert.equal(await findCover(folder('a.mp3'), tags, folder('project')), folder('Folder.JPG'));
    await writeFile(folder('cover.png'), 'no picture either');
    assert.equal(await findCover(folder('a.mp3'), {}, folder('project')), folder('Folder.JPG'));
    await writeFile(folder('cover.jpg'), coverPng());
    assert.equal(await findCover(folder('a.mp3'), {}, folder('project')), folder('cover.jpg'));
  });
});
