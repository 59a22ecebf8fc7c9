import assert from 'node:assert/strict';
import { adk, failuresOf, partial, read, stream, textOf, whole } from './turn-stream';

/** Each stream, the text that is left of it, and the reason that it gives. */
const table: readonly { name: string; row: string; events: unknown[]; text?: string; reason?: string }[] = [
  {
    name: 'an error in the stream, with the text before and behind it kept',
    row: 'events/error-keeps-text',
    events: [whole('Half way'), { error: 'The model is overloaded' }, whole('and on')],
    text: 'Half way\n\nand on',
    reason: 'The model is overloaded',
  },
  {
    name: 'an error with the text that was still coming in kept',
    row: 'events/error-keeps-text',
    events: [partial('Half '), partial('way'), 'Internal error'],
    text: 'Half way',
    reason: 'Internal error',
  },
  {
    name: 'an error with a message inside',
    row: 'events/error-object',
    events: [{ error: { code: 500, message: 'Model down' } }],
    reason: 'Model down',
  },
  {
    name: 'an error beside text in one event',
    row: 'events/error-object',
    events: [{ ...whole('Partly'), error: 'Cut off' }],
    text: 'Partly',
    reason: 'Cut off',
  },
  { name: 'an error without a word', row: 'events/error-object', events: [{ error: { odd: 1 } }] },
  {
    name: 'an error of a type of its own',
    row: 'events/error-object',
    events: [{ type: 'error', message: 'No' }],
    reason: 'No',
  },
  { name: 'an error as a detail', row: 'events/error-object', events: [{ detail: 'Gone' }], reason: 'Gone' },
  {
    name: 'an envelope with a code',
    row: 'events/error-object',
    events: [{ code: 2001, message: 'No credits left', data: null }],
    reason: 'No credits left',
  },
  {
    name: 'an error by its code alone',
    row: 'events/error-code',
    events: [{ errorCode: 'SAFETY' }],
    reason: 'SAFETY',
  },
  {
    name: 'an error in snake_case',
    row: 'events/snake-case',
    events: [{ error_code: 'E', error_message: 'Too busy' }],
    reason: 'Too busy',
  },
  {
    name: 'an error code beside text',
    row: 'events/error-code',
    events: [adk([{ text: 'Partly' }], { errorCode: 'MAX_TOKENS', errorMessage: 'Cut off' })],
    text: 'Partly',
    reason: 'Cut off',
  },
  {
    name: 'a line that is no JSON',
    row: 'events/error-not-json',
    events: [whole('Before'), 'Internal error: try later'],
    text: 'Before',
    reason: 'Internal error: try later',
  },
];

describe('an error in an answer', () => {
  for (const { name, row, events, text = '', reason } of table)
    it(`is told once: ${name} [wire: ${row}]`, async () => {
      const seen = await read(stream(...events));
      assert.equal(textOf(seen), text);
      assert.deepEqual(failuresOf(seen), [{ type: 'failed', reason }]);
    });

  /** What comes in the place of an event, behind one and before one that are whole. */
  async function reasonsOf(raw: string): Promise<(string | undefined)[]> {
    const seen = await read(`${stream(whole('Before'))}${raw}\n\n${stream(whole('Behind'))}`);
    assert.equal(textOf(seen), 'Before\n\nBehind');
    return failuresOf(seen).map(({ reason }) => reason);
  }

  it('may come in two lines of data [wire: events/error-not-json]', async () => {
    assert.deepEqual(await reasonsOf('data: Quota\ndata: exceeded'), ['Quota\nexceeded']);
  });

  it('may hold a line break that nobody escaped [wire: events/error-not-json]', async () => {
    assert.deepEqual(await reasonsOf('data: {"error": "Quota exceeded.\nTry tomorrow."}'), [
      'Quota exceeded.\nTry tomorrow.',
    ]);
    assert.deepEqual(await reasonsOf('data: {"error": "Quota:\r\n  reason: too much"}'), [
      'Quota:\n  reason: too much',
    ]);
    assert.deepEqual(await reasonsOf('data: Upstream failed\nwith status 503'), [
      'Upstream failed\nwith status 503',
    ]);
  });

  it('may hold an empty line that nobody escaped: what stands before it counts [wire: events/error-not-json]', async () => {
    assert.deepEqual(await reasonsOf('data: {"error": "Quota exceeded.\n\nTry tomorrow."}'), [
      'Quota exceeded.',
    ]);
  });

  it('may hold quotes that nobody escaped [wire: events/error-not-json]', async () => {
    assert.deepEqual(await reasonsOf('data: {"error": "No track "music" here"}'), ['No track "music" here']);
    assert.deepEqual(await reasonsOf('data: {"error": {"code": 5, "message": "No "x" here"}}'), [
      'No "x" here',
    ]);
  });

  it('has no reason where there is only broken JSON to show [wire: events/error-not-json]', async () => {
    assert.deepEqual(await reasonsOf('data: {"content": {"parts": [{"text": "Hel'), [undefined]);
  });

  it('is none where the error is null, or a line beside data is no field', async () => {
    assert.deepEqual(await reasonsOf('stray line\nand: another\nid: 7\nretry: soon'), []);
    const fine = { error: null, errorCode: null, errorMessage: null, code: 0, ...whole('Fine') };
    const seen = await read(stream(fine));
    assert.deepEqual([textOf(seen), failuresOf(seen)], ['Fine', []]);
  });
});
