import assert from 'node:assert/strict';
import { envelopeSchema, failureOf } from '../../../src/wire/envelope';

const failure = (body: unknown) => failureOf(envelopeSchema.parse(body));

describe('the envelopes of answers', () => {
  it('are no failure where they carry what was asked for', () => {
    for (const body of [
      { code: 0, data: {} },
      { code: 0, message: 'ok', data: { a: 1 } },
      { success: true, data: { id: 'x' } },
      { success: true, data: {}, error: 'a note beside data' },
      { id: 'r', status: 'failed', error: 'the render, not the call' },
      { taskId: 'r', status: 'processing' },
      { token: 'bare', error: null, detail: null },
      {},
    ])
      assert.equal(failure(body), undefined, JSON.stringify(body));
  });

  it('give code and words of a failure of either generation', () => {
    assert.deepEqual(failure({ code: 2001, message: 'no credits', data: null }), {
      code: 2001,
      text: 'no credits',
    });
    assert.deepEqual(failure({ code: 4002, data: {} }), { code: 4002, text: undefined });
    assert.deepEqual(failure({ success: false, error: 'no such id' }), {
      code: undefined,
      text: 'no such id',
    });
    assert.deepEqual(failure({ success: false, status: 'x' }), { code: undefined, text: undefined });
  });

  it('tell a failure whatever kind of thing stands in the other fields', () => {
    assert.deepEqual(failure({ code: 1001, message: null, data: null }), { code: 1001, text: undefined });
    assert.deepEqual(failure({ code: '1001', success: null }), { code: 1001, text: undefined });
    assert.equal(failure({ code: '0', data: {} }), undefined);
    assert.equal(failure({ code: 'OK', data: {} }), undefined);
  });

  it('give the words of bare errors', () => {
    assert.equal(failure({ error: 'gone' })?.text, 'gone');
    assert.equal(failure({ detail: 'Session not found' })?.text, 'Session not found');
    assert.equal(
      failure({ detail: [{ loc: ['body'], msg: 'field required' }, { msg: 'too long' }] })?.text,
      'field required; too long',
    );
    assert.equal(failure({ error: { message: 'deep', code: 3 } })?.text, 'deep');
    assert.deepEqual(failure({ error: { odd: 1 } }), { code: undefined, text: undefined });
    assert.deepEqual(failure({ detail: [] }), { code: undefined, text: undefined });
  });
});
