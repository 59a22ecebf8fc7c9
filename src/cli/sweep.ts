import { rm } from 'node:fs/promises';
import { partialPath } from '../studio/exporting/output';
import type { Journal } from '../studio/journal/journal';

/** ms for which what a run has left can be gone on with */
const keptMs = 30 * 24 * 60 * 60_000;

/**
 * Forgets what runs of long ago have left and nobody has gone on with, so that the journal does not grow for ever;
 * with it go the parts of videos that were never fetched to their end. What another process works on stays.
 */
export async function sweep(journal: Journal, now = Date.now()): Promise<void> {
  for (const { id, createdAt, jobs } of journal.heads()) {
    if (now - createdAt < keptMs) continue;
    try {
      if (!(await journal.claim(id))) continue;
      for (const job of jobs) await rm(partialPath(job.outputPath, job.id), { force: true });
      await journal.remove(id);
    } catch {
      // A disk that does not let go of it stops no conversion: the next run tries again.
      continue;
    }
  }
}
