import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  jsonReporter,
  plainReporter,
  terminalReporter,
  type Report,
  type Reporter,
} from '../../../src/cli/report';

const bad = 'a\u001b[2J\u001b]0;owned\u0007b\u009b31m\u0000c\r\u007f\u0085d';
const reports: readonly Report[] = [
  { event: 'message', file: `${bad}.mp3`, from: 'agent', text: `${bad}\n\tline` },
  { event: 'message', file: `${bad}.mp3`, from: 'notice', text: bad },
  { event: 'activity', file: bad, note: `${bad}\nline` },
  { event: 'progress', file: bad, stage: bad, percent: 50 },
  { event: 'done', file: bad, output: `/${bad}\n.mp4`, bytes: 1e6 },
  { event: 'failed', file: bad, message: `${bad}\nline` },
  { event: 'cancelled', file: bad },
];

/** What a reporter writes. */
function written(make: (out: NodeJS.WriteStream) => Reporter, all: readonly Report[] = reports): string {
  const out = Object.assign(new PassThrough(), { columns: 200 });
  const reporter = make(out as unknown as NodeJS.WriteStream);
  for (const report of all) reporter.report(report);
  return String(out.read());
}

describe('what is told in a terminal', () => {
  const texts = {
    'in lines': plainReporter,
    'with a bar': terminalReporter,
  } as const;
  for (const [how, make] of Object.entries(texts))
    it(`${how}, holds no command for it that came from outside`, () => {
      for (const isOfSeveral of [true, false]) {
        const said = written((out) => make(out, isOfSeveral));
        // The reporter's own: to the beginning of the line, and clear it.
        const foreign = said.replaceAll('\r\u001b[K', '').replace(/[\n\t]/g, '');
        assert.doesNotMatch(foreign, /\p{Cc}/u);
        assert.doesNotMatch(foreign, /\[2J|31m/, 'nor what is left of one');
        assert.match(foreign, /abcd/);
      }
    });

  it('takes one line, but for what the agent says', () => {
    const said = written((out) => plainReporter(out, false), reports.slice(2));
    assert.equal(said.trimEnd().split('\n').length, 5);
    const message = written(
      (out) => plainReporter(out, false),
      [{ event: 'message', file: 'a.mp3', from: 'agent', text: 'one\n\ntwo' }],
    );
    assert.equal(message, 'one\n\ntwo\n');
  });

  it('shows names of an answer without the escapes that Markdown needs', () => {
    const told = (from: 'agent' | 'notice') =>
      written(
        (out) => plainReporter(out, false),
        [{ event: 'message', file: 'a.mp3', from, text: '- Video: my\\_episode \\#1 C:\\new' }],
      );
    assert.equal(told('agent'), '- Video: my_episode #1 C:\\new\n');
    assert.equal(told('notice'), '- Video: my\\_episode \\#1 C:\\new\n');
  });
});

describe('what is told to programs', () => {
  it('is the whole of it, with every control character escaped', () => {
    const lines = written(jsonReporter).trimEnd().split('\n');
    for (const line of lines) assert.doesNotMatch(line, /\p{Cc}/u);
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      reports,
    );
  });
});
