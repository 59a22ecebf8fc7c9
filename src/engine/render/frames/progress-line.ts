import type { Rect } from '../scene/geometry';
import type { Scene } from '../scene/scene';
import { toYuv, type Planes, type Yuv } from './planes';

/**
 * A thin line with round ends that fills up from the left. It grows by 2 px at a time, since that is what chroma can
 * show, so in most frames there is nothing to do.
 */
export class ProgressLine {
  private readonly rect: Rect;
  private readonly filled: Yuv;
  private readonly track: Yuv;
  private readonly trackAlpha: number;
  /** px filled in the planes; -1 is not drawn yet. */
  private done = -1;

  /** @param ground the picture under the line */
  constructor(
    progress: Scene['progress'],
    private readonly ground: Planes,
  ) {
    this.rect = progress.rect;
    this.filled = toYuv(progress.filled);
    this.track = toYuv(progress.track.colour);
    this.trackAlpha = progress.track.alpha;
  }

  /** Forgets what was drawn: the planes hold another picture now. */
  reset(): void {
    this.done = -1;
  }

  /** @param share how much has played, 0–1 */
  draw(planes: Planes, share: number, dirty: Rect[]): void {
    const { x, y, width, height } = this.rect;
    const fill = Math.min(width, Math.max(height, Math.round((share * width) / 2) * 2));
    if (fill === this.done) return;
    const from = this.done < 0 ? 0 : Math.max(0, Math.min(this.done, fill) - height);
    const to = this.done < 0 ? width : Math.max(this.done, fill);
    const start = from & ~1;
    for (let row = 0; row < height; row++) {
      for (let column = start; column < to; column++) this.luma(planes, column, row, fill);
    }
    for (let row = 0; row < height; row += 2) {
      for (let column = start; column < to; column += 2) this.chroma(planes, column, row, fill);
    }
    this.done = fill;
    dirty.push({ x: x + start, y, width: to - start, height });
  }

  /** How much of a px lies within a line with round ends that is `length` px long. */
  private coverage(column: number, row: number, length: number): number {
    const radius = this.rect.height / 2;
    const px = column + 0.5;
    const nearest = Math.min(Math.max(px, radius), length - radius);
    const distance = Math.hypot(px - nearest, row + 0.5 - radius);
    return Math.min(1, Math.max(0, radius - distance + 0.5));
  }

  private luma(planes: Planes, column: number, row: number, fill: number): void {
    const at = (this.rect.y + row) * planes.width + this.rect.x + column;
    const under = this.ground.y[at] ?? 16;
    const track =
      under + (this.track.y - under) * this.coverage(column, row, this.rect.width) * this.trackAlpha;
    planes.y[at] = track + (this.filled.y - track) * this.coverage(column, row, fill) + 0.5;
  }

  private chroma(planes: Planes, column: number, row: number, fill: number): void {
    const at = (((this.rect.y + row) / 2) * planes.width) / 2 + (this.rect.x + column) / 2;
    const mean = (length: number) =>
      (this.coverage(column, row, length) +
        this.coverage(column + 1, row, length) +
        this.coverage(column, row + 1, length) +
        this.coverage(column + 1, row + 1, length)) /
      4;
    const inTrack = mean(this.rect.width) * this.trackAlpha;
    const inFill = mean(fill);
    for (const part of ['u', 'v'] as const) {
      const under = this.ground[part][at] ?? 128;
      const track = under + (this.track[part] - under) * inTrack;
      planes[part][at] = track + (this.filled[part] - track) * inFill + 0.5;
    }
  }
}
