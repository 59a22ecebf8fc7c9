/**
 * Draws the extension's icons: `media/icon.png` for the marketplace and `media/activity.svg` for the activity bar.
 * The mark is a waveform whose bars make a play button: sound on the way to being a video.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';

const media = fileURLToPath(new URL('../media/', import.meta.url));

/** Heights of the bars, left to right, as shares of the tallest. */
const bars = [0.38, 1, 0.74, 0.48, 0.22];

/** The bars as rounded rectangles centred on a height, in the unit of the drawing. */
function mark({ left, middle, barWidth, gap, tallest }) {
  return bars.map((share, i) => {
    const height = Math.max(barWidth, share * tallest);
    return {
      x: left + i * (barWidth + gap),
      y: middle - height / 2,
      width: barWidth,
      height,
      radius: barWidth / 2,
    };
  });
}

/** The marketplace icon. @returns {Promise<Buffer>} PNG, 128 × 128 px */
async function drawIcon() {
  const canvas = createCanvas(128, 128);
  const ctx = canvas.getContext('2d');
  const night = ctx.createLinearGradient(0, 0, 40, 128);
  night.addColorStop(0, '#2f3f8f');
  night.addColorStop(1, '#0c1338');
  ctx.fillStyle = night;
  ctx.beginPath();
  ctx.roundRect(0, 0, 128, 128, 28);
  ctx.fill();

  const warm = ctx.createLinearGradient(24, 0, 104, 0);
  warm.addColorStop(0, '#ffe3a3');
  warm.addColorStop(0.55, '#ffb45c');
  warm.addColorStop(1, '#f5785a');
  ctx.fillStyle = warm;
  for (const bar of mark({ left: 20, middle: 64, barWidth: 12, gap: 7, tallest: 86 })) {
    ctx.beginPath();
    ctx.roundRect(bar.x, bar.y, bar.width, bar.height, bar.radius);
    ctx.fill();
  }
  return canvas.encode('png');
}

/** The activity bar's icon, one colour: VS Code uses its shape as a mask. */
function activityIcon() {
  const shapes = mark({ left: 3, middle: 12, barWidth: 2, gap: 2, tallest: 18 }).map(
    ({ x, y, width, height, radius }) =>
      `  <rect x="${round(x)}" y="${round(y)}" width="${width}" height="${round(height)}" rx="${radius}"/>`,
  );
  const open =
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" fill="currentColor">';
  return `${open}\n${shapes.join('\n')}\n</svg>\n`;
}

/** Two decimals are enough for a 24 px drawing. */
function round(value) {
  return Number(value.toFixed(2));
}

writeFileSync(`${media}icon.png`, await drawIcon());
writeFileSync(`${media}activity.svg`, activityIcon());
