import assert from 'node:assert/strict';
import { seeded } from '../../builders';
import {
  adk,
  call,
  failuresOf,
  line,
  partial,
  read,
  response,
  stream,
  textOf,
  toolsOf,
  whole,
} from './turn-stream';

/** What each stream comes to: the text that is left, and the tools. */
const table: readonly { name: string; row: string; events: unknown[]; text?: string; tools?: string[] }[] = [
  {
    name: 'pieces, then the whole of them',
    row: 'events/adk-partial',
    events: [partial('Hel'), partial('lo'), whole('Hello')],
    text: 'Hello',
  },
  {
    name: 'pieces without the whole',
    row: 'events/adk-partial',
    events: [partial('Hel'), partial('lo')],
    text: 'Hello',
  },
  {
    name: 'a whole that differs from its pieces',
    row: 'events/adk-partial',
    events: [partial('Helo'), whole('Hello')],
    text: 'Hello',
  },
  {
    name: 'two messages with work between them',
    row: 'events/adk',
    events: [
      partial('First'),
      whole('First'),
      call('1'),
      response('1'),
      partial('Sec'),
      partial('ond'),
      whole('Second'),
    ],
    text: 'First\n\nSecond',
    tools: ['cut'],
  },
  {
    name: 'thoughts, which are never shown',
    row: 'events/thought',
    events: [
      adk([{ text: 'Hmm, secretly', thought: true }], { partial: true }),
      adk([{ text: 'Hmm', thought: true }, { text: 'Done' }]),
    ],
    text: 'Done',
  },
  {
    name: 'a call that is told twice',
    row: 'events/dedupe',
    events: [call('1', 'cut'), call('1', 'cut'), call('2', 'cut'), call('3', 'mix')],
    tools: ['cut', 'cut', 'mix'],
  },
  {
    name: 'calls without ids, which cannot be told apart',
    row: 'events/dedupe',
    events: [adk([{ functionCall: { name: 'cut' } }]), adk([{ functionCall: { name: 'cut' } }])],
    tools: ['cut', 'cut'],
  },
  {
    name: 'calls under numbers',
    row: 'events/dedupe',
    events: [
      adk([{ functionCall: { id: 7, name: 'cut' } }]),
      adk([{ functionCall: { id: 7, name: 'cut' } }]),
    ],
    tools: ['cut'],
  },
  {
    name: 'parts of several kinds in one event',
    row: 'events/several-parts',
    events: [adk([{ text: 'On it. ' }, { functionCall: { id: '1', name: 'cut' } }, { text: 'Nearly.' }])],
    text: 'On it. Nearly.',
    tools: ['cut'],
  },
  {
    name: 'snake_case keys',
    row: 'events/snake-case',
    events: [
      adk([{ function_call: { id: '1', name: 'mix' } }]),
      adk([{ function_response: { id: '1', name: 'mix', response: {} }, text: 'not for the user' }]),
    ],
    tools: ['mix'],
  },
  {
    name: 'a tool’s answer, which is no echo of the user',
    row: 'events/response-role',
    events: [
      call('1'),
      response('1'),
      { ...whole('Done'), content: { role: 'user', parts: [{ text: 'Done' }] } },
    ],
    text: 'Done',
    tools: ['cut'],
  },
  {
    name: 'a silent edit that ends behind a response',
    row: 'events/silent-end',
    events: [call('1'), response('1')],
    tools: ['cut'],
  },
  {
    name: 'a silent edit that ends without parts',
    row: 'events/silent-end',
    events: [call('1'), { content: { role: 'model', parts: [] } }],
    tools: ['cut'],
  },
  {
    name: 'the vendor’s form',
    row: 'events/vendor',
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
    row: 'events/both-forms',
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
    row: 'events/both-forms',
    events: [{ type: 'text', content: 'Hel' }, { type: 'text', content: 'lo' }, whole('Hello')],
    text: 'Hello',
  },
  {
    name: 'fields that are null or of an odd kind, which cost nothing beside them',
    row: 'envelopes/unknown-fields',
    events: [
      adk([{ text: 'Fi', thought: null, functionCall: null, functionResponse: null, inlineData: {} }], {
        id: 90071992547409931,
        author: null,
        partial: true,
        errorCode: null,
        errorMessage: null,
        actions: 'odd',
      }),
      adk([{ text: 7 }, null, 'odd', { functionCall: 'odd' }, { text: 'Fine' }], { partial: null }),
    ],
    text: 'Fine',
  },
  {
    name: 'JSON of no known shape',
    row: 'envelopes/unknown-fields',
    events: [42, null, [], 'true', { type: 'party' }, { content: 'odd' }, { type: 'text' }, whole('Fine')],
    text: 'Fine',
  },
  {
    name: 'noise behind an answer',
    row: 'events/noise-tail',
    events: [whole('All done.'), whole('I encountered a temporary issue. Please try again.')],
    text: 'All done.',
  },
  {
    name: 'noise in pieces behind an answer',
    row: 'events/noise-tail',
    events: [whole('All done.'), partial('I encountered a '), partial('temporary issue.')],
    text: 'All done.',
  },
  {
    name: 'noise in pieces and then whole behind an answer',
    row: 'events/noise-tail',
    events: [
      whole('All done.'),
      partial('I encountered a '),
      partial('temporary issue.'),
      whole('I encountered a temporary issue.'),
    ],
    text: 'All done.',
  },
  {
    name: 'noise behind pieces that never came whole',
    row: 'events/noise-tail',
    events: [partial('All '), partial('done.'), whole('I encountered a temporary issue.')],
    text: 'All done.',
  },
  {
    name: 'noise in the vendor’s form behind an answer',
    row: 'events/noise-tail',
    events: [
      { type: 'text', content: 'All done.' },
      { type: 'text', content: ' I encountered a temporary issue.' },
    ],
    text: 'All done.',
  },
  {
    name: 'the same words as the only answer, which is no noise',
    row: 'events/noise-tail',
    events: [partial('I encountered a temporary'), whole('I encountered a temporary issue.')],
    text: 'I encountered a temporary issue.',
  },
  {
    name: 'the same words inside an answer, which belong to it',
    row: 'events/noise-tail',
    events: [whole('The guest says “I encountered a temporary issue” at 0:12.')],
    text: 'The guest says “I encountered a temporary issue” at 0:12.',
  },
  { name: 'nothing', row: 'events/end', events: [] },
];

describe('reading an answer', () => {
  for (const { name, row, events, text = '', tools = [] } of table)
    it(`understands ${name} [wire: ${row}]`, async () => {
      const seen = await read(stream(...events));
      assert.equal(textOf(seen), text);
      assert.deepEqual(toolsOf(seen), tools);
      assert.deepEqual(failuresOf(seen), []);
    });

  it('shows text as it comes in [wire: events/adk-partial]', async () => {
    const seen = await read(stream(partial('a'), partial('b'), whole('ab'), partial('c')));
    assert.deepEqual(
      seen.filter((event) => event.type === 'text').map(({ text }) => text),
      ['a', 'ab', 'ab', 'ab\n\nc'],
    );
  });

  it('takes every sign of life for no more than that [wire: events/keep-alive]', async () => {
    const seen = await read(
      `: ping\n\n:\n\n${line('')}${line('heartbeat')}event: heartbeat\ndata: {}\n\n${line({ type: 'heartbeat' })}`,
    );
    assert.deepEqual(
      seen.map(({ type }) => type),
      ['alive', 'alive', 'alive', 'alive', 'alive', 'alive'],
    );
  });

  it('tells work that is not shown from mere signs of life [wire: run/hidden]', async () => {
    const seen = await read(
      stream(response('1'), adk([{ text: 'Hmm', thought: true }]), adk([]), { type: 'tool_result' }, {}),
    );
    assert.deepEqual(
      seen.map(({ type }) => type),
      ['working', 'working', 'working', 'working', 'alive'],
    );
  });

  it('ends with its stream, and takes an event whose last empty line is missing [wire: events/end]', async () => {
    assert.equal(textOf(await read(line(whole('End')).trimEnd())), 'End');
  });

  it('comes to the whole messages, however they were cut into pieces [wire: events/adk-partial]', async () => {
    for (let seed = 1; seed <= 100; seed++) {
      const random = seeded(seed);
      const messages = Array.from({ length: 1 + Math.floor(random() * 4) }, (_, n) =>
        `Message ${n} — ${random().toString(36)} 世界👩‍🚀 `.repeat(1 + Math.floor(random() * 5)).trim(),
      );
      const events = messages.flatMap((message) => {
        const pieces: string[] = [];
        for (let at = 0; at < message.length;) {
          const length = 1 + Math.floor(random() * 30);
          pieces.push(message.slice(at, at + length));
          at += length;
        }
        const between =
          random() < 0.5 ? [call(`${seed}-${message}`), response('x')] : [{ type: 'heartbeat' }];
        return [...(random() < 0.8 ? pieces.map(partial) : []), whole(message), ...between];
      });
      assert.equal(textOf(await read(stream(...events))), messages.join('\n\n'), `seed ${seed}`);
    }
  });

  it('costs no more for every piece the longer the answer is', async () => {
    /** ms a piece, in the best of some rounds: the machine may be busy */
    const timed = async (pieces: number) => {
      const bytes = new TextEncoder().encode(
        stream(...Array<unknown>(pieces).fill(partial('x'.repeat(200)))),
      );
      const rounds: number[] = [];
      for (let round = 0; round < 4; round++) {
        const start = performance.now();
        await read(bytes, 64 * 1024);
        rounds.push((performance.now() - start) / pieces);
      }
      return Math.min(...rounds);
    };
    const short = await timed(2000);
    const long = await timed(20_000);
    assert.ok(long < 6 * short + 0.01, `${short} ms a piece in a short answer, ${long} ms in a long one`);
  });
});
