import type { CodecContext, Packet } from 'node-av/lib';
import { checked, type Libav } from '../media/libav';
import type { Channels } from '../render/sound/resample';

/** Samples per channel in one MPEG-1 Layer III frame. */
const mp3Frame = 1152;

/** Encodes MP3 by LAME at a constant bit rate: frames after one another are a file that any player can seek in. */
export class Mp3Encoder {
  readonly #av: Libav;
  readonly #codec: CodecContext;
  readonly #packet: Packet;
  readonly #sampleRate: number;
  /** One block of planar floats, a plane per channel. */
  readonly #block: Buffer;
  readonly #planes: Float32Array[];
  #filled = 0;
  #sent = 0;
  #ready: Uint8Array[] = [];

  /**
   * @param sampleRate Hz; 44100 or 48000
   * @param channels 1 or 2
   * @param bitRate bits per second
   */
  constructor(av: Libav, sampleRate: number, channels: number, bitRate: number) {
    this.#av = av;
    this.#sampleRate = sampleRate;
    const encoder = av.Codec.findEncoderByName('libmp3lame' as never);
    if (!encoder) throw new Error('This build of FFmpeg has no MP3 encoder.');
    this.#codec = new av.CodecContext();
    this.#codec.allocContext3(encoder);
    this.#codec.sampleRate = sampleRate;
    this.#codec.channelLayout = av.avChannelLayoutDefault(channels);
    this.#codec.sampleFormat = av.constants.AV_SAMPLE_FMT_FLTP;
    this.#codec.bitRate = BigInt(bitRate);
    this.#codec.timeBase = new av.Rational(1, sampleRate);
    // 7 of 0–9: half the time of the default for a difference that a preview does not show.
    checked(av, this.#codec.setOption('compression_level', '7'), 'compression_level');
    checked(av, this.#codec.open2Sync(encoder, null), 'open mp3');
    this.#packet = new av.Packet();
    this.#packet.alloc();
    this.#block = Buffer.alloc(mp3Frame * channels * 4);
    this.#planes = Array.from({ length: channels }, (_, channel) => {
      const { buffer, byteOffset } = this.#block;
      return new Float32Array(buffer, byteOffset + channel * mp3Frame * 4, mp3Frame);
    });
  }

  /** Takes in sound, one array a channel. */
  push(channels: Channels): void {
    const count = channels[0]?.length ?? 0;
    let at = 0;
    while (at < count) {
      const part = Math.min(count - at, mp3Frame - this.#filled);
      for (const [index, plane] of this.#planes.entries()) {
        const channel = channels[index];
        if (channel) plane.set(channel.subarray(at, at + part), this.#filled);
      }
      this.#filled += part;
      at += part;
      if (this.#filled === mp3Frame) this.#send();
    }
  }

  /** Gives what is encoded so far, and forgets it. */
  take(): Uint8Array[] {
    const ready = this.#ready;
    this.#ready = [];
    return ready;
  }

  /** Encodes what is left, filled up with silence. */
  finish(): void {
    if (this.#filled > 0) {
      for (const plane of this.#planes) plane.fill(0, this.#filled);
      this.#send();
    }
    checked(this.#av, this.#codec.sendFrameSync(null), 'end mp3');
    this.#drain();
  }

  close(): void {
    this.#packet.free();
    this.#codec.freeContext();
  }

  #send(): void {
    const av = this.#av;
    const frame = av.Frame.fromAudioBuffer(this.#block, {
      nbSamples: mp3Frame,
      format: av.constants.AV_SAMPLE_FMT_FLTP,
      sampleRate: this.#sampleRate,
      channelLayout: av.avChannelLayoutDefault(this.#planes.length),
      pts: BigInt(this.#sent),
      timeBase: { num: 1, den: this.#sampleRate },
    });
    const status = this.#codec.sendFrameSync(frame);
    frame.free();
    checked(av, status, 'send mp3');
    this.#sent += mp3Frame;
    this.#filled = 0;
    this.#drain();
  }

  #drain(): void {
    while (this.#codec.receivePacketSync(this.#packet) >= 0) {
      if (this.#packet.data) this.#ready.push(Uint8Array.from(this.#packet.data));
      this.#packet.unref();
    }
  }
}
