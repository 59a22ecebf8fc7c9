import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { countsVariable, readCounts } from '../counts';
import { useTemporaryFolder } from '../temporary';
import { wireRows, type WireRow } from '../wire-rows';
import { failuresOf, holdRows, idsIn, tableLines } from '../wire-table';

const row = (id: string, section = 'Codes'): WireRow => ({ id, section, says: `what ${id} is` });
const passed = (title: string) => ({ title, passed: true });
const failed = (title: string) => ({ title, passed: false });

describe('the rows of the wire', () => {
  const temporary = useTemporaryFolder();

  it('have ids of their own, and say something', () => {
    assert.ok(wireRows.length > 100);
    assert.equal(new Set(wireRows.map(({ id }) => id)).size, wireRows.length);
    for (const { id, says } of wireRows) {
      assert.match(id, /^[a-z]+\/[a-z0-9-]+$/);
      assert.ok(says.length > 10, id);
    }
  });

  it('have a code for each that the wire knows', () => {
    const codes = wireRows.map(({ id }) => /^codes\/(\d+)$/.exec(id)?.[1]).filter(Boolean);
    assert.deepEqual(codes, ['0', '1001', '1002', '2001', '4001', '4002', '400', '402', '429']);
  });

  it('are named in titles by tags', () => {
    assert.deepEqual(idsIn('says no'), []);
    assert.deepEqual(idsIn(`says no [${'wire'}: codes/0]`), ['codes/0']);
    assert.deepEqual(idsIn(`a suite [${'wire'}: a/b] says [${'wire'}: c/d,e/f ]`), ['a/b', 'c/d', 'e/f']);
  });

  it('are not named by a tag with a slip in it, which is noticed', () => {
    for (const slip of [
      `[${'wire'} codes/0]`,
      `[${'wire'}: codes/0`,
      `[${'wire'}: ]`,
      `[${'Wire'}: codes/x]`,
    ]) {
      const held = holdRows([row('codes/0')], [passed(`says no ${slip}`)]);
      assert.equal(failuresOf(held, false), 1, slip);
      assert.deepEqual(held.rows[0]?.tests, []);
    }
  });

  it('are held by tests that passed, and by no others', () => {
    const rows = [row('codes/0'), row('codes/1'), row('run/x', 'Runs')];
    const claims = [
      passed(`one [${'wire'}: codes/0]`),
      passed(`two [${'wire'}: codes/0, codes/1]`),
      failed(`three [${'wire'}: run/x]`),
    ];
    const held = holdRows(rows, claims);
    assert.deepEqual(
      held.rows.map(({ tests }) => tests),
      [['one', 'two'], ['two'], []],
    );
    assert.deepEqual([failuresOf(held, true), failuresOf(held, false)], [1, 0]);
    assert.deepEqual(tableLines(held, true), [
      'the wire: Codes',
      '  ✔ codes/0  one (+1)',
      '  ✔ codes/1  two',
      'the wire: Runs',
      '  ✘ run/x    no test holds: what run/x is',
      '2 of 3 rows of the wire are held',
    ]);
  });

  it('come out of a run of mocha with its counts', () => {
    const tagged = (id: string) => `[${'wire'}: ${id}]`;
    writeFileSync(
      temporary('some.test.cjs'),
      `describe('a suite', () => {
        it('is right ${tagged('codes/0')}', () => {});
        it('is wrong ${tagged('codes/1')}', () => { throw new Error('no'); });
        it('is another', () => {});
      });`,
    );
    const args = ['mocha', '--reporter', 'test/reporter.cjs', temporary('some.test.cjs')];
    const env = { ...process.env, [countsVariable]: temporary('counts.json') };
    assert.equal(spawnSync('npx', args, { env }).status, 1);
    assert.deepEqual(readCounts(temporary('counts.json')), {
      passed: 2,
      failed: 1,
      claims: [
        { title: `a suite is right ${tagged('codes/0')}`, passed: true },
        { title: `a suite is wrong ${tagged('codes/1')}`, passed: false },
      ],
    });
    writeFileSync(temporary('counts.json'), readFileSync(temporary('counts.json'), 'utf8').slice(0, -2));
    assert.equal(readCounts(temporary('counts.json')), undefined);
  });
});
