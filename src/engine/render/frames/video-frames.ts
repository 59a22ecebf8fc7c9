import type { Frame, SoftwareScaleContext } from 'node-av/lib';
import { StreamDecoder } from '../../media/decode';
import { unreadable } from '../../media/errors';
import { checked, type Libav } from '../../media/libav';
import { fitInside, type Rect } from '../scene/geometry';
import type { NamedOverlay, Scene } from '../scene/scene';
import type { FrameSource } from './frame-source';
import { makePlanes, type Planes } from './planes';
import { ProgressLine } from './progress-line';
import { layTile, makeTile, type Tile } from './tile';

/**
 * Frames of a scene over a moving picture: the picture of a video file, fitted into the frame at a constant rate,
 * with title, captions and progress laid over it anew each time.
 */
export class VideoFrames implements FrameSource {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  private readonly decoder: StreamDecoder;
  private readonly turns: number;
  private readonly scaler: SoftwareScaleContext;
  private readonly scaled: Frame;
  /** The file's picture in its place, without anything over it. */
  private readonly picture: Planes;
  private readonly progress: ProgressLine;
  private readonly scrims: { top: Tile; bottom: Tile } | undefined;
  private readonly slots: { key: string | undefined; tile: Tile | undefined; at: Scene['titleAt'] }[];
  /** The frame that is decoded but not yet due; undefined after the last. */
  private pending: Frame | undefined;
  private begun = false;

  /**
   * @param frameCount of the whole video
   * @param frame number of the first frame to be drawn
   * @throws MediaError when the file has no picture that can be decoded
   */
  constructor(
    private readonly av: Libav,
    scene: Scene,
    path: string,
    readonly frameCount: number,
    private frame = 0,
  ) {
    this.width = scene.width;
    this.height = scene.height;
    this.fps = scene.fps;
    const decoder = StreamDecoder.open(av, path, 'picture', 2);
    if (!decoder) throw unreadable(path);
    this.decoder = decoder;
    this.turns = decoder.quarterTurns;
    if (frame > 0) decoder.seek(this.timeMs);
    this.scaler = new av.SoftwareScaleContext();
    this.scaler.allocContext();
    this.scaled = new av.Frame();
    this.scaled.alloc();
    this.picture = makePlanes(this.width, this.height);
    this.picture.y.fill(16);
    this.picture.u.fill(128);
    this.picture.v.fill(128);
    this.progress = new ProgressLine(scene.progress, this.picture);
    this.scrims = scene.scrims && { top: makeTile(scene.scrims.top), bottom: makeTile(scene.scrims.bottom) };
    this.slots = [scene.titleAt, scene.captionAt].map((at) => ({ key: undefined, tile: undefined, at }));
  }

  next(planes: Planes): Rect[] {
    this.advance();
    this.picture.data.copy(planes.data);
    const overlays = this.slots.map((slot) => this.tileOf(slot));
    if (overlays[0] && this.scrims) layTile(this.scrims.top, planes);
    if (this.scrims) layTile(this.scrims.bottom, planes);
    for (const tile of overlays) if (tile) layTile(tile, planes);
    this.progress.reset();
    this.progress.draw(planes, this.frame / Math.max(1, this.frameCount - 1), []);
    this.frame += 1;
    return [{ x: 0, y: 0, width: this.width, height: this.height }];
  }

  close(): void {
    this.decoder.close();
    this.scaler.freeContext();
    this.scaled.free();
  }

  private get timeMs(): number {
    return (this.frame * 1000) / this.fps;
  }

  /** Decodes until the picture of the current time is the one that stands. */
  private advance(): void {
    const half = 500 / this.fps;
    if (!this.begun) this.pending = this.decoder.next();
    while (this.pending && (!this.begun || this.decoder.timeOf(this.pending) <= this.timeMs + half)) {
      const upToDate = this.decoder.timeOf(this.pending) >= this.timeMs - 1500 / this.fps;
      // Frames that are long past (before a place that was sought, or of a faster rate) need not be scaled.
      if (upToDate || !this.begun) this.place(this.pending);
      this.begun = true;
      this.pending = this.decoder.next();
    }
  }

  private tileOf(slot: VideoFrames['slots'][number]): Tile | undefined {
    const overlay: NamedOverlay | undefined = slot.at(this.timeMs);
    if (overlay?.key !== slot.key) {
      slot.key = overlay?.key;
      slot.tile = overlay && makeTile(overlay);
    }
    return slot.tile;
  }

  /** Scales a decoded frame into its place. */
  private place(frame: Frame): void {
    const { constants } = this.av;
    const pixel = frame.sampleAspectRatio;
    const shape = pixel.num > 0 && pixel.den > 0 ? pixel.toDouble() : 1;
    const lying = this.turns % 2 === 1;
    const aspect = (frame.width * shape) / frame.height;
    const rect = fitInside(lying ? 1 / aspect : aspect, this.width, this.height);
    const width = lying ? rect.height : rect.width;
    const height = lying ? rect.width : rect.height;
    if (this.scaled.width !== width || this.scaled.height !== height) {
      this.scaled.unref();
      this.scaled.width = width;
      this.scaled.height = height;
      this.scaled.format = constants.AV_PIX_FMT_YUV420P;
      this.scaled.colorSpace = constants.AVCOL_SPC_BT709;
      this.scaled.colorRange = constants.AVCOL_RANGE_MPEG;
      checked(this.av, this.scaled.getBuffer(), 'scaled frame');
    }
    checked(this.av, this.scaler.scaleFrameSync(this.scaled, frame), 'scale');
    const { data, linesize } = this.scaled;
    (['y', 'u', 'v'] as const).forEach((plane, index) => {
      const divisor = plane === 'y' ? 1 : 2;
      const source = data?.[index];
      const stride = linesize[index];
      if (!source || !stride) return;
      const from = { data: source, stride, width: width / divisor, height: height / divisor };
      const to = {
        data: this.picture[plane],
        stride: this.width / divisor,
        x: rect.x / divisor,
        y: rect.y / divisor,
      };
      placePlane(from, to, this.turns);
    });
  }
}

/** Copies one plane into its place, turned clockwise by so many quarters. */
function placePlane(
  from: { data: Uint8Array; stride: number; width: number; height: number },
  to: { data: Uint8Array; stride: number; x: number; y: number },
  turns: number,
): void {
  if (turns === 0) {
    for (let row = 0; row < from.height; row++) {
      const start = row * from.stride;
      to.data.set(from.data.subarray(start, start + from.width), (to.y + row) * to.stride + to.x);
    }
    return;
  }
  const width = turns === 2 ? from.width : from.height;
  const height = turns === 2 ? from.height : from.width;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = turns === 1 ? from.height - 1 - x : turns === 2 ? from.height - 1 - y : x;
      const column = turns === 1 ? y : turns === 2 ? from.width - 1 - x : from.width - 1 - y;
      to.data[(to.y + y) * to.stride + to.x + x] = from.data[row * from.stride + column] ?? 0;
    }
  }
}
