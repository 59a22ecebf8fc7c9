import assert from 'node:assert/strict';
import {
  black,
  contrast,
  dominantColour,
  fromHsl,
  parseHex,
  readableOn,
  toHex,
  toHsl,
  white,
  type Rgb,
} from '../../../src/engine/render/scene/colour';

/** Pixels of one colour after another, equally many of each. */
function pixels(...colours: Rgb[]): Uint8ClampedArray {
  return Uint8ClampedArray.from(
    colours.flatMap((rgb) => Array.from({ length: 100 }, () => [...rgb, 255]).flat()),
  );
}

describe('colours', () => {
  it('measure contrast as WCAG does', () => {
    assert.equal(contrast(black, white), 21);
    assert.equal(contrast(white, white), 1);
    assert.ok(Math.abs(contrast(parseHex('#777777'), white) - 4.48) < 0.01);
  });

  it('survive the way through hue, saturation and lightness', () => {
    for (const hex of ['#e4572e', '#0aa06e', '#7c8cff', '#808080', '#000000', '#ffffff', '#ff0000']) {
      assert.equal(toHex(fromHsl(...toHsl(parseHex(hex)))), hex);
    }
  });

  it('are lightened until they can be read, and no further', () => {
    const ground = parseHex('#1a1a2e');
    const dark = parseHex('#402020');
    const readable = readableOn(dark, ground, 4.5);
    assert.ok(contrast(readable, ground) >= 4.5);
    assert.ok(contrast(readable, ground) < 5);
    assert.deepEqual(readableOn(white, ground, 4.5), white);
  });

  it('are found in a cover by its strong hue, not by its grey', () => {
    const found = dominantColour(pixels([250, 250, 250], [250, 250, 250], [20, 20, 20], [10, 160, 110]));
    assert.ok(found);
    const [hue] = toHsl(found);
    assert.ok(Math.abs(hue - 160) < 6, `hue ${hue}`);
  });

  it('are not found in a grey cover', () => {
    assert.equal(dominantColour(pixels([250, 250, 250], [128, 128, 128], [3, 3, 3])), undefined);
  });
});
