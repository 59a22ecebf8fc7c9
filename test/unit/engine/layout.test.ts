import assert from 'node:assert/strict';
import { cropToFill, evenRect, fitInside, type Rect } from '../../../src/engine/render/scene/geometry';
import { layOut, type Layout } from '../../../src/engine/render/scene/layout';

const shapes = [
  [1920, 1080],
  [1280, 720],
  [3840, 2160],
  [1080, 1080],
  [1080, 1350],
  [1080, 1920],
  [720, 1280],
] as const;
const contents = [true, false].flatMap((waveform) =>
  [true, false].flatMap((captions) => [true, false].map((moving) => ({ waveform, captions, moving }))),
);

function blocks(layout: Layout, captions: boolean): [name: string, rect: Rect][] {
  return [
    ...(layout.cover ? [['cover', layout.cover.rect] as [string, Rect]] : []),
    ['title', layout.title.rect],
    ...(layout.waveform ? [['waveform', layout.waveform.panel] as [string, Rect]] : []),
    ...(captions ? [['captions', layout.captions.rect] as [string, Rect]] : []),
    ['progress', layout.progress],
  ];
}

function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

describe('the layout', () => {
  for (const [width, height] of shapes) {
    describe(`of a picture of ${width} × ${height}`, () => {
      for (const content of contents) {
        const shown = Object.entries(content).flatMap(([name, on]) => (on ? [name] : []));
        it(`keeps everything inside and apart with ${shown.join(', ') || 'nothing more'}`, () => {
          const layout = layOut(width, height, content);
          const placed = blocks(layout, content.captions);
          for (const [name, rect] of placed) {
            assert.ok(rect.width > 0 && rect.height > 0, `${name} has a size`);
            const inside =
              rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= width && rect.y + rect.height <= height;
            assert.ok(inside, `${name} is inside: ${JSON.stringify(rect)}`);
          }
          placed.forEach(([name, rect], index) => {
            for (const [other, second] of placed.slice(index + 1)) {
              assert.ok(!overlap(rect, second), `${name} and ${other} do not touch`);
            }
          });
        });
      }
    });
  }

  it('puts bars into the right halves of cells of 16 px at 1080 lines', () => {
    const bars = layOut(1920, 1080, { moving: false, waveform: true, captions: true }).waveform?.bars;
    assert.ok(bars);
    assert.deepEqual([bars.pitch, bars.width, bars.x % 16, bars.centreY % 8], [16, 8, 8, 0]);
    assert.ok(bars.count > 40);
  });

  it('keeps bars inside their panel, with equal room on both sides', () => {
    for (const [width, height] of shapes) {
      const waveform = layOut(width, height, { moving: false, waveform: true, captions: true }).waveform;
      assert.ok(waveform);
      const { panel, bars } = waveform;
      const left = bars.x - panel.x;
      const right = panel.x + panel.width - (bars.x + (bars.count - 1) * bars.pitch + bars.width);
      assert.ok(left > 0 && Math.abs(left - right) <= bars.pitch, `${left} and ${right}`);
      assert.ok(
        bars.centreY - bars.maxHalf >= panel.y && bars.centreY + bars.maxHalf <= panel.y + panel.height,
      );
    }
  });

  it('puts the progress line on even px', () => {
    for (const [width, height] of shapes) {
      const { progress } = layOut(width, height, { moving: false, waveform: true, captions: true });
      for (const value of Object.values(progress)) assert.equal(value % 2, 0);
    }
  });

  it('closes up where there are no captions', () => {
    const withCaptions = layOut(1920, 1080, { moving: false, waveform: true, captions: true });
    const without = layOut(1920, 1080, { moving: false, waveform: true, captions: false });
    assert.ok((without.cover?.rect.width ?? 0) > (withCaptions.cover?.rect.width ?? 0));
  });
});

describe('rectangles', () => {
  it('grow to even edges, but not beyond the picture', () => {
    assert.deepEqual(evenRect({ x: 3, y: 5, width: 4, height: 4 }, 100, 100), {
      x: 2,
      y: 4,
      width: 6,
      height: 6,
    });
    assert.deepEqual(evenRect({ x: -5, y: 90, width: 10, height: 40 }, 100, 100), {
      x: 0,
      y: 90,
      width: 6,
      height: 10,
    });
  });

  it('fit a picture of another shape inside, on even px', () => {
    assert.deepEqual(fitInside(4 / 3, 1920, 1080), { x: 240, y: 0, width: 1440, height: 1080 });
    assert.deepEqual(fitInside(16 / 9, 1080, 1920), { x: 0, y: 656, width: 1080, height: 608 });
  });

  it('crop a picture evenly to fill another shape', () => {
    const target = { x: 0, y: 0, width: 100, height: 100 };
    assert.deepEqual(cropToFill({ width: 1600, height: 900 }, target), {
      x: 350,
      y: 0,
      width: 900,
      height: 900,
    });
  });
});
