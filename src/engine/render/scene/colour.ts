/** Red, green and blue, 0–255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Reads `#rrggbb`. */
export function parseHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function toHex(rgb: Rgb): string {
  return `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** A colour as CSS writes it. `alpha` 0–1. */
export function css([red, green, blue]: Rgb, alpha = 1): string {
  return `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${alpha})`;
}

/** Between two colours: 0 is `a`, 1 is `b`. */
export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const part = (from: number, to: number) => from + (to - from) * share;
  return [part(a[0], b[0]), part(a[1], b[1]), part(a[2], b[2])];
}

/** Relative luminance, 0–1. WCAG 2.2, definition of relative luminance. */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio, 1–21. WCAG 2.2, definition of contrast ratio. */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

export const white: Rgb = [255, 255, 255];
export const black: Rgb = [0, 0, 0];

/** The colour itself, or the least lightened one that reaches a contrast ratio against a dark ground. */
export function readableOn(colour: Rgb, ground: Rgb, ratio: number): Rgb {
  for (let share = 0; share < 1; share += 0.02) {
    const candidate = mix(colour, white, share);
    if (contrast(candidate, ground) >= ratio) return candidate;
  }
  return white;
}

/** Hue 0–360, saturation and lightness 0–1. */
export function toHsl([red, green, blue]: Rgb): [hue: number, saturation: number, lightness: number] {
  const [r, g, b] = [red / 255, green / 255, blue / 255];
  const max = Math.max(r, g, b);
  const min = Math.min(r, g, b);
  const lightness = (max + min) / 2;
  const delta = max - min;
  if (delta === 0) return [0, 0, lightness];
  const saturation = delta / (1 - Math.abs(2 * lightness - 1));
  const sixth = max === r ? (g - b) / delta : max === g ? (b - r) / delta + 2 : (r - g) / delta + 4;
  return [(sixth * 60 + 360) % 360, saturation, lightness];
}

/** The reverse of `toHsl`. CSS Color 4, HSL to RGB. */
export function fromHsl(hue: number, saturation: number, lightness: number): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const part = (offset: number) => {
    const k = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  };
  return [part(0), part(8), part(4)];
}

/**
 * The colour that a picture is remembered by: the most frequent strong hue, made neither dark nor pale.
 * Undefined for a picture without colour.
 *
 * @param rgba pixels, 4 bytes each; a small picture (64 px a side) is enough
 */
export function dominantColour(rgba: Uint8ClampedArray): Rgb | undefined {
  const hues = 24;
  const bins = Array.from({ length: hues }, () => ({ weight: 0, red: 0, green: 0, blue: 0 }));
  let pixels = 0;
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const rgb: Rgb = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    const [hue, saturation, lightness] = toHsl(rgb);
    pixels += 1;
    // Near black and near white every hue is noise.
    const weight = saturation * saturation * Math.max(0, 1 - Math.abs(lightness - 0.55) / 0.45);
    const bin = bins[Math.floor(hue / (360 / hues)) % hues];
    if (!bin || weight <= 0) continue;
    bin.weight += weight;
    bin.red += weight * rgb[0];
    bin.green += weight * rgb[1];
    bin.blue += weight * rgb[2];
  }
  const best = bins.reduce((a, b) => (b.weight > a.weight ? b : a));
  if (best.weight < pixels * 0.004) return undefined;
  const [hue, saturation, lightness] = toHsl([
    best.red / best.weight,
    best.green / best.weight,
    best.blue / best.weight,
  ]);
  return fromHsl(hue, Math.min(0.85, Math.max(0.5, saturation)), Math.min(0.68, Math.max(0.5, lightness)));
}
