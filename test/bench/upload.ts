/** 500 MB over loopback to a server in another process: this client and `curl -F`, by turns in the same run. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkFile, type LocalFile } from '../../src/nemo/files';
import { paths } from '../../src/wire/paths';
import { inMegabytes, MemoryWatch } from './memory';
import { clientOf, startPeer } from './peer';

const rounds = 4;
/** bytes */
const [fileBytes, mostGrowth] = [500_000_000, 64e6];
/** of what curl reaches */
const leastShare = 0.6;

async function writeFile(path: string): Promise<LocalFile> {
  const handle = await open(path, 'w');
  const block = randomBytes(1_000_000);
  for (let written = 0; written < fileBytes; written += block.length) await handle.write(block);
  await handle.close();
  return await checkFile(path, false);
}

/** @returns MB/s */
async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return fileBytes / 1e3 / (performance.now() - start);
}

const hasCurl = async () =>
  await promisify(execFile)('curl', ['--version']).then(
    () => true,
    () => false,
  );

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'podcast-video-bench-'));
  const peer = await startPeer();
  const client = clientOf(peer);
  try {
    const file = await writeFile(join(folder, 'episode.wav'));
    const isCompared = await hasCurl();
    const [ours, curls, growths]: number[][] = [[], [], []];
    const form = ['-sS', '-F', `files=@${file.path}`, `${peer.baseUrl}${paths.upload('session')}`];
    console.log('| round | this client, MB/s | curl -F, MB/s | RSS growth, MB |\n| --- | --- | --- | --- |');
    for (let round = 1; round <= rounds; round++) {
      const curl = isCompared ? await timed(() => promisify(execFile)('curl', form)) : NaN;
      const memory = new MemoryWatch();
      const own = await timed(() => client.upload('session', [file]));
      const growth = memory.stop();
      console.log(`| ${round} | ${own.toFixed(0)} | ${curl.toFixed(0)} | ${inMegabytes(growth)} |`);
      ours?.push(own);
      curls?.push(curl);
      growths?.push(growth);
    }
    const most = Math.max(...(growths ?? []));
    const share = median(ours ?? []) / median(curls ?? []);
    const comparison = isCompared
      ? `${(100 * share).toFixed(0)} % of curl (at least ${100 * leastShare} %)`
      : 'curl is not there to compare with';
    console.log(`\n${comparison}, RSS +${inMegabytes(most)} MB (less than ${inMegabytes(mostGrowth)} MB)`);
    if ((isCompared && share < leastShare) || most >= mostGrowth) process.exitCode = 1;
  } finally {
    await client.close();
    peer.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
