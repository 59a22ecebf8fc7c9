import assert from 'node:assert/strict';
import { stages, tally } from '../stages';

describe('the sum of a test run', () => {
  const check = { name: 'lint', script: 'lint', mocha: false };
  const suite = { name: 'unit', script: 'test:unit', mocha: true };

  it('counts a check as one', () => {
    assert.deepEqual(tally(check, 0, undefined), { passed: 1, failed: 0 });
    assert.deepEqual(tally(check, 2, undefined), { passed: 0, failed: 1 });
  });

  it('takes the counts of a suite as they are', () => {
    assert.deepEqual(tally(suite, 0, { passed: 7, failed: 0 }), { passed: 7, failed: 0 });
    assert.deepEqual(tally(suite, 3, { passed: 4, failed: 3 }), { passed: 4, failed: 3 });
  });

  it('counts a suite that broke off as a failure', () => {
    assert.deepEqual(tally(suite, 1, undefined), { passed: 0, failed: 1 });
    assert.deepEqual(tally(suite, null, { passed: 4, failed: 0 }), { passed: 4, failed: 1 });
  });

  it('counts a suite that ran no test as a failure', () => {
    assert.deepEqual(tally(suite, 0, undefined), { passed: 0, failed: 1 });
    assert.deepEqual(tally(suite, 0, { passed: 0, failed: 0 }), { passed: 0, failed: 1 });
  });

  it('goes from the quick checks to the slow ones', () => {
    assert.deepEqual(
      stages.map(({ name }) => name),
      ['lint', 'types', 'build', 'unit', 'contract', 'engine', 'webview', 'host', 'e2e'],
    );
  });
});
