import assert from 'node:assert/strict';
import { cueAt, tidyCues, type Cue } from '../../../src/timeline/captions';
import { cue, seeded } from '../../builders';

const durationMs = 60_000;

/** Cues as careless programs write them: out of order, overlapping, empty, without an end, past the end. */
function carelessCues(random: () => number): Cue[] {
  return Array.from({ length: Math.floor(random() * 40) }, (_, n) => {
    const startMs = Math.floor(random() * durationMs * 1.2);
    const endMs = random() < 0.1 ? startMs : Math.max(0, startMs + Math.floor((random() - 0.1) * 8000));
    return { startMs, endMs, text: random() < 0.1 ? ' \n ' : ` cue ${n} ` };
  });
}

describe('tidying cues', () => {
  it('puts them in order, one after the other, within the recording, whatever came in', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const careless = carelessCues(seeded(seed));
      const tidy = tidyCues(careless, durationMs);
      for (const [index, { startMs, endMs, text }] of tidy.entries()) {
        const told = `seed ${seed}, cue ${index}`;
        assert.ok(startMs < endMs, told);
        assert.ok(endMs <= (tidy[index + 1]?.startMs ?? durationMs), told);
        assert.ok(text !== '' && text === text.trim(), told);
      }
      assert.deepEqual(tidyCues(tidy, durationMs), tidy, `seed ${seed}: tidying twice changes nothing more`);
    }
  });

  it('loses no words but those of empty cues and those beyond the end', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const careless = carelessCues(seeded(seed));
      const starts = new Set(careless.map(({ startMs }) => startMs));
      if (starts.size < careless.length) continue;
      const expected = careless.filter(({ startMs, text }) => startMs < durationMs && text.trim() !== '');
      assert.equal(tidyCues(careless, durationMs).length, expected.length, `seed ${seed}`);
    }
  });

  it('puts what is said at the same time into one cue', () => {
    assert.deepEqual(tidyCues([cue(1000, 2000, 'One'), cue(1000, 3000, 'Two')], durationMs), [
      cue(1000, 3000, 'One\nTwo'),
    ]);
  });

  it('lets a cue without an end last until the next', () => {
    assert.deepEqual(tidyCues([cue(0, 0, 'a'), cue(2000, 1000, 'b')], 5000), [
      cue(0, 2000, 'a'),
      cue(2000, 5000, 'b'),
    ]);
  });

  it('keeps who speaks', () => {
    const [tidy] = tidyCues([{ ...cue(0, 1000, 'Hello'), speaker: 'Ada' }], durationMs);
    assert.equal(tidy?.speaker, 'Ada');
  });
});

describe('the cue at a time', () => {
  it('is that which a look at all of them finds', () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seeded(seed);
      const cues = tidyCues(carelessCues(random), durationMs);
      const edges = cues.flatMap(({ startMs, endMs }) => [startMs - 1, startMs, endMs - 1, endMs]);
      for (const time of [...edges, -1, 0, durationMs, random() * durationMs]) {
        const expected = cues.find(({ startMs, endMs }) => startMs <= time && time < endMs);
        assert.equal(cueAt(cues, time), expected, `seed ${seed}, ${time} ms`);
      }
    }
  });
});
