import { createCanvas, ImageData } from '@napi-rs/canvas';
import { segmentsOf, type EngineDraft } from '../draft';
import { loadLibav, type Libav } from '../media/libav';
import type { FrameSource, Levels } from './frames/frame-source';
import { makePlanes, toRgba } from './frames/planes';
import { StillFrames } from './frames/still-frames';
import { VideoFrames } from './frames/video-frames';
import { makeScene, type Scene } from './scene/scene';
import { openSound } from './sound/analyse';
import { Resampler } from './sound/resample';
import { Spectrum } from './sound/spectrum';

/** ms of sound heard before the moment of the picture, in which the bars come to their height */
const leadMs = 700;

/**
 * The picture of a draft at a time, as PNG: what the video shows there, drawn by the same code.
 *
 * @param widthPx of the picture; its height follows from the draft
 * @throws MediaError when a file is at fault
 */
export async function renderStill(
  draft: EngineDraft,
  timeMs: number,
  widthPx: number,
  fontsFolder: string,
): Promise<Buffer> {
  const av = await loadLibav();
  const scene = await makeScene(draft, fontsFolder);
  const frameCount = Math.max(1, Math.round((draft.d * scene.fps) / 1000));
  const frame = Math.min(frameCount - 1, Math.max(0, Math.round((timeMs * scene.fps) / 1000)));
  const frames: FrameSource =
    scene.ground.kind === 'video'
      ? new VideoFrames(av, scene, scene.ground.path, frameCount, frame)
      : new StillFrames(scene, levelsAt(av, draft, scene, frame), frameCount, frame);
  const planes = makePlanes(scene.width, scene.height);
  try {
    frames.next(planes);
  } finally {
    frames.close();
  }
  const full = createCanvas(scene.width, scene.height);
  full.getContext('2d').putImageData(new ImageData(toRgba(planes), scene.width, scene.height), 0, 0);
  if (widthPx === scene.width) return full.encode('png');
  const small = createCanvas(widthPx, Math.max(1, Math.round((widthPx * scene.height) / scene.width)));
  const context = small.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(full, 0, 0, small.width, small.height);
  return small.encode('png');
}

/** The levels of the bars at one frame, from the sound just before it. */
function levelsAt(av: Libav, draft: EngineDraft, scene: Scene, frame: number): Levels {
  const count = scene.bars?.layout.count ?? 0;
  const recording = segmentsOf(draft, 'sound')[0];
  if (count === 0 || !recording) return { count, values: new Uint8Array(count) };
  const decoder = openSound(av, recording.path);
  const atMs = (frame * 1000) / scene.fps;
  const fromMs = Math.max(0, atMs - leadMs);
  const rate = 48_000;
  const resampler = new Resampler(av, rate, 1);
  const spectrum = new Spectrum(rate, scene.fps, count);
  try {
    if (fromMs > 0) decoder.seek(fromMs);
    let heard = -1;
    for (let sound = decoder.next(); sound; sound = decoder.next()) {
      const startMs = decoder.timeOf(sound);
      if (startMs > atMs + 100) break;
      const [samples] = resampler.convert(sound);
      if (!samples || startMs < fromMs) continue;
      if (heard < 0) heard = startMs;
      spectrum.push(samples);
    }
    const frames = Math.max(1, Math.round(((atMs - Math.max(0, heard)) * scene.fps) / 1000) + 1);
    return { count, values: spectrum.finish(frames).values.slice(-count) };
  } finally {
    resampler.close();
    decoder.close();
  }
}
