/* eslint-disable @typescript-eslint/no-require-imports -- mocha loads a reporter with require() */
// Mocha's spec reporter, which also leaves its counts in the file that TEST_COUNTS names, for the run above that
// sums them up (counts.ts reads it), and with them the titles that claim to hold a row of the wire (wire-table.ts reads
// those). Plain JavaScript, because mocha's command line and the extension host load it.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const Mocha = require('mocha');

const { EVENT_RUN_END, EVENT_TEST_FAIL, EVENT_TEST_PASS } = Mocha.Runner.constants;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const claims = [];
    const claim = (passed) => (test) => {
      const title = test.fullTitle();
      if (/\[wire/i.test(title)) claims.push({ title, passed });
    };
    runner.on(EVENT_TEST_PASS, claim(true));
    runner.on(EVENT_TEST_FAIL, claim(false));
    runner.once(EVENT_RUN_END, () => {
      const file = process.env.TEST_COUNTS;
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      const { passes, failures } = runner.stats;
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, claims }));
    });
  }
};
