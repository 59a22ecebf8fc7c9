import assert from 'node:assert/strict';
import * as errors from '../../../src/nemo/errors';

const shown = (words: string) => errors.rejected(500, words).message;
const generic = errors.rejected(500).message;

describe('what is shown of a server’s words', () => {
  it('is its sentence, on one line and without markup', () => {
    assert.equal(shown('The render\n  queue is full.'), 'The render queue is full.');
    assert.equal(shown('<b>Too busy</b>,<br>sorry'), 'Too busy , sorry');
  });

  it('is no token', () => {
    assert.equal(shown('bad token nmv_usr_abc-DEF_123!'), 'bad token •••!');
    assert.equal(shown('Authorization: bearer abc.def.ghi'), 'Authorization: Bearer •••');
    assert.equal(shown('clm_secret expired'), '••• expired');
  });

  it('is no stack', () => {
    for (const stack of [
      'Cannot read x\n    at render (/srv/app/render.js:10:5)\n    at main',
      'Error: x\n    at file:///srv/app.js:3:1',
      'Traceback (most recent call last):\n  File "a.py", line 3',
      'Boom File "/srv/a.py", line 3, in f',
    ])
      assert.equal(shown(stack), generic, stack);
  });

  it('is neither JSON nor a page', () => {
    for (const raw of [
      '{"error":{"code":3}}',
      ' [1,2]',
      '<!DOCTYPE html><html><style>a{}</style>',
      '<html>502',
      ' ',
      '',
    ])
      assert.equal(shown(raw), generic, raw);
  });

  it('is bounded', () => {
    assert.equal(shown('word '.repeat(1000)).length, 300);
  });

  it('keeps everyday uses of words that stacks use', () => {
    assert.equal(shown('The file is at fault (again).'), 'The file is at fault (again).');
  });
});
