import assert from 'node:assert/strict';
import { reports } from './cli-process';
import { convertUnder, inParallel, type Outcome } from './faulty/convert';
import { endings } from './faulty/endings';
import { faults, type Fault } from './faulty/faults';
import type { Endpoint } from './server/exchange';

/** What a conversion asks for, once each, on a good day. */
const once: readonly Endpoint[] = ['anonymousToken', 'session', 'upload', 'message', 'render'];

/** The built program at a cloud with one fault after the other; each has its own, and several run at a time. */
describe('under a fault, the program', function () {
  this.timeout(120_000);
  const outcomes = new Map<Fault, Outcome>();
  const outcomeOf = (fault: Fault): Outcome => {
    const outcome = outcomes.get(fault);
    assert.ok(outcome);
    return outcome;
  };

  before(async () => {
    const all = [...faults, ...endings];
    await inParallel(6, all, async (fault) => void outcomes.set(fault, await convertUnder(fault)));
  });

  after(() => {
    for (const [{ what }, { seconds, code, isWhole }] of outcomes) {
      const end = code === 0 && isWhole ? 'the video, whole' : `exit ${code}, no video`;
      console.log(`      ${what.padEnd(78)} ${seconds.toFixed(1).padStart(5)} s  ${end}`);
    }
  });

  describe('makes the video although', () => {
    for (const fault of faults)
      it(titleOf(fault), () => {
        const outcome = outcomeOf(fault);
        assert.deepEqual([outcome.code, outcome.err], [0, ''], outcome.out);
        assert.equal(reports(outcome.out).at(-1)?.event, 'done');
        assert.deepEqual(outcome.files, ['episode.mp3', 'episode.mp4']);
        assert.ok(outcome.isWhole, 'the video is another than the one that was rendered');
        assert.deepEqual(outcome.remembered, []);
        assert.deepEqual(outcome.violations, []);
        for (const endpoint of once)
          assert.equal(outcome.requests[endpoint], fault.requests?.[endpoint] ?? 1, endpoint);
        assertRequests(outcome, fault);
      });
  });

  describe('ends with a sentence, and no video,', () => {
    for (const ending of endings)
      it(titleOf(ending), () => {
        const outcome = outcomeOf(ending);
        assert.deepEqual([outcome.code, outcome.err], [1, ''], outcome.out);
        const told = reports(outcome.out);
        assert.equal(told.at(-1)?.event, 'failed');
        assert.match(String(told.at(-1)?.message), ending.sentence);
        if (ending.says !== undefined) assert.ok(told.some(({ text }) => text === ending.says));
        assert.deepEqual(outcome.files, ['episode.mp3']);
        assert.equal(outcome.remembered.length, 1, 'for the next run to go on with');
        assert.deepEqual(outcome.violations, []);
        assertRequests(outcome, ending);
      });
  });
});

function assertRequests({ requests }: Outcome, fault: Fault): void {
  for (const [endpoint, count] of Object.entries(fault.requests ?? {}))
    assert.equal(requests[endpoint as Endpoint] ?? 0, count, endpoint);
}

function titleOf({ what, holds }: Fault): string {
  return holds ? `${what} [wire: ${holds.join(', ')}]` : what;
}
