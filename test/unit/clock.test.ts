import assert from 'node:assert/strict';
import { FakeClock } from '../clock';

describe('the clock of the tests', () => {
  it('stands still until it is moved', async () => {
    const clock = new FakeClock(1000);
    let isAwake = false;
    void clock.sleep(50).then(() => (isAwake = true));
    await clock.advance(49);
    assert.deepEqual([clock.now(), isAwake, clock.sleeping()], [1049, false, [1]]);
    await clock.advance(1);
    assert.deepEqual([clock.now(), isAwake, clock.sleeping()], [1050, true, []]);
  });

  it('wakes sleepers in order of time, each at its own time, those that they start too', async () => {
    const clock = new FakeClock(0);
    const woken: [string, number][] = [];
    const note = (name: string) => woken.push([name, clock.now()]);
    void clock.sleep(30).then(() => note('late'));
    void clock.sleep(10).then(async () => {
      note('early');
      await clock.sleep(10);
      note('again');
      await clock.sleep(1000);
      note('never');
    });
    await clock.advance(100);
    assert.deepEqual(woken, [
      ['early', 10],
      ['again', 20],
      ['late', 30],
    ]);
    assert.deepEqual([clock.now(), clock.sleeping()], [100, [920]]);
  });

  it('does not make anybody wait for nothing', async () => {
    const clock = new FakeClock();
    await clock.sleep(0);
    await clock.sleep(-5);
  });

  it('lets go of who is aborted, for the reason given', async () => {
    const clock = new FakeClock();
    const abort = new AbortController();
    const slept = clock.sleep(1000, abort.signal);
    const reason = new Error('enough');
    abort.abort(reason);
    await assert.rejects(slept, reason);
    assert.deepEqual(clock.sleeping(), []);
    await assert.rejects(clock.sleep(1, abort.signal), reason);
    assert.deepEqual(clock.sleeping(), []);
  });

  it('says when somebody sleeps, and for how long', async () => {
    const clock = new FakeClock();
    const seen: string[] = [];
    const any = clock.untilSleeping().then(() => seen.push('any'));
    const long = clock.untilSleeping(30_000).then(() => seen.push('long'));
    void clock.sleep(5);
    await any;
    void clock.sleep(30_000);
    await long;
    await clock.untilSleeping(30_000);
    assert.deepEqual(seen, ['any', 'long']);
    const short = clock.untilSleeping(10_000);
    await clock.advance(20_000);
    await short;
    await clock.advance(10_000);
  });
});
