import assert from 'node:assert/strict';
import { isExportable } from '../../../src/timeline/draft';
import { draftSchema } from '../../../src/timeline/draft';
import { readTimeline } from '../../../src/timeline/model';
import { audioTrack, cityDraft, draft, textTrack, videoTrack } from '../../builders';

const firstSegment = (raw: Record<string, unknown>, tt = 1) => {
  const segment = readTimeline(draft({ tt, sg: [raw] })).tracks[0]?.segments[0];
  assert.ok(segment);
  return segment;
};

describe('the draft', () => {
  it('keeps every field that it does not know, at every depth [wire: draft/opaque]', () => {
    const strange = {
      t: [
        {
          tt: 0,
          sg: [{ id: 'x', deep: { er: [1, { still: null }] }, 'dotted.key': true }],
          extra: { a: 1 },
          m: { colour: 'red' },
        },
      ],
      m: { title: 'T', width: 1, height: 2, made_by: 'someone' },
      d: 12.5,
      schema_version: '7',
    };
    assert.deepEqual(draftSchema.parse(strange), strange);
  });

  it('reads a draft without tracks, and a track without segments, as empty ones [wire: draft/fields]', () => {
    assert.deepEqual(draftSchema.parse({}), { t: [] });
    assert.deepEqual(draftSchema.parse({ t: [{ tt: 1 }] }), { t: [{ tt: 1, sg: [] }] });
  });

  it('refuses what is not a draft', () => {
    for (const wrong of [null, 'draft', [], 7])
      assert.equal(draftSchema.safeParse(wrong).success, false, JSON.stringify(wrong));
  });

  it('passes over what is null or of the wrong kind, and keeps the rest [wire: draft/opaque]', () => {
    const odd = draftSchema.parse({
      t: [
        { tt: 0, d: null, m: null, sg: [{ name: 'a', start: 0, d: 1000 }, null, 'b'] },
        { tt: '1', d: '2000', sg: null },
        { tt: null, m: [], sg: {} },
        null,
      ],
      d: null,
      m: { title: null, width: '1920', height: {} },
      more: null,
    });
    assert.ok(isExportable(odd));
    const { title, width, height, durationMs, tracks } = readTimeline(odd);
    assert.deepEqual([title, width, height, durationMs], ['', 1920, 0, 1000]);
    assert.deepEqual(
      tracks.map(({ kind, segments }) => [kind, segments.length]),
      [
        ['video', 1],
        ['audio', 0],
        ['other', 0],
      ],
    );
    assert.equal(odd.more, null);
    for (const empty of [{ t: null }, { t: {} }, { m: 'none' }])
      assert.deepEqual(draftSchema.parse(empty).t, [], JSON.stringify(empty));
  });

  it('can be exported when some track holds a segment [wire: draft/exportable]', () => {
    assert.equal(isExportable(draft()), false);
    assert.equal(isExportable(draft(videoTrack(), audioTrack())), false);
    assert.equal(isExportable(draft(videoTrack(), audioTrack({}))), true);
  });
});

describe('reading a timeline', () => {
  it('finds a start under each of the names in use [wire: draft/opaque]', () => {
    for (const key of ['start', 'startMs', 'start_ms', 'start_time', 'startTime', 'st', 'begin', 'offset']) {
      const { startMs, endMs } = firstSegment({ [key]: 1500, d: 500 });
      assert.deepEqual([startMs, endMs], [1500, 2000], key);
    }
  });

  it('finds a duration under each of the names in use', () => {
    for (const key of ['d', 'duration', 'durationMs', 'duration_ms'])
      assert.equal(firstSegment({ [key]: 700 }).endMs, 700, key);
  });

  it('takes an end where there is no duration', () => {
    for (const key of ['end', 'endMs', 'end_ms', 'end_time', 'endTime'])
      assert.equal(firstSegment({ start: 1000, [key]: 4000 }).endMs, 4000, key);
    assert.equal(
      firstSegment({ start: 1000, end: 400 }).endMs,
      1000,
      'an end before the start counts as none',
    );
  });

  it('finds names, texts, ids and volumes under each of the names in use [wire: draft/opaque]', () => {
    for (const key of ['name', 'title', 'file_name', 'fileName', 'filename', 'n'])
      assert.equal(firstSegment({ [key]: 'Sea' }).name, 'Sea', key);
    for (const key of ['text', 'content', 'txt'])
      assert.equal(firstSegment({ [key]: 'Hi' }, 7).text, 'Hi', key);
    for (const key of ['id', 'uid', 'segment_id', 'segmentId'])
      assert.equal(firstSegment({ [key]: 'S1' }).id, 'S1', key);
    for (const key of ['volume', 'vol', 'v']) assert.equal(firstSegment({ [key]: 0.5 }).volume, 0.5, key);
  });

  it('reads volumes above 4 as percent', () => {
    assert.equal(firstSegment({ volume: 35 }).volume, 0.35);
    assert.equal(firstSegment({ volume: 2 }).volume, 2);
    assert.equal(firstSegment({ volume: 0 }).volume, 0);
  });

  it('puts a segment without a start behind the one before it [wire: draft/opaque]', () => {
    const [track] = readTimeline(
      draft(videoTrack({ d: 1000 }, { d: 500 }, { start: 4000, d: 10 }, { d: 1 })),
    ).tracks;
    assert.deepEqual(
      track?.segments.map(({ startMs }) => startMs),
      [0, 1000, 4000, 4010],
    );
  });

  it('passes over fields of the wrong kind [wire: draft/opaque]', () => {
    const segment = firstSegment({
      start: '5',
      begin: -3,
      d: Number.NaN,
      name: 7,
      title: '',
      n: 'Sea',
      volume: 'loud',
    });
    assert.deepEqual(segment, { id: 'Sea#0', name: 'Sea', startMs: 0, endMs: 0 });
  });

  it('lasts as long as the draft says, else as long as anything in it', () => {
    assert.equal(readTimeline({ ...cityDraft(), d: 12_000 }).durationMs, 12_000);
    assert.equal(readTimeline(cityDraft()).durationMs, 10_000);
    const overlapping = draft(textTrack({ start: 0, d: 9000 }, { start: 1000, d: 500 }));
    assert.equal(
      readTimeline(overlapping).durationMs,
      9000,
      'the last segment need not be the one that ends last',
    );
    assert.equal(readTimeline(draft()).durationMs, 0);
  });

  it('shows a track of a type that nobody knows', () => {
    const [track] = readTimeline(draft({ tt: 42, sg: [{}] })).tracks;
    assert.deepEqual([track?.kind, track?.label], ['other', 'Track']);
  });
});
