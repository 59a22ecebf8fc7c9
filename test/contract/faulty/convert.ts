import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Ended } from '../cli-process';
import { Cloud } from '../server/cloud';
import type { Endpoint } from '../server/exchange';
import type { Fault } from './faults';
import { Gate } from './gate';

/** What became of one conversion under a fault. */
export interface Outcome extends Ended {
  readonly seconds: number;
  /** What lies in the folder of the recording afterwards. */
  readonly files: readonly string[];
  readonly isWhole: boolean;
  /** Projects that the program still remembers. */
  readonly remembered: readonly string[];
  /** Requests by endpoint. */
  readonly requests: Partial<Record<Endpoint, number>>;
  readonly violations: readonly string[];
}

/** Converts one recording with the built program, at a cloud of its own that has this fault. */
export async function convertUnder(fault: Fault): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'podcast-video-fault-'));
  const cloud = await Cloud.start();
  const gate = await Gate.before(Number(new URL(cloud.baseUrl).port));
  try {
    cloud.pollMs = 20;
    fault.prepare(cloud, gate);
    const [shows, home] = [join(folder, 'shows'), join(folder, 'home')];
    await mkdir(shows);
    await writeFile(join(shows, 'episode.mp3'), 'sound');
    const startedAt = performance.now();
    const ended = await run(['convert', 'episode.mp3', '--backend', 'cloud', '--json'], {
      cwd: shows,
      home,
      env: { NEMO_API_URL: gate.url },
    });
    const video = await readFile(join(shows, 'episode.mp4')).catch(() => undefined);
    return {
      ...ended,
      seconds: (performance.now() - startedAt) / 1000,
      files: (await readdir(shows)).toSorted(),
      isWhole: video?.equals(cloud.video) ?? false,
      remembered: await readdir(join(home, 'journal')),
      requests: countsOf(cloud),
      violations: cloud.violations,
    };
  } finally {
    gate.close();
    await cloud.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function countsOf(cloud: Cloud): Partial<Record<Endpoint, number>> {
  const counts: Partial<Record<Endpoint, number>> = {};
  for (const { endpoint } of cloud.requests) counts[endpoint] = (counts[endpoint] ?? 0) + 1;
  return counts;
}

/** Does all of it, so many at a time, in their order. */
export async function inParallel<T>(
  most: number,
  todo: readonly T[],
  work: (one: T) => Promise<void>,
): Promise<void> {
  const waiting = [...todo];
  const worker = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next);
  };
  await Promise.all(Array.from({ length: most }, worker));
}
