import { createCanvas } from '@napi-rs/canvas';
import { drawLighthouse, lamp } from './lighthouse.mjs';
import { drawTitle } from './title.mjs';

const side = 1400;
const horizon = 985;

/** A vertical gradient from colour stops `[offset, colour]`. */
function vertical(ctx, top, bottom, stops) {
  const gradient = ctx.createLinearGradient(0, top, 0, bottom);
  for (const [offset, colour] of stops) gradient.addColorStop(offset, colour);
  return gradient;
}

/** Pseudo-random numbers in 0…1, the same each time (mulberry32), so that the stars stay where they are. */
function* random(seed) {
  for (let state = seed; ;) {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    yield ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  }
}

/** Night above, the last of the dusk at the horizon, and stars that fade towards it. */
function drawSky(ctx) {
  ctx.fillStyle = vertical(ctx, 0, horizon, [
    [0, '#0a1030'],
    [0.45, '#17265a'],
    [0.78, '#3b4a86'],
    [0.93, '#a0688a'],
    [1, '#f0a27c'],
  ]);
  ctx.fillRect(0, 0, side, horizon + 20);
  const numbers = random(7);
  for (let i = 0; i < 130; i++) {
    const [x, y, size] = [
      numbers.next().value * side,
      numbers.next().value ** 1.4 * 800,
      numbers.next().value,
    ];
    ctx.globalAlpha = (1 - y / 850) * (0.25 + 0.65 * size);
    ctx.fillStyle = '#fff6e0';
    ctx.beginPath();
    ctx.arc(x, y, 1 + 2.2 * size ** 3, 0, 2 * Math.PI);
    ctx.fill();
  }
  ctx.globalAlpha = 1;
}

/** Light from the lamp: two wedges that thin out as they go. */
function drawBeams(ctx) {
  const beams = [
    { toX: -80, top: 640, bottom: 960, strength: 0.62 },
    { toX: side + 80, top: 560, bottom: 690, strength: 0.55 },
  ];
  ctx.globalCompositeOperation = 'screen';
  for (const { toX, top, bottom, strength } of beams) {
    const light = ctx.createLinearGradient(lamp.x, 0, toX, 0);
    light.addColorStop(0, `rgba(255, 206, 110, ${strength})`);
    light.addColorStop(1, 'rgba(255, 206, 110, 0.06)');
    ctx.fillStyle = light;
    ctx.beginPath();
    ctx.moveTo(lamp.x, lamp.y - 14);
    ctx.lineTo(toX, top);
    ctx.lineTo(toX, bottom);
    ctx.lineTo(lamp.x, lamp.y + 14);
    ctx.fill();
  }
  ctx.globalCompositeOperation = 'source-over';
}

/** One wave layer: a slow swell, filled down to the lower edge of the picture. */
function drawWave(ctx, { y, height, length, phase, colour }) {
  ctx.fillStyle = colour;
  ctx.beginPath();
  ctx.moveTo(0, side);
  for (let x = 0; x <= side; x += 4) {
    const swell = Math.sin((x / length) * 2 * Math.PI + phase);
    const chop = 0.3 * Math.sin((x / length) * 4.6 * Math.PI + 2 * phase);
    ctx.lineTo(x, y + height * (swell + chop));
  }
  ctx.lineTo(side, side);
  ctx.fill();
}

/** Lamplight lying on the water: short dashes, brightest below the horizon. */
function drawGlints(ctx) {
  const numbers = random(21);
  ctx.lineCap = 'round';
  ctx.strokeStyle = '#ffbf7a';
  for (let i = 0; i < 46; i++) {
    const depth = numbers.next().value;
    const x = 60 + numbers.next().value * 760;
    const length = 14 + 60 * numbers.next().value * (0.4 + depth);
    ctx.globalAlpha = 0.75 * (1 - depth) + 0.12;
    ctx.lineWidth = 3 + 3 * depth;
    ctx.beginPath();
    ctx.moveTo(x, horizon + 16 + depth * 120);
    ctx.lineTo(x + length, horizon + 16 + depth * 120);
    ctx.stroke();
  }
  ctx.globalAlpha = 1;
}

const farSea = [{ y: horizon, height: 3, length: 420, phase: 0.4, colour: '#2c4a86' }];
const nearSea = [
  { y: 1080, height: 13, length: 620, phase: 1.1, colour: '#213d77' },
  { y: 1145, height: 18, length: 760, phase: 3.6, colour: '#193163' },
  { y: 1220, height: 22, length: 900, phase: 5.4, colour: '#11244d' },
  { y: 1305, height: 24, length: 1050, phase: 1.9, colour: '#0b1838' },
];

/** The show's cover: a lighthouse over a night sea. @returns {Promise<Buffer>} JPEG, 1400 × 1400 px */
export async function drawCover() {
  const canvas = createCanvas(side, side);
  const ctx = canvas.getContext('2d');
  drawSky(ctx);
  for (const wave of farSea) drawWave(ctx, wave);
  drawGlints(ctx);
  drawBeams(ctx);
  drawLighthouse(ctx);
  for (const wave of nearSea) drawWave(ctx, wave);
  drawTitle(ctx);
  return canvas.encode('jpeg', 86);
}
