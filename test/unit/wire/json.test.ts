import assert from 'node:assert/strict';
import { parseJson, sliceJson } from '../../../src/wire/json';
import { seeded } from '../../builders';

describe('JSON from the wire', () => {
  it('keeps every digit of integers beyond 2^53', () => {
    assert.deepEqual(parseJson('{"id":9007199254740993,"list":[-12345678901234567890,1]}'), {
      id: '9007199254740993',
      list: ['-12345678901234567890', 1],
    });
  });

  it('leaves numbers alone that a double can hold', () => {
    assert.deepEqual(
      parseJson('[9007199254740991,-9007199254740991,1700000000000]'),
      [9007199254740991, -9007199254740991, 1700000000000],
    );
  });

  it('leaves the digits behind a decimal point alone, however many', () => {
    assert.deepEqual(
      parseJson('[0.30000000000000004,-0.9999999999999999,12.345678901234567890]'),
      [0.30000000000000004, -0.9999999999999999, 12.34567890123456789],
    );
  });

  it('leaves powers of ten alone', () => {
    assert.deepEqual(
      parseJson('[12345678901234567890e2,1.2345678901234567890E3,1e2]'),
      [12345678901234567890e2, 1.234567890123456789e3, 100],
    );
  });

  it('never touches what stands in a string', () => {
    const value = { 'a 12345678901234567890': 'say "12345678901234567890", \\ 12345678901234567890' };
    assert.deepEqual(parseJson(JSON.stringify(value)), value);
  });

  it('takes strings of tens of megabytes', () => {
    const value = { body: 'x\n'.repeat(6_000_000) };
    assert.deepEqual(parseJson(JSON.stringify(value)), value);
  });

  it('agrees with JSON.parse on everything without a long integer', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const text = JSON.stringify(anyValue(seeded(seed), 4));
      assert.deepEqual(parseJson(text), JSON.parse(text), text);
    }
  });

  it('throws a SyntaxError over anything else', () => {
    for (const text of ['', '<html>', '{', '{"a":01}', "{'a':1}"])
      assert.throws(() => parseJson(text), SyntaxError, text);
  });
});

/** Any JSON value, with doubles of every length and strings that look like JSON. */
function anyValue(random: () => number, depth: number): unknown {
  const pick = Math.floor(random() * (depth > 0 ? 7 : 5));
  switch (pick) {
    case 0:
      return (random() - 0.5) * 10 ** Math.floor(random() * 32 - 20);
    case 1:
      return Math.floor(random() * 2 ** 53);
    case 2:
      return ['', '"', '\\', '9007199254740993', '{"a":9007199254740993}', '\u2028 😀'][
        Math.floor(random() * 6)
      ];
    case 3:
      return random() < 0.5;
    case 4:
      return null;
    case 5:
      return Array.from({ length: Math.floor(random() * 5) }, () => anyValue(random, depth - 1));
    default:
      return Object.fromEntries(
        Array.from({ length: Math.floor(random() * 5) }, (_, n) => [`k"${n}\\`, anyValue(random, depth - 1)]),
      );
  }
}

describe('cutting a value out of JSON', () => {
  const draft =
    '{ "t" : [ {"tt":0,\t"sg":[ {"id":9007199254740993,"x":1.0e-7,"s":"\\u00e9}"} ]} ] ,"d":1.50 }';
  const text = `{"code":0,\n "data": {"id":1, "state" : {"other":{"draft":1},"draft":${draft}}}}`;

  it('gives its text byte for byte', () => {
    assert.equal(sliceJson(text, ['data', 'state', 'draft']), draft);
  });

  it('gives nothing where there is none', () => {
    assert.equal(sliceJson(text, ['data', 'draft']), undefined);
    assert.equal(sliceJson(text, ['data', 'id', 'draft']), undefined);
    assert.equal(sliceJson('', ['data']), undefined);
  });

  it('takes the last of two values under one key, as JSON.parse does', () => {
    assert.equal(sliceJson('{"a":1,"a":{"b":2,"b":3}}', ['a', 'b']), '3');
  });
});
