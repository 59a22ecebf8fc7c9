import type { Rect } from '../scene/geometry';
import type { BarsLayout } from '../scene/layout';
import type { Rgb } from '../scene/colour';
import { toYuv, type Planes, type Yuv } from './planes';

/** Samples a side for the edge of a cap: 4 × 4 a px. */
const samples = 4;

/**
 * How much of each px a rounded end covers (0–1), from the tip inwards: `width / 2` rows of `width` px.
 * Precomputed, so that a bar costs no geometry while frames are drawn.
 */
function capCoverage(width: number): Float32Array {
  const radius = width / 2;
  const cover = new Float32Array(radius * width);
  for (let px = 0; px < cover.length; px++) {
    const x = px % width;
    const y = Math.floor(px / width);
    let inside = 0;
    for (let sample = 0; sample < samples * samples; sample++) {
      const dx = x + ((sample % samples) + 0.5) / samples - radius;
      const dy = y + (Math.floor(sample / samples) + 0.5) / samples - radius;
      if (dx * dx + dy * dy <= radius * radius) inside += 1;
    }
    cover[px] = inside / (samples * samples);
  }
  return cover;
}

/** Draws mirrored bars straight into the planes, and of each bar only what its new height changes. */
export class Bars {
  private readonly colours: Yuv[];
  private readonly cap: Float32Array;
  /** Half height of each bar as it stands in the planes, px; 0 is not drawn yet. */
  private readonly halves: Uint16Array;

  /**
   * @param ground the picture under the bars
   * @param colours one per bar
   */
  constructor(
    private readonly layout: BarsLayout,
    private readonly ground: Planes,
    colours: readonly Rgb[],
  ) {
    this.colours = colours.map(toYuv);
    this.cap = capCoverage(layout.width);
    this.halves = new Uint16Array(layout.count);
  }

  /**
   * Brings the bars to new levels (0–255) and adds what changed to `dirty`.
   *
   * @param offset index of the first bar's level
   */
  draw(planes: Planes, levels: Uint8Array, offset: number, dirty: Rect[]): void {
    const { count, minHalf, maxHalf } = this.layout;
    for (let bar = 0; bar < count; bar++) {
      const level = levels[offset + bar] ?? 0;
      const half = minHalf + Math.round(((maxHalf - minHalf) * level) / 255);
      const before = this.halves[bar] ?? 0;
      if (half === before) continue;
      this.change(planes, bar, before, half, dirty);
      this.halves[bar] = half;
    }
  }

  private change(planes: Planes, bar: number, before: number, half: number, dirty: Rect[]): void {
    const { x: left, pitch, width, centreY } = this.layout;
    const x = left + bar * pitch;
    const outer = (Math.max(before, half) + 1) & ~1;
    // Below the caps of the old and the new height the bar is full either way.
    const inner = Math.max(0, Math.min(before, half) - width / 2 - 2) & ~1;
    const colour = this.colours[bar] ?? { y: 235, u: 128, v: 128 };
    for (let row = inner; row < outer; row++) {
      this.lumaRow(planes, x, centreY - 1 - row, half - 1 - row, colour.y);
      this.lumaRow(planes, x, centreY + row, half - 1 - row, colour.y);
    }
    for (let row = inner / 2; row < outer / 2; row++) {
      this.chromaRow(planes, x / 2, centreY / 2 - 1 - row, half - 1 - 2 * row, colour);
      this.chromaRow(planes, x / 2, centreY / 2 + row, half - 1 - 2 * row, colour);
    }
    const height = outer - inner;
    dirty.push({ x, y: centreY - outer, width, height }, { x, y: centreY + inner, width, height });
  }

  /** Coverage of a px, `depth` rows below the tip of its bar (negative: above it). */
  private coverage(depth: number, column: number): number {
    const { width } = this.layout;
    if (depth < 0) return 0;
    return depth >= width / 2 ? 1 : (this.cap[depth * width + column] ?? 1);
  }

  private lumaRow(planes: Planes, x: number, y: number, depth: number, colour: number): void {
    for (let column = 0; column < this.layout.width; column++) {
      const at = y * planes.width + x + column;
      const under = this.ground.y[at] ?? 16;
      planes.y[at] = under + (colour - under) * this.coverage(depth, column) + 0.5;
    }
  }

  private chromaRow(planes: Planes, x: number, y: number, depth: number, colour: Yuv): void {
    for (let column = 0; column < this.layout.width / 2; column++) {
      const at = (y * planes.width) / 2 + x + column;
      const cover =
        (this.coverage(depth, 2 * column) +
          this.coverage(depth, 2 * column + 1) +
          this.coverage(depth - 1, 2 * column) +
          this.coverage(depth - 1, 2 * column + 1)) /
        4;
      const u = this.ground.u[at] ?? 128;
      const v = this.ground.v[at] ?? 128;
      planes.u[at] = u + (colour.u - u) * cover + 0.5;
      planes.v[at] = v + (colour.v - v) * cover + 0.5;
    }
  }
}
