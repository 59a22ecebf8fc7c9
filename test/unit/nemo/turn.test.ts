import assert from 'node:assert/strict';
import { readTurn, type TurnEvent } from '../../../src/nemo/message';

const adk = (parts: unknown[], over: object = {}) => ({ content: { role: 'model', parts }, ...over });
const partial = (text: string) => adk([{ text }], { partial: true, id: `${Math.random()}` });
const whole = (text: string) => adk([{ text }]);
const call = (id: string, name = 'cut') => adk([{ functionCall: { id, name, args: {} } }]);

/** One event on the wire. */
const line = (value: unknown, end = '\n') =>
  `data: ${typeof value === 'string' ? value : JSON.stringify(value)}${end}${end}`;
const stream = (...values: unknown[]) => values.map((value) => line(value)).join('');

/** Bytes in chunks of a size. */
function* inChunks(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(source: string | Uint8Array, size = Infinity): Promise<TurnEvent[]> {
  const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
  const events: TurnEvent[] = [];
  async function* body() {
    yield* inChunks(bytes, Math.min(size, Math.max(1, bytes.length)));
  }
  for await (const event of readTurn(body())) events.push(event);
  return events;
}

const textOf = (events: TurnEvent[]) => events.findLast((event) => event.type === 'text')?.text ?? '';
const toolsOf = (events: TurnEvent[]) =>
  events.filter((event) => event.type === 'tool').map(({ name }) => name);
const failuresOf = (events: TurnEvent[]) => events.filter((event) => event.type === 'failed');

/** What each stream comes to: the text that is left, the tools, whether it failed. */
const table: readonly {
  name: string;
  events: unknown[];
  text?: string;
  tools?: string[];
  failed?: string | true;
}[] = [
  {
    name: 'pieces, then the whole of them',
    events: [partial('Hel'), partial('lo'), whole('Hello')],
    text: 'Hello',
  },
  { name: 'pieces without the whole', events: [partial('Hel'), partial('lo')], text: 'Hello' },
  { name: 'a whole that differs from its pieces', events: [partial('Helo'), whole('Hello')], text: 'Hello' },
  {
    name: 'two messages with work between them',
    events: [partial('First'), whole('First'), call('1'), partial('Sec'), partial('ond'), whole('Second')],
    text: 'First\n\nSecond',
    tools: ['cut'],
  },
  {
    name: 'thoughts, which are never shown',
    events: [
      adk([{ text: 'Hmm, secretly', thought: true }], { partial: true }),
      adk([{ text: 'Hmm', thought: true }, { text: 'Done' }]),
    ],
    text: 'Done',
  },
  {
    name: 'a call that is told twice',
    events: [call('1', 'cut'), call('1', 'cut'), call('2', 'cut'), call('3', 'mix')],
    tools: ['cut', 'cut', 'mix'],
  },
  {
    name: 'calls without ids, which cannot be told apart',
    events: [adk([{ functionCall: { name: 'cut' } }]), adk([{ functionCall: { name: 'cut' } }])],
    tools: ['cut', 'cut'],
  },
  {
    name: 'parts of several kinds in one event',
    events: [adk([{ text: 'On it. ' }, { functionCall: { id: '1', name: 'cut' } }, { text: 'Nearly.' }])],
    text: 'On it. Nearly.',
    tools: ['cut'],
  },
  {
    name: 'snake_case keys',
    events: [
      adk([{ function_call: { id: '1', name: 'mix' } }]),
      { error_code: 'E', error_message: 'Too busy' },
    ],
    tools: ['mix'],
    failed: 'Too busy',
  },
  {
    name: 'a tool’s answer, which is no echo of the user',
    events: [
      call('1'),
      {
        content: {
          role: 'user',
          parts: [{ functionResponse: { id: '1', name: 'cut', response: { text: 'raw' } } }],
        },
      },
    ],
    tools: ['cut'],
  },
  { name: 'a silent edit', events: [call('1'), { content: { role: 'model', parts: [] } }], tools: ['cut'] },
  {
    name: 'the vendor’s form',
    events: [
      { type: 'heartbeat' },
      { type: 'text', content: 'Add' },
      { type: 'tool_call', name: 'cut', args: {} },
      { type: 'tool_result' },
      { type: 'text', content: 'ed' },
    ],
    text: 'Added',
    tools: ['cut'],
  },
  {
    name: 'both forms in one stream',
    events: [
      { type: 'text', content: 'One' },
      partial('Tw'),
      partial('o'),
      whole('Two'),
      { type: 'text', content: 'Three' },
    ],
    text: 'One\n\nTwo\n\nThree',
  },
  {
    name: 'the vendor’s pieces, then the whole of them in the other form',
    events: [{ type: 'text', content: 'Hel' }, { type: 'text', content: 'lo' }, whole('Hello')],
    text: 'Hello',
  },
  {
    name: 'an error in the stream, with the text before and behind it kept',
    events: [whole('Half way'), { error: 'The model is overloaded' }, whole('and on')],
    text: 'Half way\n\nand on',
    failed: 'The model is overloaded',
  },
  {
    name: 'an error with a message inside',
    events: [{ error: { code: 500, message: 'Model down' } }],
    failed: 'Model down',
  },
  { name: 'an error by its code alone', events: [{ errorCode: 'SAFETY' }], failed: 'SAFETY' },
  {
    name: 'an error beside text',
    events: [adk([{ text: 'Partly' }], { errorCode: 'MAX_TOKENS', errorMessage: 'Cut off' })],
    text: 'Partly',
    failed: 'Cut off',
  },
  { name: 'an error without a word', events: [{ error: { odd: 1 } }], failed: true },
  {
    name: 'an error that is null, which is none',
    events: [{ error: null, errorCode: null, ...whole('Fine') }],
    text: 'Fine',
  },
  {
    name: 'a line that is no JSON',
    events: [whole('Before'), 'Internal error: try later'],
    text: 'Before',
    failed: 'Internal error: try later',
  },
  {
    name: 'JSON of no known shape',
    events: [42, null, [], { type: 'party' }, { content: 'odd' }, whole('Fine')],
    text: 'Fine',
  },
  {
    name: 'noise behind an answer',
    events: [whole('All done.'), whole('I encountered a temporary issue. Please try again.')],
    text: 'All done.',
  },
  {
    name: 'noise in pieces behind an answer',
    events: [whole('All done.'), partial('I encountered a '), partial('temporary issue.')],
    text: 'All done.',
  },
  {
    name: 'noise in the vendor’s form behind an answer',
    events: [
      { type: 'text', content: 'All done.' },
      { type: 'text', content: ' I encountered a temporary issue.' },
    ],
    text: 'All done.',
  },
  {
    name: 'the same words as the only answer, which is no noise',
    events: [whole('I encountered a temporary issue.')],
    text: 'I encountered a temporary issue.',
  },
  { name: 'nothing', events: [] },
];

describe('reading an answer', () => {
  for (const { name, events, text = '', tools = [], failed } of table)
    it(`understands ${name}`, async () => {
      const seen = await read(stream(...events));
      assert.equal(textOf(seen), text);
      assert.deepEqual(toolsOf(seen), tools);
      const failures = failuresOf(seen);
      assert.equal(failures.length, failed === undefined ? 0 : 1);
      if (typeof failed === 'string') assert.equal(failures[0]?.reason, failed);
    });

  it('shows text as it comes in', async () => {
    const seen = await read(stream(partial('a'), partial('b'), whole('ab'), partial('c')));
    assert.deepEqual(
      seen.filter((event) => event.type === 'text').map(({ text }) => text),
      ['a', 'ab', 'ab', 'ab\n\nc'],
    );
  });

  it('takes every sign of life', async () => {
    const seen = await read(
      `: ping\n\n${line('')}${line('heartbeat')}event: heartbeat\ndata: {}\n\n${line({ type: 'heartbeat' })}`,
    );
    assert.deepEqual(
      seen.map(({ type }) => type),
      ['alive', 'alive', 'alive', 'alive', 'alive'],
    );
  });

  it('gives an error in two lines whole', async () => {
    const [failed] = failuresOf(await read('data: Quota\ndata: exceeded\n\n'));
    assert.equal(failed?.reason, 'Quota\nexceeded');
  });

  it('finds the sentence in an error whose quotes were not escaped', async () => {
    const [failed] = failuresOf(await read(`data: {"error": "No track "music" here"}\n\n`));
    assert.equal(failed?.reason, 'No track "music" here');
  });

  it('gives no reason where there is only broken JSON to show', async () => {
    const [failed] = failuresOf(await read('data: {"content": {"parts": [{"text": "Hel\n\n'));
    assert.ok(failed);
    assert.equal(failed.reason, undefined);
  });

  it('takes an event whose last empty line is missing', async () => {
    assert.equal(textOf(await read(line(whole('End')).trimEnd())), 'End');
  });
});

describe('the bytes of an answer', () => {
  const events = [partial('Grüße, 世界 '), partial('👩‍🚀\r\n.'), call('1'), whole('Grüße, 世界 👩‍🚀\r\n.')];

  it('may be cut anywhere, end lines in any way and begin with a mark', async () => {
    for (const [name, end] of Object.entries({ LF: '\n', CR: '\r', CRLF: '\r\n' }))
      for (const mark of ['', '\uFEFF']) {
        const bytes = new TextEncoder().encode(
          mark + `: hi${end}` + events.map((event) => line(event, end)).join(''),
        );
        const expected = await read(bytes);
        assert.equal(textOf(expected), 'Grüße, 世界 👩‍🚀\r\n.', name);
        for (let cut = 1; cut < bytes.length; cut++) {
          const seen: TurnEvent[] = [];
          async function* body() {
            yield bytes.subarray(0, cut);
            yield bytes.subarray(cut);
          }
          for await (const event of readTurn(body())) seen.push(event);
          assert.deepEqual(seen, expected, `${name}, cut at ${cut}`);
        }
        assert.deepEqual(await read(bytes, 1), expected, `${name}, byte by byte`);
      }
  });

  it('are bounded: an event beyond 8 MiB ends the turn, not the process', async () => {
    let sent = 0;
    async function* endless() {
      yield new TextEncoder().encode(line(whole('Before')));
      const megabyte = new Uint8Array(1024 * 1024).fill(0x61);
      yield new TextEncoder().encode('data: "');
      for (;;) {
        sent++;
        yield megabyte;
      }
    }
    const seen: TurnEvent[] = [];
    for await (const event of readTurn(endless())) seen.push(event);
    assert.equal(textOf(seen), 'Before');
    assert.equal(failuresOf(seen).length, 1);
    assert.ok(sent <= 10, `${sent} MiB were read`);
  });

  it('may hold an event of just under 8 MiB', async () => {
    const text = 'x'.repeat(8 * 1024 * 1024 - 1024);
    assert.equal(textOf(await read(stream(whole(text)), 64 * 1024)).length, text.length);
  });

  it('may be nothing but keep-alives for ever', async () => {
    const comments = new TextEncoder().encode(`: still here${' '.repeat(1000)}\n\n`.repeat(1000));
    async function* body() {
      for (let n = 0; n < 10; n++) yield comments;
      yield new TextEncoder().encode(line(whole('At last')));
    }
    let text = '';
    for await (const event of readTurn(body())) {
      assert.notEqual(event.type, 'failed');
      if (event.type === 'text') text = event.text;
    }
    assert.equal(text, 'At last');
  });
});
