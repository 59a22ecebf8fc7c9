import assert from 'node:assert/strict';
import { Bars } from '../../../src/engine/render/frames/bars';
import { copyRect, fillPlanes, makePlanes, toRgba, toYuv } from '../../../src/engine/render/frames/planes';
import type { Rect } from '../../../src/engine/render/scene/geometry';
import { lengthPrefixed } from '../../../src/engine/render/encode/annex-b';
import { Pace } from '../../../src/engine/render/pace';
import type { RenderProgress } from '../../../src/engine/render/request';
import { Spectrum } from '../../../src/engine/render/sound/spectrum';
import { speechLike } from '../../media';

describe('planes', () => {
  it('hold BT.709 in limited range', () => {
    const rounded = (rgb: readonly [number, number, number]) => Object.values(toYuv(rgb)).map(Math.round);
    assert.deepEqual(rounded([0, 0, 0]), [16, 128, 128]);
    assert.deepEqual(rounded([255, 255, 255]), [235, 128, 128]);
    assert.deepEqual(rounded([255, 0, 0]), [63, 102, 240]);
  });

  it('give back the colours that they were filled with', () => {
    const planes = makePlanes(16, 16);
    const rgba = Uint8ClampedArray.from({ length: 16 * 16 * 4 }, (_, at) => [200, 80, 40, 255][at % 4] ?? 0);
    fillPlanes(planes, rgba);
    toRgba(planes).forEach((value, at) => {
      assert.ok(Math.abs(value - (rgba[at] ?? 0)) <= 3, `${value} for ${rgba[at]}`);
    });
  });
});

describe('bars', () => {
  const layout = { x: 8, count: 3, pitch: 16, width: 8, centreY: 32, minHalf: 4, maxHalf: 24 };
  const ground = makePlanes(64, 64);
  for (let at = 0; at < ground.data.length; at++) ground.data[at] = 40 + (at % 50);
  const colours = [
    [255, 255, 255],
    [255, 200, 0],
    [0, 200, 255],
  ] as const;
  const drawn = (...steps: number[][]) => {
    const planes = makePlanes(64, 64);
    ground.data.copy(planes.data);
    const bars = new Bars(layout, ground, colours);
    let dirty: Rect[] = [];
    for (const levels of steps) bars.draw(planes, Uint8Array.from(levels), 0, (dirty = []));
    return { planes, dirty };
  };

  it('look the same however they came to their height', () => {
    const direct = drawn([90, 7, 255]).planes;
    const byDetours = drawn([0, 0, 0], [255, 255, 10], [3, 200, 77], [90, 7, 255]).planes;
    assert.ok(direct.data.equals(byDetours.data));
  });

  it('change nothing but what they say', () => {
    const before = drawn([10, 200, 90]).planes;
    const { planes, dirty } = drawn([10, 200, 90], [60, 20, 90]);
    for (const rect of dirty) copyRect(before, planes, rect);
    assert.ok(planes.data.equals(before.data));
    assert.equal(dirty.length, 4);
    for (const rect of dirty) for (const value of Object.values(rect)) assert.equal(value % 2, 0);
  });

  it('are symmetrical and full inside', () => {
    const { planes } = drawn([255, 255, 255]);
    assert.equal(planes.y[32 * 64 + 11], 235);
    for (let row = 0; row < 24; row++) {
      const above = planes.y[(31 - row) * 64 + 11] ?? 0;
      const below = planes.y[(32 + row) * 64 + 11] ?? 0;
      if (row < 18) assert.equal(above, below);
    }
  });
});

describe('the spectrum', () => {
  const levelsOf = (samples: Float32Array, chunk: number) => {
    const spectrum = new Spectrum(48_000, 30, 41);
    for (let at = 0; at < samples.length; at += chunk) spectrum.push(samples.subarray(at, at + chunk));
    return spectrum.finish(Math.round((samples.length / 48_000) * 30)).values;
  };
  const sine = (hz: number, dB: number) =>
    Float32Array.from(
      { length: 48_000 },
      (_, at) => 10 ** (dB / 20) * Math.sin((2 * Math.PI * hz * at) / 48_000),
    );

  it('does not depend on how the sound comes in', () => {
    const speech = speechLike(900, 48_000);
    assert.deepEqual(levelsOf(speech, 100), levelsOf(speech, 100_000));
  });

  it('is still in silence', () => {
    assert.ok(levelsOf(new Float32Array(48_000), 4096).every((level) => level === 0));
  });

  it('shows low voices in the middle and high ones at both edges', () => {
    const last = (values: Uint8Array) => [...values.slice(-41)];
    const low = last(levelsOf(sine(100, -20), 4096));
    const high = last(levelsOf(sine(7000, -35), 4096));
    assert.ok((low[20] ?? 0) > 150 && (low[2] ?? 0) < 10);
    assert.ok((high[0] ?? 0) > 60 && (high[20] ?? 0) < 10);
    assert.equal(high[0], high[40]);
  });
});

describe('H.264 units', () => {
  it('get their length in place of a start code', () => {
    const stream = Uint8Array.from([0, 0, 0, 1, 0x67, 9, 9, 0, 0, 1, 0x68, 0, 0, 3, 1, 0, 0, 0, 1, 0x65, 7]);
    assert.deepEqual(
      [...lengthPrefixed(stream)],
      [0, 0, 0, 3, 0x67, 9, 9, 0, 0, 0, 5, 0x68, 0, 0, 3, 1, 0, 0, 0, 2, 0x65, 7],
    );
  });
});

describe('the pace of a render job', () => {
  it('never falls, is told ten times a second at most, and knows the time left while it encodes', () => {
    const told: RenderProgress[] = [];
    let now = 0;
    const pace = new Pace(
      (progress) => told.push(progress),
      () => now,
    );
    for (const stage of ['analyse', 'encode', 'finish'] as const) {
      for (let share = 0; share <= 1; share += 0.01) {
        pace.report(stage, share);
        now += 20;
      }
    }
    pace.report('encode', 0.2);
    told.forEach((progress, at) => {
      assert.ok(progress.percent >= (told[at - 1]?.percent ?? 0));
    });
    assert.ok(told.length < 80);
    const halfway = told.find((progress) => progress.stage === 'encode' && progress.percent > 54);
    assert.ok(halfway?.etaMs !== undefined && Math.abs(halfway.etaMs - 1000) < 100, `${halfway?.etaMs}`);
  });
});
