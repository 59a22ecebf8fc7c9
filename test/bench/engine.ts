/** A five-minute episode through the engine of this computer, timed. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchEngine } from '../../src/engine/launch';
import { probe } from '../../src/engine/media/probe';
import { defaultWebUrl } from '../../src/nemo/addresses';
import { NemoClient } from '../../src/nemo/client';
import { givenToken } from '../../src/nemo/token';
import { attribution } from '../builders';
import { writeEpisode } from './episode';
import { usageOf } from './process-usage';

const root = resolve(__dirname, '..', '..');
const sample = join(root, 'samples', 'episode.mp3');
const wantedSeconds = 300;

async function convert(client: NemoClient, recording: string, output: string): Promise<void> {
  const { session_id: session } = await client.createSession('en');
  await client.uploadByReference(session, { source_type: 'path', paths: [recording] });
  for await (const event of client.say(session, 'turn my podcast audio into a video')) {
    if (event.type === 'failed') throw new Error(event.reason);
  }
  const { draftText = '' } = await client.state(session);
  let status = await client.render('bench', session, draftText);
  while (status.status === 'pending' || status.status === 'processing') {
    await new Promise((wake) => setTimeout(wake, 200));
    status = await client.renderStatus('bench');
  }
  if (status.status !== 'completed') throw new Error(status.error ?? status.status);
  await client.download('bench', status.outputUrl, output);
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'podcast-video-bench-'));
  const [recording, output] = [join(folder, 'episode.mp3'), join(folder, 'episode.mp4')];
  const seconds = await writeEpisode(
    sample,
    (await probe(sample)).durationMs / 1000,
    recording,
    wantedSeconds,
  );
  const engine = await launchEngine({
    engineFile: join(root, 'dist', 'engine.js'),
    fontsFolder: join(root, 'dist', 'fonts'),
    dataFolder: join(folder, 'engine'),
    locale: 'en',
  });
  try {
    const client = new NemoClient({
      baseUrl: engine.baseUrl,
      webUrl: defaultWebUrl,
      attribution,
      tokens: givenToken(engine.token),
    });
    const start = performance.now();
    await convert(client, recording, output);
    const wall = (performance.now() - start) / 1000;
    const usage = usageOf(engine.pid);
    await client.close();
    const { size } = await stat(output);
    const rows = [
      ['length', `${seconds.toFixed(0)} s`],
      ['wall clock', `${wall.toFixed(1)} s`],
      ['× real time', (seconds / wall).toFixed(1)],
      [
        'processor time a minute of video',
        usage ? `${((usage.cpuSeconds * 60) / seconds).toFixed(1)} s` : '?',
      ],
      ['peak memory of the engine', usage ? `${(usage.peakBytes / 1e6).toFixed(0)} MB` : '?'],
      ['file', `${(size / 1e6).toFixed(1)} MB`],
    ];
    console.log(`MP3 → 1080p30 MP4 on ${availableParallelism()} cores\n`);
    console.log(`| | |\n| --- | --- |\n${rows.map(([name, value]) => `| ${name} | ${value} |`).join('\n')}`);
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
