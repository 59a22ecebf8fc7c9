import { writeFile } from 'node:fs/promises';
import { createCanvas } from '@napi-rs/canvas';
import { loadLibav } from '../src/engine/media/libav';
import { makePlanes } from '../src/engine/render/frames/planes';
import { X264Encoder } from '../src/engine/render/encode/x264';
import { openMp4 } from '../src/engine/render/mux';
import { AacEncoder } from '../src/engine/render/sound/aac';

/** Real media made by the tests themselves, so that nothing needs to be installed and nothing is downloaded. */

/**
 * Something that moves as speech does: a voice with harmonics under formants, in syllables and pauses; the same at
 * every call.
 *
 * @returns mono samples, −1 to 1
 */
export function speechLike(durationMs: number, sampleRate = 44_100): Float32Array {
  const samples = new Float32Array(Math.round((durationMs * sampleRate) / 1000));
  let phase = 0;
  let noise = 1;
  for (let at = 0; at < samples.length; at++) {
    const time = at / sampleRate;
    const pitch = 120 + 25 * Math.sin(time * 2.3) + 10 * Math.sin(time * 7.1);
    phase += (2 * Math.PI * pitch) / sampleRate;
    const pausing = time % 2.9 > 2.4;
    const syllable = pausing ? 0 : Math.max(0, Math.sin(time * 2 * Math.PI * 3.7)) ** 0.6;
    const formant = 500 + 400 * Math.sin(time * 5.3);
    let voice = 0;
    for (let harmonic = 1; harmonic <= 20; harmonic++) {
      const hz = pitch * harmonic;
      voice += Math.sin(phase * harmonic) / (1 + ((hz - formant) / 350) ** 2) / Math.sqrt(harmonic);
    }
    noise = (noise * 16_807) % 2_147_483_647;
    const hiss = (noise / 1_073_741_824 - 1) * 0.03 * (Math.sin(time * 11) > 0.6 ? 1 : 0.1);
    samples[at] = 0.35 * syllable * (voice + hiss);
  }
  return samples;
}

/** 16-bit PCM in RIFF. `channels` repeats the same signal. */
export function wav(samples: Float32Array, sampleRate = 44_100, channels = 1): Buffer {
  const data = Buffer.alloc(44 + samples.length * channels * 2);
  data.write('RIFF', 0, 'latin1');
  data.writeUInt32LE(data.length - 8, 4);
  data.write('WAVEfmt ', 8, 'latin1');
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(channels, 22);
  data.writeUInt32LE(sampleRate, 24);
  data.writeUInt32LE(sampleRate * channels * 2, 28);
  data.writeUInt16LE(channels * 2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36, 'latin1');
  data.writeUInt32LE(data.length - 44, 40);
  samples.forEach((value, at) => {
    for (let channel = 0; channel < channels; channel++) {
      data.writeInt16LE(
        Math.round(32_767 * Math.max(-1, Math.min(1, value))),
        44 + (at * channels + channel) * 2,
      );
    }
  });
  return data;
}

/** MP3 frames by libmp3lame, 44.1 kHz mono. */
export async function mp3(samples: Float32Array, bitRate = 64_000): Promise<Buffer> {
  const av = await loadLibav();
  const encoder = av.Codec.findEncoderByName('libmp3lame' as never)!;
  const codec = new av.CodecContext();
  codec.allocContext3(encoder);
  codec.sampleRate = 44_100;
  codec.channelLayout = av.avChannelLayoutDefault(1);
  codec.sampleFormat = av.constants.AV_SAMPLE_FMT_FLTP;
  codec.bitRate = BigInt(bitRate);
  codec.timeBase = new av.Rational(1, 44_100);
  av.FFmpegError.throwIfError(codec.open2Sync(encoder, null));
  const packet = new av.Packet();
  packet.alloc();
  const packets: Buffer[] = [];
  const drain = () => {
    while (codec.receivePacketSync(packet) >= 0) {
      packets.push(Buffer.from(packet.data!));
      packet.unref();
    }
  };
  for (let at = 0; at < samples.length; at += 1152) {
    const block = new Float32Array(1152);
    block.set(samples.subarray(at, at + 1152));
    const frame = av.Frame.fromAudioBuffer(Buffer.from(block.buffer), {
      nbSamples: 1152,
      format: av.constants.AV_SAMPLE_FMT_FLTP,
      sampleRate: 44_100,
      channelLayout: av.avChannelLayoutDefault(1),
      pts: BigInt(at),
    });
    av.FFmpegError.throwIfError(codec.sendFrameSync(frame));
    frame.free();
    drain();
  }
  codec.sendFrameSync(null);
  drain();
  packet.free();
  codec.freeContext();
  return Buffer.concat(packets);
}

export interface Id3 {
  title?: string;
  artist?: string;
  album?: string;
  /** PNG bytes */
  cover?: Buffer;
}

/** Puts an ID3v2.3 tag before MP3 frames. id3.org, "ID3 tag version 2.3.0". */
export function withTags(frames: Buffer, tags: Id3): Buffer {
  const field = (id: string, body: Buffer) => {
    const head = Buffer.alloc(10);
    head.write(id, 0, 'latin1');
    head.writeUInt32BE(body.length, 4);
    return Buffer.concat([head, body]);
  };
  const text = (id: string, value: string | undefined) =>
    value === undefined
      ? []
      : [field(id, Buffer.concat([Buffer.from([1, 0xff, 0xfe]), Buffer.from(value, 'utf16le')]))];
  const picture = tags.cover
    ? [field('APIC', Buffer.concat([Buffer.from('\0image/png\0\u0003\0', 'latin1'), tags.cover]))]
    : [];
  const body = Buffer.concat([
    ...text('TIT2', tags.title),
    ...text('TPE1', tags.artist),
    ...text('TALB', tags.album),
    ...picture,
  ]);
  const size = [21, 14, 7, 0].map((shift) => (body.length >> shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\u0003\0\0', 'latin1'), Buffer.from(size), body, frames]);
}

/** A square cover: an orange field with a dark disc. PNG. */
export function coverPng(side = 400, colour = '#e4572e'): Buffer {
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  context.fillRect(0, 0, side, side);
  context.fillStyle = '#1c2140';
  context.beginPath();
  context.arc(side / 2, side / 2, side / 4, 0, 2 * Math.PI);
  context.fill();
  return canvas.toBuffer('image/png');
}

/**
 * Writes an MP4 whose picture moves: a light bar that goes from left to right over grey, with sound.
 *
 * @param sound false for a silent film
 */
export async function writeVideo(
  path: string,
  { durationMs = 2000, width = 320, height = 240, fps = 25, sound = true } = {},
): Promise<void> {
  const av = await loadLibav();
  const frameCount = Math.round((durationMs * fps) / 1000);
  const encoder = new X264Encoder(av, { width, height, fps, quality: 'standard', content: 'moving' });
  const packets: Buffer[] = [];
  const samples = speechLike(durationMs);
  const aac = new AacEncoder(av, 44_100, 1, 64_000, (data) => packets.push(Buffer.from(data)));
  aac.push([samples]);
  aac.finish();
  const writer = await openMp4({
    path,
    fps,
    frameCount,
    video: { codec: encoder.codec, description: encoder.description, width, height },
    sound: sound
      ? {
          description: aac.description,
          sampleRate: 44_100,
          channels: 1,
          samples: samples.length,
          packetCount: packets.length,
        }
      : undefined,
    tags: {},
  });
  const planes = makePlanes(width, height);
  planes.u.fill(128);
  planes.v.fill(128);
  const full = [{ x: 0, y: 0, width, height }];
  for (let frame = 0; frame < frameCount; frame++) {
    planes.y.fill(90);
    const left = Math.floor((frame / frameCount) * (width - 16));
    for (let row = 0; row < height; row++) planes.y.fill(220, row * width + left, row * width + left + 16);
    for (const picture of encoder.encode(planes, full)) await writer.addPicture(picture);
  }
  for (const picture of encoder.finish()) await writer.addPicture(picture);
  for (const [index, packet] of packets.entries()) if (sound) await writer.addSound(packet, index);
  await writer.finish();
  encoder.close();
  aac.close();
}

/** Writes `durationMs` of speech-like sound as an MP3 with tags. */
export async function writeEpisode(path: string, durationMs: number, tags: Id3 = {}): Promise<void> {
  await writeFile(path, withTags(await mp3(speechLike(durationMs)), tags));
}
