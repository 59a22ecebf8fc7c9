import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { outFolder } from './host/paths';

/** How a run of tests went. */
export interface Counts {
  passed: number;
  failed: number;
}

/** Environment variable that names the file into which `reporter.cjs` writes the counts of a run. */
export const countsVariable = 'TEST_COUNTS';

/** The file for the counts of a run: what the run above this one asks for, or one of this stage's own. */
export function countsFileOf(stage: string): string {
  return process.env[countsVariable] ?? join(outFolder, 'counts', `${stage}.json`);
}

/** Counts out of a file; undefined when the run ended before it could write them, or wrote something else. */
export function readCounts(file: string): Counts | undefined {
  try {
    const { passed, failed } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Counts>;
    return typeof passed === 'number' && typeof failed === 'number' ? { passed, failed } : undefined;
  } catch {
    // No file, or half of one: the caller takes that for a failure.
    return undefined;
  }
}

/** The closing line of a run. */
export function closingLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
