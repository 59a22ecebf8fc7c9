import { fileURLToPath } from 'node:url';
import { GlobalFonts } from '@napi-rs/canvas';

for (const weight of [500, 800]) {
  const file = `@fontsource/inter/files/inter-latin-${weight}-normal.woff2`;
  GlobalFonts.registerFromPath(fileURLToPath(import.meta.resolve(file)), 'Inter');
}

const left = 96;
const cream = '#fff4dc';

/** A small light: a warm disc in its own glow. */
function drawLight(ctx, x, y, radius) {
  const glow = ctx.createRadialGradient(x, y, radius * 0.6, x, y, radius * 4);
  glow.addColorStop(0, 'rgba(255, 205, 110, 0.7)');
  glow.addColorStop(1, 'rgba(255, 205, 110, 0)');
  ctx.fillStyle = glow;
  ctx.fillRect(x - radius * 4, y - radius * 4, radius * 8, radius * 8);
  ctx.fillStyle = '#ffc95c';
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, 2 * Math.PI);
  ctx.fill();
}

/** The name of the show, the dot of its i a light, and what the show is about. */
export function drawTitle(ctx) {
  ctx.textBaseline = 'alphabetic';
  ctx.fillStyle = cream;
  ctx.font = '800 256px Inter';
  ctx.letterSpacing = '-8px';
  ctx.fillText('Small', left - 12, 318);
  // The dotless i leaves the place for the light.
  ctx.fillText('L\u0131ghts', left - 12, 548);
  const before = ctx.measureText('L').width;
  const stem = ctx.measureText('\u0131').width;
  ctx.letterSpacing = '0px';
  drawLight(ctx, left - 12 + before + stem / 2 - 4, 374, 27);

  ctx.fillStyle = cream;
  ctx.font = '500 40px Inter';
  ctx.fillText('A show about people who', left, 1272);
  ctx.fillText('looked out of the window.', left, 1324);
}
