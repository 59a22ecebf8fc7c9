import assert from 'node:assert/strict';
import { readTurn, type TurnEvent } from '../../../src/nemo/message';
import { seeded } from '../../builders';
import { call, failuresOf, line, partial, read, readAt, stream, textOf, toolsOf, whole } from './turn-stream';

describe('the bytes of an answer', () => {
  const events = [partial('Grüße, 世界 '), partial('👩‍🚀\r\n.'), call('1'), whole('Grüße, 世界 👩‍🚀\r\n.')];
  const ends = { LF: '\n', CR: '\r', CRLF: '\r\n' };
  const bytesOf = (end: string, mark = '') =>
    new TextEncoder().encode(`${mark}: hi${end}${events.map((event) => line(event, end)).join('')}`);

  for (const [name, end] of Object.entries(ends))
    it(`may end their lines with ${name} and be cut in two anywhere [wire: sse/line-ends] [wire: sse/utf-8]`, async () => {
      for (const mark of ['', '\uFEFF']) {
        const bytes = bytesOf(end, mark);
        const expected = await read(bytes);
        assert.equal(textOf(expected), 'Grüße, 世界 👩‍🚀\r\n.');
        assert.deepEqual(toolsOf(expected), ['cut']);
        for (let cut = 1; cut < bytes.length; cut++)
          assert.deepEqual(await readAt(bytes, [cut]), expected, `cut at ${cut}`);
        assert.deepEqual(await read(bytes, 1), expected, 'byte by byte');
      }
    });

  it('may be cut into any pieces, with any mixture of line ends [wire: sse/line-ends]', async () => {
    const expected = await read(bytesOf('\n'));
    for (let seed = 1; seed <= 200; seed++) {
      const random = seeded(seed);
      const anyEnd = () => Object.values(ends)[Math.floor(random() * 3)] ?? '\n';
      // A CR and an LF that follow each other are one end: an LF may begin no line here.
      const lines = events.map((event) => `data: ${JSON.stringify(event)}${anyEnd()}\r`);
      const bytes = new TextEncoder().encode(`: hi\r${lines.join('')}`);
      const cuts = Array.from({ length: 1 + Math.floor(random() * 20) }, () =>
        Math.floor(random() * bytes.length),
      ).sort((a, b) => a - b);
      assert.deepEqual(await readAt(bytes, cuts), expected, `seed ${seed}`);
    }
  });

  it('may begin with one mark, which is no part of them [wire: sse/bom]', async () => {
    assert.equal(textOf(await read(`\uFEFF${line(whole('Fine'))}`)), 'Fine');
    assert.equal(textOf(await read(`\uFEFF\uFEFF${line(whole('Lost'))}${line(whole('Fine'))}`)), 'Fine');
  });

  it('may spread an event’s data over several lines [wire: sse/multi-line]', async () => {
    const text = JSON.stringify(whole('Fine'), null, 2);
    for (const end of Object.values(ends)) {
      const lines = text.split('\n').map((part) => `data: ${part}${end}`);
      const [seen] = await read(`event: message${end}id: 1${end}${lines.join('')}${end}`);
      assert.deepEqual(seen, { type: 'text', text: 'Fine' });
    }
  });

  it('may leave out the blank behind a field’s name [wire: sse/multi-line]', async () => {
    assert.equal(textOf(await read(`data:${JSON.stringify(whole('Fine'))}\n\n`)), 'Fine');
  });

  it('may be no characters at all: what is not UTF-8 costs nothing else [wire: sse/utf-8]', async () => {
    const broken = Buffer.concat([
      Buffer.from('data: {"content":{"parts":[{"text":"a'),
      Buffer.from([0xff, 0xe4]),
      Buffer.from('b"}]}}\n\n'),
    ]);
    assert.equal(textOf(await read(broken, 3)), 'a\uFFFD\uFFFDb');
  });

  it('are bounded: an event beyond 8 MiB ends the turn, not the process [wire: sse/bound]', async () => {
    const megabyte = new Uint8Array(1024 * 1024).fill(0x61);
    const openings = { 'one line': 'data: "', 'a comment': ': ', 'an unknown field': 'x' };
    for (const [name, opening] of Object.entries(openings)) {
      let sent = 0;
      async function* endless() {
        yield new TextEncoder().encode(line(whole('Before')) + opening);
        for (;;) {
          sent++;
          yield megabyte;
        }
      }
      const seen: TurnEvent[] = [];
      for await (const event of readTurn(endless())) seen.push(event);
      assert.equal(textOf(seen), 'Before', name);
      assert.equal(failuresOf(seen).length, 1, name);
      assert.ok(sent <= 10, `${sent} MiB were read of ${name}`);
    }
  });

  it('are bounded in an event of many lines, and in one that comes in a single chunk [wire: sse/bound]', async () => {
    const lines = `data: ${'a'.repeat(1000)}\n`.repeat(9000);
    const seen = await read(`${line(whole('Before'))}${lines}\n${line(whole('Never'))}`, 64 * 1024);
    assert.deepEqual([textOf(seen), failuresOf(seen).length], ['Before', 1]);
    const atOnce = await read(line(whole('Before')) + line(whole('x'.repeat(9 * 1024 * 1024))));
    assert.deepEqual([textOf(atOnce), failuresOf(atOnce).length], ['Before', 1]);
  });

  it('may hold an event of just under 8 MiB [wire: sse/bound]', async () => {
    const text = 'x'.repeat(8 * 1024 * 1024 - 1024);
    assert.equal(textOf(await read(stream(whole(text)), 64 * 1024)).length, text.length);
  });

  it('may be nothing but keep-alives for ever [wire: events/keep-alive]', async () => {
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
