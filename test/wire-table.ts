import type { Claim } from './counts';
import type { WireRow } from './wire-rows';

/** Which tests hold which rows of the wire: a test claims a row by its id in a tag, `[wire: codes/0, ids/opaque]`. */
export interface HeldRows {
  /** Each row with the titles of the tests that passed and claim it. */
  readonly rows: readonly { readonly row: WireRow; readonly tests: readonly string[] }[];
  /** What tags name and the wire does not have. */
  readonly unknown: readonly { readonly id: string; readonly test: string }[];
}

const tag = /\s*\[wire([^\]]*\]?)/gi;

/** The ids in the tags of a title. A tag in another form gives what it holds, which is the id of nothing. */
export function idsIn(title: string): string[] {
  return [...title.matchAll(tag)].flatMap(([, inside = '']) => {
    const list = /^:(.*)\]$/.exec(inside)?.[1];
    return list === undefined ? [`[wire${inside}`] : list.split(',').map((id) => id.trim());
  });
}

/** Only a test that passed holds a row; a tag must be right in any case. */
export function holdRows(rows: readonly WireRow[], claims: readonly Claim[]): HeldRows {
  const named = claims.flatMap(({ title, passed }) =>
    idsIn(title).map((id) => ({ id, test: title.replace(tag, ''), passed })),
  );
  const known = new Set(rows.map(({ id }) => id));
  return {
    rows: rows.map((row) => ({
      row,
      tests: named.filter(({ id, passed }) => passed && id === row.id).map(({ test }) => test),
    })),
    unknown: named.filter(({ id }) => !known.has(id)).map(({ id, test }) => ({ id, test })),
  };
}

/** @param isComplete whether everything ran that could hold a row */
export function failuresOf({ rows, unknown }: HeldRows, isComplete: boolean): number {
  return unknown.length + (isComplete ? rows.filter(({ tests }) => tests.length === 0).length : 0);
}

/** The table as it is printed: by section, each row with the first of its tests and how many more there are. */
export function tableLines({ rows, unknown }: HeldRows, isComplete: boolean): string[] {
  const width = Math.max(0, ...rows.map(({ row }) => row.id.length));
  const lines: string[] = [];
  let section = '';
  for (const { row, tests } of rows) {
    if (row.section !== section) lines.push(`the wire: ${(section = row.section)}`);
    const [first, ...more] = tests;
    const mark = first !== undefined ? '✔' : isComplete ? '✘' : ' ';
    const said = first ?? (isComplete ? `no test holds: ${row.says}` : '');
    lines.push(
      `  ${mark} ${row.id.padEnd(width)}  ${said}${more.length > 0 ? ` (+${more.length})` : ''}`.trimEnd(),
    );
  }
  for (const { id, test } of unknown) lines.push(`  ✘ the wire has no row “${id}”: ${test}`);
  const held = rows.filter(({ tests }) => tests.length > 0).length;
  return [...lines, `${held} of ${rows.length} rows of the wire are held`];
}
