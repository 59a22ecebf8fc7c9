/* eslint-disable @typescript-eslint/no-require-imports -- mocha loads a reporter with require() */
// Mocha's spec reporter, which also leaves its counts in the file that TEST_COUNTS names, for the run above that
// sums them up (counts.ts reads it). Plain JavaScript, because mocha's command line and the extension host load it.
const { mkdirSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const Mocha = require('mocha');

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const file = process.env.TEST_COUNTS;
      if (!file) return;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ passed: runner.stats.passes, failed: runner.stats.failures }));
    });
  }
};
