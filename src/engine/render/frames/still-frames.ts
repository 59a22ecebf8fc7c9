import type { Rect } from '../scene/geometry';
import type { NamedOverlay, Scene } from '../scene/scene';
import { Bars } from './bars';
import type { FrameSource, Levels } from './frame-source';
import { copyRect, fillPlanes, makePlanes, type Planes } from './planes';
import { ProgressLine } from './progress-line';
import { layTile, makeTile } from './tile';

/** A place where one overlay at a time is shown. */
interface Slot {
  shown: { key: string; rect: Rect } | undefined;
  at: (timeMs: number) => NamedOverlay | undefined;
}

/**
 * Frames of a scene that stands still but for bars, captions and the progress line. The ground is converted once;
 * then each frame draws what changes and nothing else.
 */
export class StillFrames implements FrameSource {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  private readonly ground: Planes;
  private readonly bars: Bars | undefined;
  private readonly progress: ProgressLine;
  private readonly slots: Slot[];
  private started = false;

  /**
   * @param levels of the bars, from frame `first` on
   * @param frameCount of the whole video
   * @param first frame to be drawn; the ones before are passed over
   */
  constructor(
    scene: Scene,
    private readonly levels: Levels,
    readonly frameCount: number,
    private readonly first = 0,
    private frame = first,
  ) {
    if (scene.ground.kind !== 'still') throw new TypeError('A scene over a video has no still frames.');
    this.width = scene.width;
    this.height = scene.height;
    this.fps = scene.fps;
    this.ground = makePlanes(scene.width, scene.height);
    const pixels = scene.ground.canvas.getContext('2d').getImageData(0, 0, scene.width, scene.height);
    fillPlanes(this.ground, pixels.data);
    this.bars = scene.bars && new Bars(scene.bars.layout, this.ground, scene.bars.colours);
    this.progress = new ProgressLine(scene.progress, this.ground);
    this.slots = [scene.titleAt, scene.captionAt].map((at) => ({ shown: undefined, at }));
  }

  next(planes: Planes): Rect[] {
    const dirty: Rect[] = [];
    if (!this.started) {
      this.ground.data.copy(planes.data);
      dirty.push({ x: 0, y: 0, width: this.width, height: this.height });
      this.started = true;
    }
    const timeMs = (this.frame * 1000) / this.fps;
    for (const slot of this.slots) this.drawSlot(slot, timeMs, planes, dirty);
    this.bars?.draw(planes, this.levels.values, (this.frame - this.first) * this.levels.count, dirty);
    this.progress.draw(planes, this.frame / Math.max(1, this.frameCount - 1), dirty);
    this.frame += 1;
    return dirty;
  }

  close(): void {
    this.slots.length = 0;
  }

  private drawSlot(slot: Slot, timeMs: number, planes: Planes, dirty: Rect[]): void {
    const overlay = slot.at(timeMs);
    if (overlay?.key === slot.shown?.key) return;
    if (slot.shown) {
      copyRect(this.ground, planes, slot.shown.rect);
      dirty.push(slot.shown.rect);
    }
    if (overlay) {
      layTile(makeTile(overlay), planes);
      dirty.push(overlay.rect);
    }
    slot.shown = overlay && { key: overlay.key, rect: overlay.rect };
  }
}
