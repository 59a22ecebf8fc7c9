import assert from 'node:assert/strict';
import { readTimeline } from '../../../src/timeline/model';
import { formatRange, formatVolume, summarise } from '../../../src/timeline/summary';
import { audioTrack, cityDraft, draft, textTrack, videoTrack } from '../../builders';

const line = (...tracks: Parameters<typeof draft>) => summarise(readTimeline(draft(...tracks)));

describe('the summary line of a timeline', () => {
  it('is exactly that of the protocol [wire: draft/summary]', () => {
    assert.equal(
      summarise(readTimeline(cityDraft())),
      'Timeline (3 tracks): 1. Video: city timelapse (0-10s) 2. BGM: Lo-fi (0-10s, 35%) 3. Title: "Urban Dreams" (0-3s)',
    );
  });

  it('speaks of one track in the singular, and of none', () => {
    assert.equal(line(videoTrack({ name: 'sea', d: 1000 })), 'Timeline (1 track): 1. Video: sea (0-1s)');
    assert.equal(line(), 'Timeline (0 tracks):');
  });

  it('says that a track is empty', () => {
    assert.equal(line(audioTrack()), 'Timeline (1 track): 1. BGM: empty');
  });

  it('counts more than three segments, over the whole time that they take', () => {
    const captions = [0, 1, 2, 3].map((n) => ({ text: `line ${n}`, start: n * 2000, d: 1500 }));
    assert.equal(line(textTrack(...captions)), 'Timeline (1 track): 1. Title: 4 segments (0-7.5s)');
    assert.equal(
      line(textTrack(...captions.toReversed())),
      'Timeline (1 track): 1. Title: 4 segments (0-7.5s)',
      'in whatever order they stand',
    );
  });

  it('puts text of several lines on one', () => {
    assert.equal(
      line(textTrack({ text: 'Urban\n  Dreams', d: 3000 })),
      'Timeline (1 track): 1. Title: "Urban Dreams" (0-3s)',
    );
  });

  it('says a volume only where it is not as recorded', () => {
    assert.equal(line(audioTrack({ name: 'a', d: 1000, volume: 1 })), 'Timeline (1 track): 1. BGM: a (0-1s)');
    assert.equal(
      line(audioTrack({ name: 'a', d: 1000, volume: 0 })),
      'Timeline (1 track): 1. BGM: a (0-1s, 0%)',
    );
  });

  it('rounds to tenths of a second and whole percents', () => {
    assert.equal(formatRange(0, 3549), '0-3.5s');
    assert.equal(formatRange(1999.6, 61_000), '2-61s');
    assert.equal(formatVolume(0.354), '35%');
  });

  it('calls a track by the name that its draft gives it', () => {
    assert.equal(
      line({ tt: 7, m: { name: 'Captions' }, sg: [{ text: 'Hi', d: 1000 }] }),
      'Timeline (1 track): 1. Captions: "Hi" (0-1s)',
    );
  });
});
