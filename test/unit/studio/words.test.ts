import assert from 'node:assert/strict';
import { outOfCredits } from '../../../src/nemo/errors';
import { diskFull, sentenceFor } from '../../../src/studio/errors';
import { stageWords, timeLeft } from '../../../src/studio/words';

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
});
