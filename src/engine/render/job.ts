import { readFileSync, statSync } from 'node:fs';
import { segmentsOf, type EngineDraft } from '../draft';
import { whileReading, whileWriting } from '../media/errors';
import { loadLibav, type Libav } from '../media/libav';
import { X264Encoder } from './encode/x264';
import type { EncodedPicture } from './encode/video-encoder';
import type { FrameSource, Levels } from './frames/frame-source';
import { makePlanes } from './frames/planes';
import { StillFrames } from './frames/still-frames';
import { VideoFrames } from './frames/video-frames';
import { openMp4, type MuxOptions } from './mux';
import { Pace } from './pace';
import type { RenderProgress, RenderRequest, RenderResult } from './request';
import { makeScene, type Scene } from './scene/scene';
import { aacFrame } from './sound/aac';
import { analyseSound, type Sound } from './sound/analyse';
import { PacketSpool } from './sound/spool';

/** bits per second and channel */
const soundBitRate = { high: 96_000, standard: 80_000, small: 64_000 } as const;

export interface JobHooks {
  onProgress(progress: RenderProgress): void;
  /** Called many times a second; what it throws ends the work. */
  throwIfCancelled(): void;
}

/**
 * Renders a draft, in the thread it is called in. The sound is decoded once, which gives its AAC packets, the bars
 * and the true length; then frame after frame is drawn, encoded and written.
 *
 * Leaves its files behind when it throws: the caller removes them, by `leftovers`.
 * @throws MediaError when a file is at fault
 */
export async function renderJob(request: RenderRequest, hooks: JobHooks): Promise<RenderResult> {
  const { draft, outputPath, quality } = request;
  const pace = new Pace(hooks.onProgress);
  pace.report('analyse', 0);
  const av = await loadLibav();
  const scene = await makeScene(draft, request.fontsFolder);
  hooks.throwIfCancelled();

  let spool: PacketSpool | undefined;
  try {
    const recording = segmentsOf(draft, 'sound')[0];
    spool = recording && new PacketSpool(spoolPath(outputPath));
    const sound =
      recording && spool
        ? analyseSound(
            av,
            {
              path: recording.path,
              volume: recording.volume,
              fps: scene.fps,
              bars: scene.bars?.layout.count ?? 0,
              bitRate: soundBitRate[quality],
              keepOffset: scene.ground.kind === 'video',
            },
            spool,
            (doneMs) => {
              hooks.throwIfCancelled();
              pace.report('analyse', doneMs / draft.d);
            },
          )
        : undefined;
    return await encodeAll(av, request, scene, sound, spool, pace, hooks);
  } catch (error) {
    throw whileWriting(outputPath, error);
  } finally {
    spool?.close();
  }
}

/** What a job may leave behind when its thread is ended from outside. */
export function leftovers(outputPath: string): string[] {
  return [outputPath, spoolPath(outputPath)];
}

function spoolPath(outputPath: string): string {
  return `${outputPath}.sound`;
}

async function encodeAll(
  av: Libav,
  { draft, outputPath, quality }: RenderRequest,
  scene: Scene,
  sound: Sound | undefined,
  spool: PacketSpool | undefined,
  pace: Pace,
  hooks: JobHooks,
): Promise<RenderResult> {
  const { width, height, fps } = scene;
  const frames = makeFrames(av, scene, sound, draft);
  const content = scene.ground.kind === 'video' ? 'moving' : 'still';
  const encoder = new X264Encoder(av, { width, height, fps, quality, content });
  const video = { codec: encoder.codec, description: encoder.description, width, height };
  const writer = await openMp4({
    path: outputPath,
    fps,
    frameCount: frames.frameCount,
    video,
    sound: sound && { ...sound, packetCount: spool?.count ?? 0 },
    tags: tagsOf(draft),
  });
  try {
    let packet = 0;
    const write = async (picture: EncodedPicture) => {
      await writer.addPicture(picture);
      // Sound goes in beside the pictures it is heard with.
      const until = sound ? ((picture.frame + 1) / fps) * sound.sampleRate : 0;
      for (; spool && (packet - 1) * aacFrame < until; packet++) {
        const data = spool.shift();
        if (!data) break;
        await writer.addSound(data, packet);
      }
    };
    const planes = makePlanes(width, height);
    for (let frame = 0; frame < frames.frameCount; frame++) {
      for (const picture of encoder.encode(planes, frames.next(planes))) await write(picture);
      hooks.throwIfCancelled();
      pace.report('encode', frame / frames.frameCount);
    }
    for (const picture of encoder.finish()) await write(picture);
    for (let data = spool?.shift(); spool && data; data = spool.shift())
      await writer.addSound(data, packet++);
    pace.report('finish', 0);
    await writer.finish();
    pace.report('finish', 1);
  } catch (error) {
    await writer.abandon();
    throw error;
  } finally {
    encoder.close();
    frames.close();
  }
  return {
    bytes: statSync(outputPath).size,
    durationMs: (frames.frameCount * 1000) / fps,
    frames: frames.frameCount,
  };
}

function makeFrames(av: Libav, scene: Scene, sound: Sound | undefined, draft: EngineDraft): FrameSource {
  const frameCount = sound?.frameCount ?? Math.max(1, Math.round((draft.d * scene.fps) / 1000));
  const silent: Levels = {
    count: scene.bars?.layout.count ?? 0,
    values: new Uint8Array(frameCount * (scene.bars?.layout.count ?? 0)),
  };
  return scene.ground.kind === 'video'
    ? new VideoFrames(av, scene, scene.ground.path, frameCount)
    : new StillFrames(scene, sound?.levels ?? silent, frameCount);
}

/** What the file says of itself: the tags of the recording, and its cover. */
function tagsOf(draft: EngineDraft): MuxOptions['tags'] {
  const { title, artist, album } = draft.m;
  const source = segmentsOf(draft, 'background')[0]?.source;
  const cover = source?.from === 'cover' ? readCover(source.path) : undefined;
  const mime = cover && mimeOf(cover);
  return {
    ...(title === '' ? {} : { title }),
    ...(artist === undefined ? {} : { artist }),
    ...(album === undefined ? {} : { album }),
    ...(cover && mime ? { cover: { data: cover, mime } } : {}),
  };
}

function readCover(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw whileReading(path, error);
  }
}

/** The type of a cover that an MP4 may carry: PNG or JPEG. */
function mimeOf(data: Uint8Array): string | undefined {
  if (data[0] === 0x89 && data[1] === 0x50) return 'image/png';
  return data[0] === 0xff && data[1] === 0xd8 ? 'image/jpeg' : undefined;
}
