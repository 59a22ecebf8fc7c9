import assert from 'node:assert/strict';
import { describeError, redact } from '../../../src/nemo/redact';

describe('what goes into the log', () => {
  const secrets = ['nmv_usr_Ab3-xyz_99', 'clm_1234abcd', 'Bearer eyJhbGciOi.J9', 'ab'.repeat(32)];
  for (const secret of secrets) {
    it(`holds no ${secret.slice(0, 8)}…`, () => {
      const line = redact(`call with ${secret} failed`);
      assert.equal(line, 'call with ••• failed');
    });
  }

  it('leaves ordinary words, ids and numbers as they are', () => {
    const line = 'render_3f0c session 7301234567890123456 took 1234 ms';
    assert.equal(redact(line), line);
  });

  it('tells an error and its causes in one line each, without a stack', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED\n    at somewhere'), {
      code: 'ECONNREFUSED',
    });
    const words = describeError(new Error('cannot be reached', { cause }));
    assert.equal(words, 'Error: cannot be reached ← Error (ECONNREFUSED): connect ECONNREFUSED');
  });

  it('keeps secrets out of errors and their causes', () => {
    const cause = new Error('token nmv_usr_secret was refused');
    assert.doesNotMatch(redact(describeError(new Error('Bearer abc', { cause }))), /secret|abc/);
  });

  it('keeps out a token of the user that looks like any word', () => {
    assert.equal(redact('sent hunter2 and hunter2', ['hunter2']), 'sent ••• and •••');
  });

  it('finds a token behind anything, encoded too', () => {
    assert.equal(redact('token_nmv_usr_ab &q=Bearer%20nmv_usr_cd,E_clm_ef'), 'token_••• &q=•••');
    assert.equal(redact('q=%20nmv_usr_cd&r=1 Bearer+abc'), 'q=%20•••&r=1 •••');
  });

  it('takes what is thrown and is no error', () => {
    assert.equal(redact(describeError('nmv_usr_x')), '•••');
  });
});
