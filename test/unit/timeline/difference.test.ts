import assert from 'node:assert/strict';
import { differenceInWords } from '../../../src/timeline/difference';
import type { Draft } from '../../../src/timeline/draft';
import { readTimeline } from '../../../src/timeline/model';
import { audioTrack, cityDraft, draft, textTrack, videoTrack } from '../../builders';

const between = (before: Draft | undefined, after: Draft) =>
  differenceInWords(before && readTimeline(before), readTimeline(after));

describe('the difference of two timelines in words', () => {
  it('is nothing between a timeline and itself', () => {
    assert.deepEqual(between(cityDraft(), cityDraft()), []);
  });

  it('tells each track of a timeline that was not there before', () => {
    assert.deepEqual(between(undefined, cityDraft()), [
      'Video: added city timelapse (0-10s)',
      'BGM: added Lo-fi (0-10s, 35%)',
      'Title: added "Urban Dreams" (0-3s)',
    ]);
  });

  it('tells a volume from before to after', () => {
    const after = cityDraft();
    after.t[1] = audioTrack({ id: 'a1', name: 'Lo-fi', start: 0, d: 10_000, volume: 0.2 });
    assert.deepEqual(between(cityDraft(), after), ['BGM: Lo-fi (0-10s, 35%) → (0-10s, 20%)']);
  });

  it('tells a new text with its old one', () => {
    const after = cityDraft();
    after.t[2] = textTrack({ id: 't1', text: 'Rural Dreams', start: 0, d: 3000 });
    assert.deepEqual(between(cityDraft(), after), ['Title: "Urban Dreams" (0-3s) → "Rural Dreams" (0-3s)']);
  });

  it('tells what was added, moved and removed', () => {
    const before = draft(
      textTrack({ id: 'a', text: 'A', start: 0, d: 1000 }, { id: 'b', text: 'B', start: 1000, d: 1000 }),
    );
    const after = draft(
      textTrack({ id: 'a', text: 'A', start: 500, d: 1000 }, { id: 'c', text: 'C', start: 2000, d: 500 }),
    );
    assert.deepEqual(
      new Set(between(before, after)),
      new Set([
        'Title: "A" (0-1s) → (0.5-1.5s)',
        'Title: added "C" (2-2.5s)',
        'Title: removed "B"',
        'Length: 0-2s → 0-2.5s',
      ]),
    );
  });

  it('tells a track that is gone', () => {
    const after = cityDraft();
    after.t.splice(1, 1);
    assert.deepEqual(between(cityDraft(), after), ['BGM: track removed']);
  });

  it('tells a change of title, shape and length', () => {
    const after = { ...cityDraft(), d: 12_000, m: { title: 'Part two', width: 1080, height: 1920 } };
    assert.deepEqual(between({ ...cityDraft(), d: 10_000 }, after), [
      'Title: "Episode" → "Part two"',
      'Picture: 1920×1080 → 1080×1920',
      'Length: 0-10s → 0-12s',
    ]);
  });

  it('does not tell a change that the words for it would not show', () => {
    assert.deepEqual(between({ ...cityDraft(), d: 10_000 }, { ...cityDraft(), d: 10_020 }), []);
    const after = cityDraft();
    after.t[0] = videoTrack({ id: 'v1', name: 'city timelapse', start: 0, d: 10_000, colour: 'red' });
    assert.deepEqual(between(cityDraft(), after), []);
  });

  it('counts many changes of one track', () => {
    const lines = (text: string) =>
      Array.from({ length: 6 }, (_, n) => ({ id: `s${n}`, text: `${text} ${n}`, start: n * 1000, d: 1000 }));
    assert.deepEqual(between(draft(textTrack(...lines('old'))), draft(textTrack(...lines('new')))), [
      'Title: 0 added, 0 removed, 6 changed',
    ]);
    assert.deepEqual(between(draft(), draft(textTrack(...lines('new')))), ['Title: added 6 segments']);
  });

  it('keeps two tracks of one kind apart', () => {
    const before = draft(
      textTrack({ id: 'a', text: 'A', d: 1000 }),
      textTrack({ id: 'b', text: 'B', d: 1000 }),
    );
    const after = draft(
      textTrack({ id: 'a', text: 'A', d: 1000 }),
      textTrack({ id: 'b', text: 'C', d: 1000 }),
    );
    assert.deepEqual(between(before, after), ['Title: "B" (0-1s) → "C" (0-1s)']);
  });
});
