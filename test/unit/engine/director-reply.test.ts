import assert from 'node:assert/strict';
import { nearestAbilities } from '../../../src/engine/director/abilities';
import { reply, type Outcome } from '../../../src/engine/director/reply';
import type { EngineDraft } from '../../../src/engine/draft';

const draft: EngineDraft = {
  t: [
    {
      tt: 0,
      m: { name: 'Background' },
      sg: [
        {
          id: 'b',
          kind: 'background',
          name: 'Cover art',
          start: 0,
          d: 3_723_000,
          source: { from: 'drawn' },
          accent: '#000000',
        },
      ],
    },
  ],
  d: 3_723_000,
  m: { title: '*[x](command:evil)* <b>', width: 1080, height: 1920, fps: 30 },
};
const outcome = (over: Partial<Outcome>): Outcome => ({
  understanding: { wishes: [], unclear: [] },
  applied: [],
  notes: [],
  draft,
  ...over,
});

describe("the director's reply", () => {
  it('describes what was made as it is, and takes nothing of the title for Markdown', () => {
    const composition = {} as never;
    const said = reply(outcome({ applied: [{ edit: { kind: 'compose', composition }, changed: true }] }));
    assert.match(said, /\*\*\\\*\\\[x\\\]\\\(command:evil\\\)\\\* \\<b\\>\*\*/);
    assert.match(said, /1:02:03, 9:16\. It shows a drawn background\./);
  });

  it('does not claim a change that was none', () => {
    const said = reply(outcome({ applied: [{ edit: { kind: 'hideCaptions' }, changed: false }] }));
    assert.match(said, /no captions.*nothing changed/);
  });

  it('gives the way to captions where there was no transcript', () => {
    const said = reply(outcome({ notes: [{ kind: 'noTranscript', expected: 'episode.srt' }] }));
    assert.match(said, /`episode\.srt`.*beside the recording/);
  });

  it('offers what is nearest to what was not understood', () => {
    assert.match(nearestAbilities('bigger subtitles')[0] ?? '', /captions/);
    assert.match(nearestAbilities('change the colour of the music bars')[0] ?? '', /waveform/);
    assert.match(nearestAbilities('画面比例 4:3')[0] ?? '', /vertical/);
    assert.equal(nearestAbilities('xyz').length, 3);
  });
});
