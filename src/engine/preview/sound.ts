import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import { isMissing } from '../disk/atomic';
import { Turns } from '../disk/turns';
import { segmentsOf, type EngineDraft, type EngineSegment } from '../draft';
import type { StreamDecoder } from '../media/decode';
import { noSound, whileReading, whileWriting } from '../media/errors';
import { loadLibav } from '../media/libav';
import { openSound } from '../render/sound/analyse';
import { Resampler, type Channels } from '../render/sound/resample';
import { Mp3Encoder } from './mp3';

type Sound = Extract<EngineSegment, { kind: 'sound' }>;

/** bits per second and channel */
const bitRate = 64_000;
/** Frames between two pauses: the server that this runs in answers others in the meantime. */
const framesAtOnce = 16;

/** One preview is made once, however many ask for it. */
const turns = new Turns();

/**
 * The sound of a draft as an MP3 file, for preview. A recording that is MP3 and sounds as recorded is that file;
 * anything else is made once and kept in the project.
 *
 * @param folder absolute path of the project's own folder
 * @returns absolute path
 * @throws MediaError where the recording cannot be read; the signal's reason where aborted, with nothing left
 */
export async function previewSound(draft: EngineDraft, folder: string, signal: AbortSignal): Promise<string> {
  const sound = segmentsOf(draft, 'sound')[0];
  if (!sound) throw noSound(draft.m.title);
  if (sound.volume === 1 && path.extname(sound.path).toLowerCase() === '.mp3') return sound.path;
  const file = path.join(folder, 'preview', `${await digestOf(sound)}.mp3`);
  return await turns.run(file, async () => {
    if (!(await exists(file))) await make(sound, file, signal);
    return file;
  });
}

/** Changes with the recording and with what is done to it. */
async function digestOf({ path: file, volume }: Sound): Promise<string> {
  const { size, mtimeMs } = await stat(file).catch((error: unknown) => {
    throw whileReading(file, error);
  });
  return createHash('sha256')
    .update(JSON.stringify([file, size, mtimeMs, volume]))
    .digest('hex')
    .slice(0, 32);
}

async function exists(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function make(sound: Sound, file: string, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const temporary = `${file}.${randomUUID()}.tmp`;
  await mkdir(path.dirname(file), { recursive: true });
  try {
    const handle = await open(temporary, 'wx');
    try {
      await transcode(sound, handle, signal);
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw whileWriting(file, error);
  }
}

async function transcode(sound: Sound, target: FileHandle, signal: AbortSignal): Promise<void> {
  const av = await loadLibav();
  const decoder: StreamDecoder = openSound(av, sound.path);
  const first = decoder.next();
  if (!first || first.sampleRate <= 0) {
    decoder.close();
    throw noSound(sound.path);
  }
  const channels = Math.min(2, Math.max(1, first.channels));
  // One rate of MPEG-1 for each family of rates, as the rendered file has it.
  const sampleRate = first.sampleRate % 11_025 === 0 ? 44_100 : 48_000;
  const resampler = new Resampler(av, sampleRate, channels);
  const encoder = new Mp3Encoder(av, sampleRate, channels, bitRate * channels);
  const write = async () => {
    const ready = encoder.take();
    if (ready.length > 0) await target.appendFile(Buffer.concat(ready));
  };
  try {
    let count = 0;
    for (let frame: typeof first | undefined = first; frame; frame = decoder.next()) {
      encoder.push(amplified(resampler.convert(frame), sound.volume));
      if (++count % framesAtOnce > 0) continue;
      await write();
      await breathe();
      signal.throwIfAborted();
    }
    encoder.push(amplified(resampler.flush(), sound.volume));
    encoder.finish();
    await write();
  } finally {
    encoder.close();
    resampler.close();
    decoder.close();
  }
}

function amplified(sound: Channels, volume: number): Channels {
  if (volume === 1) return sound;
  return sound.map((channel) => channel.map((value) => Math.max(-1, Math.min(1, value * volume))));
}
