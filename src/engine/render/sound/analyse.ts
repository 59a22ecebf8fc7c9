import { StreamDecoder } from '../../media/decode';
import { noSound } from '../../media/errors';
import { type Libav } from '../../media/libav';
import type { Levels } from '../frames/frame-source';
import { AacEncoder } from './aac';
import { Resampler, type Channels } from './resample';
import { Spectrum } from './spectrum';
import type { PacketSpool } from './spool';

export interface SoundOptions {
  path: string;
  /** 1 is as recorded */
  volume: number;
  /** frames per second of the video */
  fps: number;
  /** bars of the waveform; 0 for none */
  bars: number;
  /** bits per second and channel */
  bitRate: number;
  /** How far the sound lags behind the picture in the file itself is made up for by silence. */
  keepOffset: boolean;
}

/** What one pass over the recording gives. */
export interface Sound {
  /** samples per channel, as decoded: the true length */
  samples: number;
  sampleRate: number;
  channels: number;
  /** AudioSpecificConfig */
  description: Uint8Array;
  levels: Levels;
  /** frames that it takes to show all of it */
  frameCount: number;
}

/** Rates divide into two families; each is kept, so that most recordings need no change of rate. */
function outputRate(sampleRate: number): number {
  return sampleRate % 11025 === 0 ? 44100 : 48000;
}

/**
 * Decodes a recording once and makes both of it: AAC packets into `spool`, and the levels of the bars. Memory does
 * not grow with the length but for the levels (a byte per bar and frame).
 *
 * @param tick called now and then with the ms of sound done; what it throws ends the work
 * @throws MediaError when there is no sound
 */
export function analyseSound(
  av: Libav,
  options: SoundOptions,
  spool: PacketSpool,
  tick: (doneMs: number) => void,
): Sound {
  const decoder = openSound(av, options.path);
  let frame = decoder.next();
  if (!frame || frame.sampleRate <= 0) {
    decoder.close();
    throw noSound(options.path);
  }
  const sampleRate = outputRate(frame.sampleRate);
  const channels = Math.min(2, Math.max(1, frame.channels));
  const resampler = new Resampler(av, sampleRate, channels);
  const encoder = new AacEncoder(av, sampleRate, channels, options.bitRate * channels, (data) => {
    spool.push(data);
  });
  const spectrum = options.bars > 0 ? new Spectrum(sampleRate, options.fps, options.bars) : undefined;
  let samples = 0;
  const take = (sound: Channels) => {
    if (options.volume !== 1) amplify(sound, options.volume);
    encoder.push(sound);
    spectrum?.push(mono(sound));
    samples += sound[0]?.length ?? 0;
  };
  try {
    if (options.keepOffset) take(silence(channels, (Math.max(0, decoder.timeOf(frame)) * sampleRate) / 1000));
    for (let count = 1; frame; count++, frame = decoder.next()) {
      take(resampler.convert(frame));
      if (count % 32 === 0) tick((samples / sampleRate) * 1000);
    }
    take(resampler.flush());
    encoder.finish();
    if (samples === 0) throw noSound(options.path);
    const frameCount = Math.max(1, Math.round((samples / sampleRate) * options.fps));
    const levels = spectrum?.finish(frameCount) ?? { count: 0, values: new Uint8Array(0) };
    return { samples, sampleRate, channels, description: encoder.description, levels, frameCount };
  } finally {
    encoder.close();
    resampler.close();
    decoder.close();
  }
}

/** Opens the sound of a file. @throws MediaError when it cannot be read or has none */
export function openSound(av: Libav, path: string): StreamDecoder {
  const decoder = StreamDecoder.open(av, path, 'sound');
  if (!decoder) throw noSound(path);
  return decoder;
}

function amplify(sound: Channels, volume: number): void {
  for (const channel of sound) {
    for (let at = 0; at < channel.length; at++) {
      channel[at] = Math.max(-1, Math.min(1, (channel[at] ?? 0) * volume));
    }
  }
}

function silence(channels: number, length: number): Channels {
  return Array.from({ length: channels }, () => new Float32Array(Math.round(length)));
}

function mono([left, right]: Channels): Float32Array {
  if (!left || !right) return left ?? new Float32Array(0);
  return left.map((value, at) => (value + (right[at] ?? 0)) / 2);
}
