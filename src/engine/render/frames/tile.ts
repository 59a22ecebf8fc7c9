import type { Rect } from '../scene/geometry';
import type { Overlay } from '../scene/text';
import type { Planes } from './planes';

/**
 * An overlay as planes with coverage (0–255), converted once and laid over any number of frames. Colours are
 * weighted by their coverage, so that a soft edge takes nothing from the px that are not painted.
 */
export interface Tile {
  rect: Rect;
  y: Uint8Array;
  u: Uint8Array;
  v: Uint8Array;
  lumaCover: Uint8Array;
  chromaCover: Uint8Array;
}

export function makeTile(overlay: Overlay): Tile {
  const { rect } = overlay;
  const { width, height } = rect;
  const rgba = overlay.canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const tile: Tile = {
    rect,
    y: new Uint8Array(width * height),
    u: new Uint8Array((width * height) / 4),
    v: new Uint8Array((width * height) / 4),
    lumaCover: new Uint8Array(width * height),
    chromaCover: new Uint8Array((width * height) / 4),
  };
  // Most of an overlay is bare, so four bytes are looked at in one.
  const words = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  for (let px = 0; px < width * height; px++) {
    if (words[px] === 0) continue;
    const at = px * 4;
    const cover = rgba[at + 3] ?? 0;
    tile.lumaCover[px] = cover;
    tile.y[px] =
      16.5 + 0.182586 * (rgba[at] ?? 0) + 0.614231 * (rgba[at + 1] ?? 0) + 0.062007 * (rgba[at + 2] ?? 0);
  }
  for (let row = 0; row < height / 2; row++) {
    for (let column = 0; column < width / 2; column++) {
      const first = row * 2 * width + column * 2;
      const bare =
        words[first] === 0 &&
        words[first + 1] === 0 &&
        words[first + width] === 0 &&
        words[first + width + 1] === 0;
      if (bare) continue;
      let red = 0;
      let green = 0;
      let blue = 0;
      let cover = 0;
      for (let corner = 0; corner < 4; corner++) {
        const at = ((row * 2 + (corner >> 1)) * width + column * 2 + (corner & 1)) * 4;
        const weight = rgba[at + 3] ?? 0;
        red += (rgba[at] ?? 0) * weight;
        green += (rgba[at + 1] ?? 0) * weight;
        blue += (rgba[at + 2] ?? 0) * weight;
        cover += weight;
      }
      const px = row * (width / 2) + column;
      tile.chromaCover[px] = (cover + 2) >> 2;
      if (cover === 0) continue;
      tile.u[px] = 128.5 + (-0.100644 * red - 0.338572 * green + 0.439216 * blue) / cover;
      tile.v[px] = 128.5 + (0.439216 * red - 0.398942 * green - 0.040274 * blue) / cover;
    }
  }
  return tile;
}

/** Lays a tile over a picture. */
export function layTile(tile: Tile, planes: Planes): void {
  const { x, y, width, height } = tile.rect;
  blend(tile.y, tile.lumaCover, width, height, planes.y, planes.width, x, y);
  blend(tile.u, tile.chromaCover, width / 2, height / 2, planes.u, planes.width / 2, x / 2, y / 2);
  blend(tile.v, tile.chromaCover, width / 2, height / 2, planes.v, planes.width / 2, x / 2, y / 2);
}

function blend(
  source: Uint8Array,
  cover: Uint8Array,
  width: number,
  height: number,
  target: Uint8Array,
  stride: number,
  x: number,
  y: number,
): void {
  for (let row = 0; row < height; row++) {
    let from = row * width;
    let to = (y + row) * stride + x;
    for (let column = 0; column < width; column++, from++, to++) {
      const share = cover[from] ?? 0;
      if (share === 0) continue;
      const under = target[to] ?? 0;
      target[to] =
        share === 255 ? (source[from] ?? 0) : under + (((source[from] ?? 0) - under) * share) / 255 + 0.5;
    }
  }
}
