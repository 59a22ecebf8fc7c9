import { createCanvas, type Canvas, type Image, type SKRSContext2D } from '@napi-rs/canvas';
import { css, fromHsl, luminance, mix, black, toHsl, white, type Rgb } from './colour';
import { cropToFill, type Rect } from './geometry';
import type { Layout } from './layout';

/** The picture that the background grows from: the cover, or a card drawn in its place. */
export type Artwork = Image | Canvas;

/** How bright the background may be (relative luminance), so that white text keeps a contrast of 7:1 on it. */
const brightest = 0.05;

/**
 * Paints all that never moves: background, cover card, and the panel of the waveform.
 *
 * @param artwork what the card shows, and what the background is blurred from
 */
export function paintGround(
  size: { width: number; height: number },
  layout: Layout,
  artwork: { card: Artwork; wash: Artwork },
  accent: Rgb,
): Canvas {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  paintBackground(context, size.width, size.height, artwork.wash, accent);
  if (layout.cover) paintCard(context, layout.cover.rect, layout.cover.radius, artwork.card);
  if (layout.waveform) paintPanel(context, layout.waveform.panel, layout.waveform.radius);
  return canvas;
}

/** The artwork enlarged, blurred and darkened until text can be read on it. */
function paintBackground(
  context: SKRSContext2D,
  width: number,
  height: number,
  artwork: Artwork,
  accent: Rgb,
): void {
  // Blurred small and then enlarged: the same to look at, and sixty times faster.
  const scale = 8;
  const small = createCanvas(Math.ceil(width / scale), Math.ceil(height / scale));
  const area = { x: 0, y: 0, width: small.width, height: small.height };
  const pen = small.getContext('2d');
  const crop = cropToFill(artwork, area);
  pen.fillStyle = css(mix(accent, black, 0.8));
  pen.fillRect(0, 0, small.width, small.height);
  pen.filter = `blur(${Math.round(Math.min(small.width, small.height) / 7)}px) saturate(1.3)`;
  // Drawn beyond the edges, for the blur would let the dark in there.
  const bleed = Math.min(small.width, small.height) / 4;
  pen.drawImage(
    artwork,
    crop.x,
    crop.y,
    crop.width,
    crop.height,
    -bleed,
    -bleed,
    small.width + 2 * bleed,
    small.height + 2 * bleed,
  );
  pen.filter = 'none';
  // A breath of the accent holds a motley cover together.
  pen.fillStyle = css(mix(accent, black, 0.55), 0.35);
  pen.fillRect(0, 0, small.width, small.height);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(small, 0, 0, width, height);

  const shade = shadeFor(pen.getImageData(0, 0, small.width, small.height).data);
  context.fillStyle = css(mix(black, accent, 0.08), shade);
  context.fillRect(0, 0, width, height);
  const fall = context.createLinearGradient(0, 0, 0, height);
  fall.addColorStop(0, css(black, 0.05));
  fall.addColorStop(0.5, css(black, 0.12));
  fall.addColorStop(1, css(black, 0.5));
  context.fillStyle = fall;
  context.fillRect(0, 0, width, height);
}

/** How much dark (0–1) brings the lightest parts of a picture down to `brightest`. */
function shadeFor(rgba: Uint8ClampedArray): number {
  const values: number[] = [];
  for (let at = 0; at < rgba.length; at += 64) {
    values.push(luminance([rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0]));
  }
  values.sort((a, b) => a - b);
  const light = values[Math.floor(values.length * 0.95)] ?? 0;
  // Luminance goes with about the 2.2nd power of the value, and the shade scales the value.
  const keep = light <= brightest ? 1 : (brightest / light) ** (1 / 2.2);
  return Math.min(0.9, Math.max(0.34, 1 - keep));
}

function paintCard(context: SKRSContext2D, rect: Rect, radius: number, artwork: Artwork): void {
  const { x, y, width, height } = rect;
  context.save();
  context.shadowColor = css(black, 0.55);
  context.shadowBlur = width * 0.11;
  context.shadowOffsetY = width * 0.035;
  context.fillStyle = css(black);
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
  context.restore();

  const crop = cropToFill(artwork, rect);
  context.save();
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.clip();
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.drawImage(artwork, crop.x, crop.y, crop.width, crop.height, x, y, width, height);
  context.restore();
  outline(context, rect, radius, 0.14);
}

/** A quiet ground for the bars. */
function paintPanel(context: SKRSContext2D, rect: Rect, radius: number): void {
  context.fillStyle = css(white, 0.07);
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, radius);
  context.fill();
  outline(context, rect, radius, 0.09);
}

function outline(context: SKRSContext2D, rect: Rect, radius: number, alpha: number): void {
  context.strokeStyle = css(white, alpha);
  context.lineWidth = 2;
  context.beginPath();
  context.roundRect(rect.x + 1, rect.y + 1, rect.width - 2, rect.height - 2, radius - 1);
  context.stroke();
}

/** The colours of a drawn cover: the accent, calmed down, and a darker neighbour of it. */
function drawnTones(accent: Rgb): { light: Rgb; dark: Rgb } {
  const [hue, saturation] = toHsl(accent);
  const calm = Math.min(0.58, Math.max(0.34, saturation * 0.7));
  return { light: fromHsl(hue, calm, 0.5), dark: fromHsl((hue + 32) % 360, calm, 0.2) };
}

/** The ground of a drawn cover without its drawing, for the background to be blurred from. */
export function drawWash(accent: Rgb, side: number): Canvas {
  const { light, dark } = drawnTones(accent);
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  context.fillStyle = css(dark);
  context.fillRect(0, 0, side, side);
  const glow = context.createRadialGradient(side * 0.2, side * 0.15, 0, side * 0.2, side * 0.15, side * 0.9);
  glow.addColorStop(0, css(light));
  glow.addColorStop(1, css(light, 0));
  context.fillStyle = glow;
  context.fillRect(0, 0, side, side);
  return canvas;
}

/**
 * A cover for a recording that has none: rings of sound in the accent colour, laid out by the title, so that two
 * episodes do not look alike.
 *
 * @param side px
 */
export function drawCover(title: string, accent: Rgb, side: number): Canvas {
  const { light, dark } = drawnTones(accent);
  const canvas = createCanvas(side, side);
  const context = canvas.getContext('2d');
  const seed = [...title].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0, 7);
  const ground = context.createLinearGradient(0, 0, side, side);
  ground.addColorStop(0, css(light));
  ground.addColorStop(1, css(dark));
  context.fillStyle = ground;
  context.fillRect(0, 0, side, side);

  const across = 0.3 + 0.4 * ((seed % 101) / 100);
  context.translate(side * across, side * (0.62 + 0.1 * ((seed % 7) / 6)));
  const rings = 10;
  const step = side * 0.082;
  for (let ring = rings; ring >= 1; ring--) {
    const loud = 0.3 + 0.7 * Math.abs(Math.sin(ring * 1.7 + (seed % 97)));
    context.lineWidth = step * 0.46 * loud;
    context.strokeStyle = css(white, 0.07 + 0.34 * (1 - ring / (rings + 1)) ** 1.3);
    context.beginPath();
    context.arc(0, 0, side * 0.06 + step * ring, 0, 2 * Math.PI);
    context.stroke();
  }
  context.fillStyle = css(white, 0.96);
  context.beginPath();
  context.arc(0, 0, side * 0.064, 0, 2 * Math.PI);
  context.fill();
  return canvas;
}
