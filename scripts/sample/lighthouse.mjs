/** Centre of the lamp, px: where the light comes from. */
export const lamp = { x: 1040, y: 610 };

const ground = 1050;
const cream = '#f6ead2';
const shade = '#c9b9a6';
const red = '#d5503f';
const redShade = '#a33a36';
const ink = '#10183a';

/** Half the tower's width at a height, px: it narrows as it rises. */
function halfWidth(y) {
  return 50 + ((y - 680) / (ground - 680)) * 32;
}

/** One band of the tower between two heights, lit from the left. */
function drawBand(ctx, top, bottom, light, dark) {
  const sides = [
    [-1, 0.22, light],
    [0.22, 1, dark],
  ];
  for (const [from, to, colour] of sides) {
    ctx.fillStyle = colour;
    ctx.beginPath();
    ctx.moveTo(lamp.x + from * halfWidth(top), top);
    ctx.lineTo(lamp.x + to * halfWidth(top), top);
    ctx.lineTo(lamp.x + to * halfWidth(bottom), bottom);
    ctx.lineTo(lamp.x + from * halfWidth(bottom), bottom);
    ctx.fill();
  }
}

/** The tower in bands of cream and red, with a door and two windows. */
function drawTower(ctx) {
  const bands = 5;
  const height = (ground - 680) / bands;
  for (let i = 0; i < bands; i++) {
    const colours = i % 2 === 0 ? [cream, shade] : [red, redShade];
    drawBand(ctx, 680 + i * height, 680 + (i + 1) * height + 1, ...colours);
  }
  ctx.fillStyle = ink;
  for (const y of [715, 860]) {
    ctx.beginPath();
    ctx.roundRect(lamp.x - 11, y, 22, 36, [11, 11, 2, 2]);
    ctx.fill();
  }
}

/** The gallery, the lantern room with its lamp, and the roof. */
function drawLantern(ctx) {
  ctx.fillStyle = ink;
  ctx.beginPath();
  ctx.roundRect(lamp.x - 74, 664, 148, 18, 6);
  ctx.fill();
  ctx.fillStyle = '#ffe7a8';
  ctx.fillRect(lamp.x - 40, 560, 80, 104);
  ctx.fillStyle = ink;
  for (const x of [-44, -16, 8, 36]) ctx.fillRect(lamp.x + x, 556, 8, 108);
  ctx.fillRect(lamp.x - 66, 630, 132, 6);
  for (const x of [-66, -47, 41, 60]) ctx.fillRect(lamp.x + x, 630, 6, 36);
  ctx.fillStyle = red;
  ctx.beginPath();
  ctx.moveTo(lamp.x - 62, 562);
  ctx.quadraticCurveTo(lamp.x - 40, 500, lamp.x, 492);
  ctx.quadraticCurveTo(lamp.x + 40, 500, lamp.x + 62, 562);
  ctx.fill();
  ctx.fillStyle = ink;
  ctx.fillRect(lamp.x - 3, 458, 6, 38);
  ctx.beginPath();
  ctx.arc(lamp.x, 456, 8, 0, 2 * Math.PI);
  ctx.fill();
}

/** The keeper's cottage, one window lit. */
function drawCottage(ctx) {
  ctx.fillStyle = '#1b2450';
  ctx.fillRect(lamp.x + 92, 962, 168, 92);
  ctx.fillStyle = redShade;
  ctx.beginPath();
  ctx.moveTo(lamp.x + 78, 966);
  ctx.lineTo(lamp.x + 118, 908);
  ctx.lineTo(lamp.x + 236, 908);
  ctx.lineTo(lamp.x + 276, 966);
  ctx.fill();
  ctx.fillRect(lamp.x + 204, 878, 24, 40);
  ctx.fillStyle = '#ffd27a';
  ctx.beginPath();
  ctx.roundRect(lamp.x + 150, 988, 40, 42, 4);
  ctx.fill();
  ctx.fillStyle = '#1b2450';
  ctx.fillRect(lamp.x + 168, 988, 4, 42);
  ctx.fillRect(lamp.x + 150, 1007, 40, 4);
}

/** The rock everything stands on. */
function drawRock(ctx) {
  const outline = [
    [760, 1150],
    [822, 1098],
    [880, 1086],
    [946, 1046],
    [1316, 1046],
    [1350, 1066],
    [1400, 1072],
    [1400, 1190],
    [760, 1190],
  ];
  ctx.fillStyle = ink;
  ctx.beginPath();
  for (const [x, y] of outline) ctx.lineTo(x, y);
  ctx.fill();
}

/** Warm air around the lamp. */
function drawGlow(ctx) {
  const glow = ctx.createRadialGradient(lamp.x, lamp.y, 10, lamp.x, lamp.y, 240);
  glow.addColorStop(0, 'rgba(255, 236, 180, 0.85)');
  glow.addColorStop(0.25, 'rgba(255, 214, 130, 0.35)');
  glow.addColorStop(1, 'rgba(255, 200, 110, 0)');
  ctx.fillStyle = glow;
  ctx.fillRect(lamp.x - 240, lamp.y - 240, 480, 480);
}

/** The lighthouse on its rock, with the keeper's cottage. */
export function drawLighthouse(ctx) {
  drawRock(ctx);
  drawCottage(ctx);
  drawTower(ctx);
  drawLantern(ctx);
  drawGlow(ctx);
}
