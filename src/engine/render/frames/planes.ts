import type { Rgb } from '../scene/colour';
import type { Rect } from '../scene/geometry';

/**
 * A picture as the encoder takes it: I420, BT.709, limited range. The three planes lie one after the other in
 * `data`, without gaps; chroma has half the width and half the height. Width and height are even.
 */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** A colour of the planes. */
export interface Yuv {
  y: number;
  u: number;
  v: number;
}

export function makePlanes(width: number, height: number): Planes {
  const luma = width * height;
  const data = Buffer.alloc((luma * 3) / 2);
  return {
    width,
    height,
    data,
    y: data.subarray(0, luma),
    u: data.subarray(luma, (luma * 5) / 4),
    v: data.subarray((luma * 5) / 4),
  };
}

/** R'G'B' to Y'CbCr, 8 bits, limited range. ITU-R BT.709-6, items 3.2 to 3.4. */
export function toYuv([red, green, blue]: Rgb): Yuv {
  return {
    y: 16 + 0.182586 * red + 0.614231 * green + 0.062007 * blue,
    u: 128 - 0.100644 * red - 0.338572 * green + 0.439216 * blue,
    v: 128 + 0.439216 * red - 0.398942 * green - 0.040274 * blue,
  };
}

/** Thresholds of an 8×8 Bayer matrix, 0–1: they break up the steps of a slow gradient. */
const bayer = Float32Array.from({ length: 64 }, (_, at) => {
  const x = at & 7;
  const y = at >> 3;
  let value = 0;
  for (let bit = 0; bit < 3; bit++) {
    value |= ((((x ^ y) >> bit) & 1) << (5 - 2 * bit)) | (((y >> bit) & 1) << (4 - 2 * bit));
  }
  return (value + 0.5) / 64;
});

/** Fills the planes with a picture of the same size. `rgba` has 4 bytes a px and is opaque. */
export function fillPlanes(planes: Planes, rgba: Uint8ClampedArray): void {
  const { width, height, y: luma, u, v } = planes;
  for (let row = 0; row < height; row++) {
    for (let column = 0, at = row * width * 4; column < width; column++, at += 4) {
      const value =
        0.182586 * (rgba[at] ?? 0) + 0.614231 * (rgba[at + 1] ?? 0) + 0.062007 * (rgba[at + 2] ?? 0) + 16;
      luma[row * width + column] = value + (bayer[((row & 7) << 3) | (column & 7)] ?? 0.5);
    }
  }
  const half = width / 2;
  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < half; column++) {
      const at = (row * 2 * width + column * 2) * 4;
      const under = at + width * 4;
      const sum = (part: number) =>
        ((rgba[at + part] ?? 0) +
          (rgba[at + 4 + part] ?? 0) +
          (rgba[under + part] ?? 0) +
          (rgba[under + 4 + part] ?? 0)) /
        4;
      const red = sum(0);
      const green = sum(1);
      const blue = sum(2);
      u[row * half + column] = 128.5 - 0.100644 * red - 0.338572 * green + 0.439216 * blue;
      v[row * half + column] = 128.5 + 0.439216 * red - 0.398942 * green - 0.040274 * blue;
    }
  }
}

/** Copies a rectangle (even px) from one picture to another of the same size. */
export function copyRect(from: Planes, to: Planes, rect: Rect): void {
  const copy = (source: Uint8Array, target: Uint8Array, stride: number, area: Rect) => {
    for (let row = area.y; row < area.y + area.height; row++) {
      const start = row * stride + area.x;
      target.set(source.subarray(start, start + area.width), start);
    }
  };
  const half = { x: rect.x / 2, y: rect.y / 2, width: rect.width / 2, height: rect.height / 2 };
  copy(from.y, to.y, from.width, rect);
  copy(from.u, to.u, from.width / 2, half);
  copy(from.v, to.v, from.width / 2, half);
}

/** The planes as opaque RGBA, 4 bytes a px: the reverse of `fillPlanes`. ITU-R BT.709-6. */
export function toRgba(planes: Planes): Uint8ClampedArray {
  const { width, height, y: luma, u, v } = planes;
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const chroma = (row >> 1) * (width / 2) + (column >> 1);
      const value = 1.164384 * ((luma[row * width + column] ?? 16) - 16);
      const cb = (u[chroma] ?? 128) - 128;
      const cr = (v[chroma] ?? 128) - 128;
      const at = (row * width + column) * 4;
      rgba[at] = value + 1.792741 * cr;
      rgba[at + 1] = value - 0.213249 * cb - 0.532909 * cr;
      rgba[at + 2] = value + 2.112402 * cb;
      rgba[at + 3] = 255;
    }
  }
  return rgba;
}
