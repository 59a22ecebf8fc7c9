/** A rectangle in px, from the top left corner. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The smallest rectangle round another whose edges are even, as 4:2:0 wants it, inside width × height. */
export function evenRect(rect: Rect, width: number, height: number): Rect {
  const x = Math.max(0, Math.floor(rect.x / 2) * 2);
  const y = Math.max(0, Math.floor(rect.y / 2) * 2);
  const right = Math.min(width, Math.ceil((rect.x + rect.width) / 2) * 2);
  const bottom = Math.min(height, Math.ceil((rect.y + rect.height) / 2) * 2);
  return { x, y, width: Math.max(0, right - x), height: Math.max(0, bottom - y) };
}

/** The largest rectangle of an aspect ratio inside width × height, in the middle, on even px. */
export function fitInside(aspect: number, width: number, height: number): Rect {
  const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);
  const wide = width / height > aspect;
  const w = Math.min(width, even(wide ? height * aspect : width));
  const h = Math.min(height, even(wide ? height : width / aspect));
  return { x: Math.floor((width - w) / 4) * 2, y: Math.floor((height - h) / 4) * 2, width: w, height: h };
}

/** The part of a picture that fills a rectangle of another shape, cut evenly on both sides. */
export function cropToFill(picture: { width: number; height: number }, target: Rect): Rect {
  const scale = Math.max(target.width / picture.width, target.height / picture.height);
  const width = target.width / scale;
  const height = target.height / scale;
  return { x: (picture.width - width) / 2, y: (picture.height - height) / 2, width, height };
}
