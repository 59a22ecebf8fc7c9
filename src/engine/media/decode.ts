import type { CodecContext, FormatContext, Frame, Packet, Stream } from 'node-av/lib';
import { whileReading } from './errors';
import { checked, type Libav } from './libav';

/** Nothing but damage for so many packets on end: what follows is no use either. */
const hopelessPackets = 2000;

/**
 * Decodes one stream of a file, frame by frame, by synchronous calls: meant for a worker, or for a few frames.
 *
 * Damaged packets are skipped, and a file that breaks off ends there: what there is gets used.
 */
export class StreamDecoder {
  private readonly packet: Packet;
  private readonly frame: Frame;

  private constructor(
    private readonly av: Libav,
    private readonly input: FormatContext,
    readonly stream: Stream,
    private readonly codec: CodecContext,
  ) {
    this.packet = new av.Packet();
    this.packet.alloc();
    this.frame = new av.Frame();
    this.frame.alloc();
  }

  /**
   * Opens the best stream of a kind, or gives undefined when the file has none that can be decoded.
   *
   * @param threads decoder threads; one will do for sound
   * @throws MediaError when the file cannot be opened or is not a media file
   */
  static open(av: Libav, path: string, kind: 'sound' | 'picture', threads = 1): StreamDecoder | undefined {
    const { AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO, AVDISCARD_ALL } = av.constants;
    const input = mediaInput(av);
    try {
      checked(av, input.openInputSync(fileUrl(path), null, null), 'openInput');
      checked(av, input.findStreamInfoSync(null), 'findStreamInfo');
      const type = kind === 'sound' ? AVMEDIA_TYPE_AUDIO : AVMEDIA_TYPE_VIDEO;
      const { streamIndex, decoder } = input.findBestStream(type, -1, -1, true);
      const stream = input.streams[streamIndex];
      if (!stream || !decoder || isAttachedPicture(av, stream)) {
        input.closeInputSync();
        return undefined;
      }
      for (const other of input.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
      const codec = new av.CodecContext();
      codec.allocContext3(decoder);
      checked(av, codec.parametersToContext(stream.codecpar), 'parametersToContext');
      codec.pktTimebase = stream.timeBase;
      codec.threadCount = threads;
      checked(av, codec.open2Sync(decoder, null), 'open2');
      return new StreamDecoder(av, input, stream, codec);
    } catch (error) {
      input.closeInputSync();
      throw whileReading(path, error);
    }
  }

  /** The length that the file claims, in ms; 0 when it does not say. */
  get claimedDurationMs(): number {
    return Math.max(0, Number(this.input.duration) / 1000);
  }

  /** How often the picture is to be turned by 90° clockwise for it to stand upright: telephones film on their side. */
  get quarterTurns(): number {
    const matrix = this.stream.codecpar.getCodedSideData(this.av.constants.AV_PKT_DATA_DISPLAYMATRIX);
    if (!matrix || matrix.length < 8) return 0;
    // The first row of the matrix is the image of the x axis (libavutil/display.h).
    const turns = Math.atan2(matrix.readInt32LE(4), matrix.readInt32LE(0)) / (Math.PI / 2);
    return (Math.round(turns) + 4) % 4;
  }

  /** When a decoded frame is to be seen or heard, in ms from the start of the file. */
  timeOf(frame: Frame): number {
    const { AV_NOPTS_VALUE } = this.av.constants;
    const pts = frame.bestEffortTimestamp;
    if (pts === AV_NOPTS_VALUE) return 0;
    const start = this.input.startTime === AV_NOPTS_VALUE ? 0 : Number(this.input.startTime) / 1000;
    return Number(pts) * this.stream.timeBase.toDouble() * 1000 - start;
  }

  /** Goes to the last keyframe before a time. */
  seek(timeMs: number): void {
    const { AVSEEK_FLAG_BACKWARD } = this.av.constants;
    const start = Math.max(0, Number(this.input.startTime)) || 0;
    // A file that cannot be sought is read from where it stands.
    if (this.input.seekFrameSync(-1, BigInt(Math.round(timeMs * 1000) + start), AVSEEK_FLAG_BACKWARD) < 0)
      return;
    this.codec.flushBuffers();
  }

  /** The next frame, or undefined at the end. It is valid until the next call. */
  next(): Frame | undefined {
    let damaged = 0;
    while (damaged < hopelessPackets) {
      const status = this.codec.receiveFrameSync(this.frame);
      if (status >= 0) return this.frame;
      if (status === this.av.constants.AVERROR_EOF) return undefined;
      if (!this.send()) damaged += 1;
    }
    return undefined;
  }

  close(): void {
    this.packet.free();
    this.frame.free();
    this.codec.freeContext();
    this.input.closeInputSync();
  }

  /** Gives the decoder its next packet, or the end. False when the packet was damaged. */
  private send(): boolean {
    for (;;) {
      const status = this.input.readFrameSync(this.packet);
      if (status === this.av.constants.AVERROR_EAGAIN) continue;
      if (status < 0) {
        this.codec.sendPacketSync(null);
        return true;
      }
      const mine = this.packet.streamIndex === this.stream.index;
      const sent = mine ? this.codec.sendPacketSync(this.packet) : 0;
      this.packet.unref();
      if (mine) return sent >= 0;
    }
  }
}

/** A cover that travels as a one-picture video stream. */
export function isAttachedPicture(av: Libav, stream: Stream): boolean {
  return stream.hasDisposition(av.constants.AV_DISPOSITION_ATTACHED_PIC);
}

/** Containers that are opened, by libav's names. Playlists are not among them: one could point anywhere. */
const formats = [
  'mp3,wav,w64,aiff,caf,aac,flac,ogg,wv,ape,amr,mov,matroska,webm,avi,asf,flv,mpegts,mpeg',
  'png_pipe,apng,jpeg_pipe,gif,webp,webp_pipe,bmp_pipe',
].join(',');

/** An input for one file on disk: nothing else is opened, whatever the file says. */
export function mediaInput(av: Libav): FormatContext {
  const input = new av.FormatContext();
  input.allocContext();
  checked(av, input.setOption('format_whitelist', formats), 'format_whitelist');
  checked(av, input.setOption('protocol_whitelist', 'file'), 'protocol_whitelist');
  return input;
}

/** A path as libav takes it: without the scheme, a name such as `a:b.mp3` would be taken for a protocol. */
export function fileUrl(path: string): string {
  return `file:${path}`;
}
