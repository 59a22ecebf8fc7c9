import assert from 'node:assert/strict';
import { NemoError, outOfCredits, rateLimited, tokenRefused } from '../../../src/nemo/errors';
import { diskFull, remediesFor, sentenceFor } from '../../../src/studio/errors';
import { nextSteps } from '../../../src/studio/next-steps';
import { stageWords, timeLeft } from '../../../src/studio/words';
import { readTimeline } from '../../../src/timeline/model';
import { cityDraft, draft, textTrack, videoTrack } from '../../builders';

describe('the studio’s words', () => {
  it('name every stage', () => {
    assert.deepEqual((['analyse', 'encode', 'finish', 'saving'] as const).map(stageWords), [
      'Analysing the sound',
      'Drawing and encoding',
      'Finishing',
      'Saving',
    ]);
  });

  it('tell the time that is left in round numbers', () => {
    assert.equal(timeLeft(0), 'about 1 s left');
    assert.equal(timeLeft(59_400), 'about 59 s left');
    assert.equal(timeLeft(59_600), 'about 1 min left');
    assert.equal(timeLeft(200_000), 'about 3 min left');
  });

  it('show no failure’s inside', () => {
    const raw = Object.assign(new Error('ENOENT: no such file, open /secret/path'), { code: 'ENOENT' });
    for (const error of [raw, new TypeError('x is not a function'), 'text', undefined, { token: 'x' }])
      assert.equal(
        sentenceFor(error),
        'Something unexpected went wrong. The log has the details; try again.',
      );
    assert.equal(sentenceFor(Object.assign(new Error('raw'), { code: 'ENOSPC' })), diskFull().message);
    assert.match(sentenceFor(Object.assign(new Error('raw'), { code: 'EACCES' })), /may not be written/);
    assert.equal(sentenceFor(outOfCredits()), outOfCredits().message);
  });

  it('offer to render here what the cloud will not, and a token where that is what is missing', () => {
    assert.deepEqual(remediesFor(outOfCredits(), 'cloud'), [{ do: 'renderLocally' }]);
    assert.deepEqual(remediesFor(rateLimited(), 'cloud'), [{ do: 'renderLocally' }]);
    assert.deepEqual(remediesFor(tokenRefused(), 'cloud'), [{ do: 'setToken' }]);
    assert.deepEqual(remediesFor(outOfCredits(), 'local'), []);
    assert.deepEqual(remediesFor(new NemoError('rejected', 'no'), 'cloud'), []);
    assert.deepEqual(remediesFor(new Error('x'), 'cloud'), []);
  });

  it('suggest two or three next steps that fit the timeline', () => {
    assert.deepEqual(nextSteps(undefined), ['Turn my podcast audio into a video']);
    assert.deepEqual(nextSteps(readTimeline(cityDraft())), ['Make it vertical', 'Export the video']);
    const captioned = {
      ...draft(videoTrack({}), textTrack({ text: 'a' }, { text: 'b' })),
      m: { width: 1080, height: 1920 },
    };
    assert.deepEqual(nextSteps(readTimeline(captioned)), [
      'Make it wide (16:9)',
      'Turn the captions off',
      'Export the video',
    ]);
  });
});
