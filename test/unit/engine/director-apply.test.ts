import assert from 'node:assert/strict';
import { applyEdit } from '../../../src/engine/director/apply';
import type { Composition, Edit } from '../../../src/engine/director/edit';
import { localNames } from '../../../src/engine/director/names';
import { engineDraftSchema, segmentsOf, type EngineDraft } from '../../../src/engine/draft';
import { cue } from '../../builders';

const names = localNames();
const composition: Composition = {
  recording: { path: '/recordings/episode.mp3', name: 'episode.mp3', durationMs: 10_000 },
  title: 'Episode',
  subtitle: 'The Show',
  artist: undefined,
  album: 'The Show',
  background: { source: { from: 'drawn' }, accent: '#123456' },
  aspect: '16:9',
};

function draftAfter(...edits: Edit[]): EngineDraft {
  const draft = [{ kind: 'compose', composition } as const, ...edits].reduce<EngineDraft | undefined>(
    (before, edit) => applyEdit(before, edit, names),
    undefined,
  );
  assert.ok(draft);
  return draft;
}
const trackNames = (draft: EngineDraft) => draft.t.map((track) => track.m.name);
const captions: Edit = {
  kind: 'showCaptions',
  cues: [cue(0, 900, 'one'), cue(1000, 60_000, 'two')],
  from: 'a.srt',
};

describe('an edit of a draft', () => {
  it('composes a draft that keeps to its schema, every track over the whole length', () => {
    const draft = engineDraftSchema.parse(draftAfter());
    assert.deepEqual(trackNames(draft), ['Background', 'Waveform', 'Podcast', 'Title']);
    assert.ok(
      draft.t.every((track) => track.sg.every((segment) => segment.start === 0 && segment.d === 10_000)),
    );
    assert.deepEqual(draft.m, { title: 'Episode', album: 'The Show', width: 1920, height: 1080, fps: 30 });
  });

  it('needs a draft, unless it composes one', () => {
    assert.equal(applyEdit(undefined, { kind: 'hideCaptions' }, names), undefined);
  });

  it('puts captions in front, one segment each, none beyond the end', () => {
    const draft = engineDraftSchema.parse(draftAfter(captions));
    assert.equal(trackNames(draft).at(-1), 'Captions');
    const placed = segmentsOf(draft, 'caption').map(({ id, start, d, text }) => [id, start, d, text]);
    assert.deepEqual(placed, [
      ['caption-1', 0, 900, 'one'],
      ['caption-2', 1000, 9000, 'two'],
    ]);
  });

  it('leaves no track behind when captions hold nothing for this length', () => {
    const late: Edit = { kind: 'showCaptions', cues: [cue(20_000, 30_000)], from: 'a.srt' };
    assert.deepEqual(trackNames(draftAfter(late)), ['Background', 'Waveform', 'Podcast', 'Title']);
  });

  it('takes tracks away and puts them back in their place', () => {
    const off = draftAfter(captions, { kind: 'hideWaveform' }, { kind: 'hideCaptions' });
    assert.deepEqual(trackNames(off), ['Background', 'Podcast', 'Title']);
    const on = [{ kind: 'showWaveform' } as const, captions].reduce<EngineDraft | undefined>(
      (draft, edit) => applyEdit(draft, edit, names),
      off,
    );
    assert.deepEqual(on, draftAfter(captions));
  });

  it('sets the title in the picture and of the file, and keeps the line by it', () => {
    const draft = draftAfter({ kind: 'setTitle', text: 'Another' });
    const [title] = segmentsOf(draft, 'title');
    assert.deepEqual([draft.m.title, title?.text, title?.subtitle], ['Another', 'Another', 'The Show']);
  });

  it('that changes nothing gives the very same draft', () => {
    const draft = draftAfter(captions);
    const edits: Edit[] = [
      captions,
      { kind: 'showWaveform' },
      { kind: 'setTitle', text: 'Episode' },
      { kind: 'setAspect', aspect: '16:9' },
    ];
    for (const edit of edits) assert.equal(applyEdit(draft, edit, names), draft, edit.kind);
    assert.equal(applyEdit(draftAfter(), { kind: 'hideCaptions' }, names)?.t.length, 4);
  });

  it('changes the draft that it is given in no case', () => {
    const draft = draftAfter(captions);
    const before = structuredClone(draft);
    applyEdit(draft, { kind: 'hideCaptions' }, names);
    applyEdit(draft, { kind: 'setTitle', text: 'Another' }, names);
    applyEdit(draft, { kind: 'setAspect', aspect: '1:1' }, names);
    assert.deepEqual(draft, before);
  });
});
