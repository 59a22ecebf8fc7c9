/** `npm run bench -- journal`: a journal of a thousand projects, opened as a window does at its start. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../src/studio/journal/journal';
import { cityDraft, job, projectRecord, userItem } from '../builders';

const projects = 1000;
const mostMs = 50;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'podcast-video-bench-'));
  try {
    const written = new Journal(folder);
    for (let n = 0; n < projects; n++) await written.save(recordOf(n));
    await written.close();
    const rounds = Array.from({ length: 5 }, () => {
      const start = performance.now();
      const heads = new Journal(folder).heads();
      if (heads.length !== projects) throw new Error(`${heads.length} projects were listed`);
      return performance.now() - start;
    });
    const [first = 0] = rounds;
    const median = rounds.toSorted((a, b) => a - b)[2] ?? 0;
    console.log('| opening a journal of 1,000 projects | |\n| --- | --- |');
    console.log(`| the first time, as a window does | ${first.toFixed(1)} ms |`);
    console.log(`| again, in the middle of five | ${median.toFixed(1)} ms |`);
    console.log(`| bar | ${mostMs} ms |`);
    if (first > mostMs) process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A project as one is after a conversion and a few wishes. */
function recordOf(n: number) {
  const path = `/home/somebody/podcasts/season ${n % 7}/episode ${n}.mp3`;
  return projectRecord({
    createdAt: n,
    recording: path,
    files: [path, '/home/somebody/podcasts/cover.png'],
    session: {
      session_id: `90071992547409${n}`,
      task_id: `${n}`,
      files: [{ path, bytes: 48_000_000, modifiedAt: 1_700_000_000_000, sha256: 'a'.repeat(64) }],
    },
    items: Array.from({ length: 12 }, (_, i) => userItem(`wish ${i} of project ${n}`)),
    jobs: [job({ state: { status: 'done', bytes: 9e7 } }), job({ state: { status: 'cancelled' } })],
    draft: cityDraft(),
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
