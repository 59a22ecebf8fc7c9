import type { CodecContext, Frame, Packet } from 'node-av/lib';
import { checked, type Libav } from '../../media/libav';
import type { Channels } from './resample';

/** Samples in one AAC packet. */
export const aacFrame = 1024;

/** Encodes AAC-LC by FFmpeg's own encoder, its fast coder: a fifth of the work, for a little more noise in music. */
export class AacEncoder {
  private readonly codec: CodecContext;
  private readonly packet: Packet;
  private readonly block: Buffer;
  private readonly planes: Float32Array[];
  private filled = 0;
  private sent = 0;

  /**
   * @param bitRate bits per second
   * @param onPacket gets each packet's bytes, in order
   */
  constructor(
    private readonly av: Libav,
    private readonly sampleRate: number,
    private readonly channels: number,
    bitRate: number,
    private readonly onPacket: (data: Uint8Array) => void,
  ) {
    const encoder = av.Codec.findEncoderByName('aac' as never);
    if (!encoder) throw new Error('This build of FFmpeg has no AAC encoder.');
    this.codec = new av.CodecContext();
    this.codec.allocContext3(encoder);
    this.codec.sampleRate = sampleRate;
    this.codec.channelLayout = av.avChannelLayoutDefault(channels);
    this.codec.sampleFormat = av.constants.AV_SAMPLE_FMT_FLTP;
    this.codec.bitRate = BigInt(bitRate);
    this.codec.timeBase = new av.Rational(1, sampleRate);
    this.codec.threadCount = 1;
    this.codec.setFlags(av.constants.AV_CODEC_FLAG_GLOBAL_HEADER);
    checked(av, this.codec.setOption('aac_coder', 'fast'), 'aac_coder');
    // The search for mid/side pairs takes a third of the time and, at these bit rates, gains nothing to be heard.
    checked(av, this.codec.setOption('aac_ms', '0'), 'aac_ms');
    checked(av, this.codec.open2Sync(encoder, null), 'open aac');
    this.packet = new av.Packet();
    this.packet.alloc();
    this.block = Buffer.alloc(aacFrame * channels * 4);
    this.planes = Array.from(
      { length: channels },
      (_, channel) =>
        new Float32Array(this.block.buffer, this.block.byteOffset + channel * aacFrame * 4, aacFrame),
    );
  }

  /** The AudioSpecificConfig of ISO/IEC 14496-3. */
  get description(): Uint8Array {
    return Uint8Array.from(this.codec.extraData ?? []);
  }

  push(channels: Channels): void {
    const count = channels[0]?.length ?? 0;
    for (let at = 0; at < count;) {
      const part = Math.min(count - at, aacFrame - this.filled);
      this.planes.forEach((plane, index) => {
        plane.set((channels[index] ?? new Float32Array(part)).subarray(at, at + part), this.filled);
      });
      this.filled += part;
      at += part;
      if (this.filled === aacFrame) this.send();
    }
  }

  finish(): void {
    if (this.filled > 0) {
      for (const plane of this.planes) plane.fill(0, this.filled);
      this.send();
    }
    checked(this.av, this.codec.sendFrameSync(null), 'end aac');
    this.drain();
  }

  close(): void {
    this.packet.free();
    this.codec.freeContext();
  }

  private send(): void {
    const { av } = this;
    const frame: Frame = av.Frame.fromAudioBuffer(this.block, {
      nbSamples: aacFrame,
      format: av.constants.AV_SAMPLE_FMT_FLTP,
      sampleRate: this.sampleRate,
      channelLayout: av.avChannelLayoutDefault(this.channels),
      pts: BigInt(this.sent),
      timeBase: { num: 1, den: this.sampleRate },
    });
    const status = this.codec.sendFrameSync(frame);
    frame.free();
    checked(av, status, 'send aac');
    this.sent += aacFrame;
    this.filled = 0;
    this.drain();
  }

  private drain(): void {
    while (this.codec.receivePacketSync(this.packet) >= 0) {
      if (this.packet.data) this.onPacket(this.packet.data);
      this.packet.unref();
    }
  }
}
