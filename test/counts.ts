import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { outFolder } from './host/paths';

/** How a run of tests went. */
export interface Counts {
  passed: number;
  failed: number;
}

/** A test whose title names rows of the wire (see wire-table.ts), and how it went. */
export interface Claim {
  /** With the titles of the suites around it. */
  title: string;
  passed: boolean;
}

/** Environment variable that names the file into which `reporter.cjs` writes the counts of a run. */
export const countsVariable = 'TEST_COUNTS';

/** The file for the counts of a run: what the run above this one asks for, or one of this stage's own. */
export function countsFileOf(stage: string): string {
  return process.env[countsVariable] ?? join(outFolder, 'counts', `${stage}.json`);
}

const countsSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  claims: z.array(z.object({ title: z.string(), passed: z.boolean() })),
});

/** Counts out of a file; undefined when the run ended before it could write them, or wrote something else. */
export function readCounts(file: string): (Counts & { claims: Claim[] }) | undefined {
  try {
    return countsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // No file, or half of one: the caller takes that for a failure.
    return undefined;
  }
}

/** The closing line of a run. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
