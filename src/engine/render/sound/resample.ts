import type { Frame, SoftwareResampleContext } from 'node-av/lib';
import { checked, type Libav } from '../../media/libav';

/** Sound as we go on with it: planar floats, one array per channel, all of one length. */
export type Channels = Float32Array[];

/**
 * Brings decoded sound into one form: the wanted rate and number of channels, planar floats. A file may change its
 * form half way (a jingle in mono, then stereo), so the converter follows each frame.
 */
export class Resampler {
  private context: SoftwareResampleContext | undefined;
  private form = '';
  private buffers: Buffer[] = [];
  private capacity = 0;

  /**
   * @param sampleRate Hz
   * @param channels 1 or 2
   */
  constructor(
    private readonly av: Libav,
    readonly sampleRate: number,
    readonly channels: number,
  ) {}

  /** Converts a frame. The arrays are valid until the next call. */
  convert(frame: Frame): Channels {
    const { av } = this;
    const layout =
      frame.channelLayout.nbChannels > 0 ? frame.channelLayout : av.avChannelLayoutDefault(frame.channels);
    const form = `${frame.sampleRate} ${frame.format} ${layout.nbChannels} ${layout.mask}`;
    if (form !== this.form) {
      this.context?.free();
      this.context = new av.SoftwareResampleContext();
      const status = this.context.allocSetOpts2(
        av.avChannelLayoutDefault(this.channels),
        av.constants.AV_SAMPLE_FMT_FLTP,
        this.sampleRate,
        layout.order === av.constants.AV_CHANNEL_ORDER_UNSPEC
          ? av.avChannelLayoutDefault(layout.nbChannels)
          : layout,
        frame.format as never,
        frame.sampleRate,
      );
      checked(av, status, 'allocSetOpts2');
      checked(av, this.context.init(), 'swr_init');
      this.form = form;
    }
    return this.run(frame.extendedData ?? frame.data, frame.nbSamples);
  }

  /** What is still inside, once the sound is over. */
  flush(): Channels {
    return this.run(null, 0);
  }

  close(): void {
    this.context?.free();
    this.context = undefined;
  }

  private run(input: Buffer[] | null, count: number): Channels {
    if (!this.context) return Array.from({ length: this.channels }, () => new Float32Array(0));
    const room = this.context.getOutSamples(count);
    if (room > this.capacity) {
      this.capacity = room;
      this.buffers = Array.from({ length: this.channels }, () => Buffer.alloc(room * 4));
    }
    const got = checked(this.av, this.context.convertSync(this.buffers, room, input, count), 'swr_convert');
    return this.buffers.map((buffer) => new Float32Array(buffer.buffer, buffer.byteOffset, got));
  }
}
