import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineDraft } from '../../src/engine/draft';
import { MediaError } from '../../src/engine/media/errors';
import { loadLibav } from '../../src/engine/media/libav';
import { probe } from '../../src/engine/media/probe';
import { readTags } from '../../src/engine/media/tags';
import { renderDraft, type RenderProgress, type RenderRequest } from '../../src/engine/render/render';
import { layOut } from '../../src/engine/render/scene/layout';
import { renderStill } from '../../src/engine/render/still';
import {
  boxesOf,
  changed,
  difference,
  inspectSound,
  inspectVideo,
  lightest,
  part,
  pictureOf,
  picturesAt,
} from '../inspect';
import { coverPng, speechLike, wav, writeEpisode, writeVideo } from '../media';
import { useTemporaryFolder } from '../temporary';
import { episodeDraft } from './draft';

const root = join(__dirname, '../..');
const fontsFolder = join(root, 'dist/fonts');

function request(draft: EngineDraft, outputPath: string): RenderRequest {
  return { draft, outputPath, quality: 'standard', fontsFolder, workerFile: join(root, 'dist/engine.js') };
}

/** Renders in the worker, as the engine does, and keeps what it told meanwhile. */
async function render(draft: EngineDraft, outputPath: string, signal = new AbortController().signal) {
  const told: RenderProgress[] = [];
  const result = await renderDraft(request(draft, outputPath), {
    signal,
    onProgress: (progress) => told.push(progress),
  });
  return { ...result, told };
}

const failsWith = (code: string, fileName: string) => (error: unknown) =>
  error instanceof MediaError &&
  error.code === code &&
  error.fileName === fileName &&
  error.message.includes(fileName);

describe('rendering an episode', function () {
  this.timeout(90_000);
  const folder = useTemporaryFolder();

  it('gives a video that plays everywhere, as long as its sound', async () => {
    await writeEpisode(folder('episode.mp3'), 5300);
    const out = folder('out.mp4');
    const draft = episodeDraft({ recording: folder('episode.mp3'), durationMs: 5300 });
    const { told, ...result } = await render(draft, out);

    const av = await loadLibav();
    const { constants } = av;
    const video = await inspectVideo(out);
    assert.equal(video.codec, 'h264');
    assert.equal(video.profile, constants.AV_PROFILE_H264_HIGH);
    assert.deepEqual([video.width, video.height, video.pixelFormat], [1920, 1080, 'yuv420p']);
    assert.deepEqual(video.colours, [
      constants.AVCOL_RANGE_MPEG,
      constants.AVCOL_PRI_BT709,
      constants.AVCOL_TRC_BT709,
      constants.AVCOL_SPC_BT709,
    ]);
    assert.equal(video.timesMs.length, result.frames);
    video.timesMs.forEach((time, frame) => {
      assert.ok(Math.abs(time - (frame * 1000) / 30) < 0.02, `frame ${frame} at ${time} ms`);
    });
    assert.equal(video.keyframes[0], 0);

    const sound = await inspectSound(out);
    assert.deepEqual([sound.codec, sound.sampleRate, sound.channels], ['aac', 44_100, 1]);
    const source = await inspectSound(folder('episode.mp3'));
    assert.ok(
      Math.abs(sound.durationMs - source.durationMs) < 1,
      `${sound.durationMs} and ${source.durationMs} ms`,
    );
    assert.ok(
      Math.abs(video.durationMs - sound.durationMs) < 34,
      `${video.durationMs} and ${sound.durationMs} ms`,
    );
    assert.equal(result.durationMs, video.durationMs);

    const boxes = await boxesOf(out);
    assert.ok(boxes.indexOf('moov') < boxes.indexOf('mdat') && boxes[0] === 'ftyp', boxes.join(' '));
    assert.equal((await probe(out)).bytes, result.bytes);
    assert.deepEqual((await readdir(folder())).sort(), ['episode.mp3', 'out.mp4']);

    told.forEach((progress, at) => assert.ok(progress.percent >= (told[at - 1]?.percent ?? 0)));
    assert.deepEqual([...new Set(told.map((progress) => progress.stage))], ['analyse', 'encode', 'finish']);
    assert.equal(told.at(-1)?.percent, 100);
  });

  it('keeps sound and picture together: a click is heard when the bars jump', async () => {
    const samples = new Float32Array(48_000 * 3);
    for (let at = 0; at < 2400; at++) samples[72_000 + at] = 0.8 * Math.sin(at * 0.06) * Math.sin(at * 0.31);
    await writeFile(folder('click.wav'), wav(samples, 48_000, 2));
    const out = folder('out.mp4');
    await render(
      episodeDraft({ recording: folder('click.wav'), durationMs: 3000, width: 640, height: 360 }),
      out,
    );
    const { left, sampleRate } = await inspectSound(out);
    const heardMs = (left.findIndex((value) => Math.abs(value) > 0.2) / sampleRate) * 1000;
    assert.ok(Math.abs(heardMs - 1500) < 12, `heard at ${heardMs} ms`);
    const panel = layOut(640, 360, { moving: false, waveform: true, captions: false }).waveform!.panel;
    const [before, during] = await picturesAt(out, [1400, 1534]);
    const moved = changed(part(before!, panel), part(during!, panel));
    assert.ok(moved > 300, `${moved} px of the bars jump`);
  });

  it('shows what it should, where and when it should', async () => {
    await writeEpisode(folder('episode.mp3'), 6000);
    await writeFile(folder('cover.png'), coverPng());
    const captions = [
      {
        startMs: 2000,
        endMs: 4000,
        text: 'Every room has its own colour, and a recording of silence is never silent.',
      },
    ];
    const draft = episodeDraft({
      recording: folder('episode.mp3'),
      durationMs: 6000,
      cover: folder('cover.png'),
      captions,
    });
    const out = folder('out.mp4');
    await render(draft, out);
    const layout = layOut(1920, 1080, { moving: false, waveform: true, captions: true });
    const [begin, without, within, after] = await picturesAt(out, [0, 1900, 3000, 4100]);

    for (const picture of [begin!, without!, within!, after!]) {
      assert.ok(lightest(part(picture, layout.title.rect)) > 220, 'the title is white');
      assert.ok(new Set(picture.luma).size > 60, 'the picture is not blank');
      const disc = part(picture, { x: 380, y: 390, width: 20, height: 20 });
      const field = part(picture, { x: 150, y: 160, width: 20, height: 20 });
      assert.ok(field[0]! - disc[0]! > 40, 'the cover is on its card');
    }
    const caption = layout.captions.rect;
    assert.ok(lightest(part(without!, caption)) < 100, 'no caption before its time');
    const white = part(within!, caption).filter((value) => value > 200).length;
    assert.ok(white > 5000, `a caption of ${white} light px`);
    assert.ok(
      difference(part(without!, caption), part(after!, caption)) < 1.5,
      'nothing is left of it afterwards',
    );
    const below = {
      x: 0,
      y: caption.y + caption.height,
      width: 1920,
      height: layout.progress.y - caption.y - caption.height,
    };
    assert.ok(difference(part(without!, below), part(within!, below)) < 1.5, 'it stays in its area');

    const panel = layout.waveform!.panel;
    assert.ok(difference(part(without!, panel), part(within!, panel)) > 2, 'the bars move');
    const line = { ...layout.progress, x: layout.progress.x + layout.progress.width / 4, width: 40 };
    assert.ok(difference(part(begin!, line), part(within!, line)) > 30, 'the progress line has come by');
  });

  it('draws frame by frame what a still draws at once', async () => {
    await writeEpisode(folder('episode.mp3'), 3000);
    const draft = episodeDraft({
      recording: folder('episode.mp3'),
      durationMs: 3000,
      width: 640,
      height: 360,
    });
    await render(draft, folder('out.mp4'));
    const [picture] = await picturesAt(folder('out.mp4'), [2500]);
    const still = await pictureOf(await renderStill(draft, 2500, 640, fontsFolder));
    const [earlier] = await picturesAt(folder('out.mp4'), [2000]);
    const all = { x: 0, y: 0, width: 640, height: 360 };
    const apart = difference(part(picture!, all), part(still, all));
    assert.ok(apart < 1, `${apart} levels apart`);
    assert.ok(
      changed(part(picture!, all), part(still, all)) < changed(part(earlier!, all), part(still, all)) / 4,
    );
  });

  it('carries title, artist, album and cover over', async () => {
    const cover = coverPng();
    await writeFile(folder('cover.png'), cover);
    await writeFile(folder('a.wav'), wav(speechLike(1000)));
    const title = '空房间的声音 — “rooms” & more';
    await render(
      episodeDraft({
        recording: folder('a.wav'),
        durationMs: 1000,
        cover: folder('cover.png'),
        title,
        width: 640,
        height: 360,
      }),
      folder('out.mp4'),
    );
    const tags = await readTags(folder('out.mp4'));
    assert.deepEqual([tags.title, tags.artist, tags.album], [title, 'Maya Lindqvist', 'The Long Way Home']);
    assert.deepEqual(Buffer.from(tags.cover?.data ?? []), cover);
    assert.equal(tags.cover?.mime, 'image/png');
  });

  for (const [shape, width, height] of [
    ['upright', 1080, 1920],
    ['square', 1080, 1080],
  ] as const) {
    it(`can be ${shape}`, async () => {
      await writeFile(folder('a.wav'), wav(speechLike(700)));
      await render(
        episodeDraft({ recording: folder('a.wav'), durationMs: 700, width, height }),
        folder('out.mp4'),
      );
      const video = await inspectVideo(folder('out.mp4'));
      assert.deepEqual([video.width, video.height, video.timesMs.length], [width, height, 21]);
    });
  }

  it('takes odd sample rates and more than two channels', async () => {
    await writeFile(folder('odd.wav'), wav(speechLike(1000, 37_800), 37_800, 6));
    const out = folder('out.mp4');
    await render(
      episodeDraft({ recording: folder('odd.wav'), durationMs: 1000, width: 640, height: 360 }),
      out,
    );
    const sound = await inspectSound(out);
    assert.deepEqual([sound.sampleRate, sound.channels], [48_000, 2]);
    assert.ok(Math.abs(sound.durationMs - 1000) < 2, `${sound.durationMs} ms`);
  });

  it('uses a recording that breaks off as far as it goes', async () => {
    await writeFile(folder('whole.wav'), wav(speechLike(4000)));
    await writeFile(folder('cut.wav'), wav(speechLike(4000)).subarray(0, 44_100 * 2 * 1.5));
    const { durationMs } = await render(
      episodeDraft({ recording: folder('cut.wav'), durationMs: 4000, width: 640, height: 360 }),
      folder('out.mp4'),
    );
    assert.equal(durationMs, 1500);
  });

  it('finds a path with blanks, marks, Han characters and emoji', async () => {
    const odd = folder("It's 100% – 空房间 🎙 a:b.wav");
    await writeFile(odd, wav(speechLike(600)));
    const out = folder("out's 5% 视频 🎬.mp4");
    await render(episodeDraft({ recording: odd, durationMs: 600, width: 640, height: 360 }), out);
    assert.equal((await inspectVideo(out)).timesMs.length, 18);
  });
});

describe('rendering a recording with a picture of its own', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();

  it('fits the moving picture in, lays captions over it, and keeps the rate constant', async () => {
    await writeVideo(folder('talk.mp4'), { durationMs: 2000, width: 320, height: 240, fps: 25 });
    const captions = [{ startMs: 1000, endMs: 2000, text: 'Hello' }];
    const draft = episodeDraft({
      recording: folder('talk.mp4'),
      video: folder('talk.mp4'),
      durationMs: 2000,
      width: 640,
      height: 360,
      captions,
    });
    const out = folder('out.mp4');
    await render(draft, out);
    const video = await inspectVideo(out);
    assert.equal(video.timesMs.length, 60);
    video.timesMs.forEach((time, frame) => assert.ok(Math.abs(time - (frame * 1000) / 30) < 0.02));
    const [early, late] = await picturesAt(out, [600, 1400]);
    assert.ok(
      lightest(part(early!, { x: 0, y: 150, width: 60, height: 40 })) < 24,
      'black beside a 4:3 picture',
    );
    const middle = { x: 80, y: 150, width: 480, height: 20 };
    const brightest = (values: number[]) => values.slice(0, 480).indexOf(lightest(values.slice(0, 480)));
    // The bar crosses 304 of 320 px in two seconds; 480 px of the frame show 320 of the film.
    for (const [picture, timeMs] of [
      [early!, 600],
      [late!, 1400],
    ] as const) {
      const expected = (timeMs / 2000) * 304 * 1.5;
      const seen = brightest(part(picture, middle));
      assert.ok(Math.abs(seen - expected) < 30, `the bar is at ${seen}, not near ${expected}`);
    }
    const { rect } = layOut(640, 360, { moving: true, waveform: true, captions: true }).captions;
    const centre = {
      x: rect.x + rect.width / 2 - 40,
      y: rect.y + rect.height / 2 - 12,
      width: 80,
      height: 24,
    };
    assert.ok(part(late!, centre).filter((value) => value > 210).length > 60, 'the caption is there');
    assert.ok(part(early!, centre).filter((value) => value > 225).length === 0, 'and not before its time');
  });

  it('stays as long as a silent film', async () => {
    await writeVideo(folder('silent.mp4'), { durationMs: 1000, sound: false });
    const out = folder('out.mp4');
    await render(
      episodeDraft({ video: folder('silent.mp4'), durationMs: 1000, width: 640, height: 360 }),
      out,
    );
    assert.equal((await inspectVideo(out)).timesMs.length, 30);
    assert.equal((await probe(out)).sampleRate, undefined);
  });
});

describe('a render that does not come to its end', function () {
  this.timeout(60_000);
  const folder = useTemporaryFolder();
  const small = { width: 640, height: 360 };

  it('stops without delay when it is cancelled, and leaves nothing', async () => {
    await writeFile(folder('long.wav'), wav(speechLike(60_000, 8000), 8000));
    for (const stage of ['analyse', 'encode'] as const) {
      const control = new AbortController();
      const out = folder(`${stage}.mp4`);
      let cancelledAt = 0;
      const work = renderDraft(
        request(episodeDraft({ recording: folder('long.wav'), durationMs: 60_000 }), out),
        {
          signal: control.signal,
          onProgress: (progress) => {
            if (progress.stage !== stage || cancelledAt > 0) return;
            cancelledAt = performance.now();
            control.abort();
          },
        },
      );
      await assert.rejects(work, { name: 'AbortError' });
      const took = performance.now() - cancelledAt;
      assert.ok(took < 1000, `${stage}: ${took} ms`);
      assert.deepEqual(await readdir(folder()), ['long.wav']);
    }
  });

  it('is not begun when it is cancelled beforehand', async () => {
    const work = render(
      episodeDraft({ recording: folder('none.mp3') }),
      folder('out.mp4'),
      AbortSignal.abort(),
    );
    await assert.rejects(work, { name: 'AbortError' });
  });

  it('tells which file was at fault, and leaves nothing', async () => {
    await writeFile(folder('text.mp3'), 'This is not sound. '.repeat(200));
    await writeFile(folder('silence.wav'), wav(new Float32Array(0)));
    await writeFile(folder('a.wav'), wav(speechLike(500)));
    await writeFile(folder('broken.png'), 'no picture');
    const out = folder('out.mp4');
    const attempt = (options: Parameters<typeof episodeDraft>[0]) =>
      render(episodeDraft({ ...small, ...options }), out);
    await assert.rejects(attempt({ recording: folder('gone.mp3') }), failsWith('missing', 'gone.mp3'));
    await assert.rejects(attempt({ recording: folder('text.mp3') }), failsWith('unreadable', 'text.mp3'));
    await assert.rejects(attempt({ recording: folder('silence.wav') }), failsWith('no-sound', 'silence.wav'));
    const withCover = { recording: folder('a.wav'), cover: folder('broken.png') };
    await assert.rejects(attempt(withCover), failsWith('not-a-picture', 'broken.png'));
    await assert.rejects(
      attempt({ recording: folder('a.wav'), video: folder('gone.mp4') }),
      failsWith('missing', 'gone.mp4'),
    );
    assert.equal(existsSync(out), false);
    assert.equal(existsSync(`${out}.sound`), false);
  });

  it('says so when the disk is full', async () => {
    await writeFile(folder('a.wav'), wav(speechLike(3000)));
    const draft = episodeDraft({ recording: folder('a.wav'), durationMs: 3000, ...small });
    // A device that is always full, where the system has one; the error that it gives is mapped in media.test.ts.
    if (!existsSync('/dev/full')) return;
    await symlink('/dev/full', folder('out.mp4'));
    await assert.rejects(render(draft, folder('out.mp4')), failsWith('disk-full', 'out.mp4'));
    assert.deepEqual(await readdir(folder()), ['a.wav']);
    assert.ok(existsSync('/dev/full'));
  });

  it('says so when the place for the file is not there', async () => {
    await writeFile(folder('a.wav'), wav(speechLike(500)));
    const draft = episodeDraft({ recording: folder('a.wav'), ...small });
    await assert.rejects(render(draft, folder('none', 'out.mp4')), failsWith('not-written', 'out.mp4'));
  });
});
