import assert from 'node:assert/strict';
import { systemClock } from '../../../src/nemo/clock';

describe('the computer’s time', () => {
  it('goes on', async () => {
    const start = systemClock.now();
    assert.ok(Math.abs(start - Date.now()) < 1000);
    await systemClock.sleep(20);
    assert.ok(systemClock.now() - start >= 15);
  });

  it('wakes with the reason of whoever does not want to wait', async () => {
    const abort = new AbortController();
    const reason = new Error('enough');
    const sleeping = systemClock.sleep(60_000, abort.signal);
    abort.abort(reason);
    await assert.rejects(sleeping, reason);
    await assert.rejects(systemClock.sleep(60_000, abort.signal), reason);
  });
});
