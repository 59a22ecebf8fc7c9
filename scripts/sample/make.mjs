/**
 * Makes the sample episode: `npm run samples`. Needs espeak-ng, sox and ffmpeg (Debian packages), and gives the
 * same files each time with the same versions of them.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toSrt } from './captions.mjs';
import { drawCover } from './cover.mjs';
import { tags } from './dialogue.mjs';
import { encode } from './encode.mjs';
import { mix } from './mix.mjs';
import { sampleRate } from './run.mjs';

const samples = fileURLToPath(new URL('../../samples/', import.meta.url));
const workFolder = mkdtempSync(join(tmpdir(), 'sample-'));
try {
  const { pcm, cues } = mix();
  const coverFile = join(workFolder, 'cover.jpg');
  writeFileSync(coverFile, await drawCover());
  encode(pcm, { tags, coverFile, out: join(samples, 'episode.mp3') });
  writeFileSync(join(samples, 'episode.srt'), toSrt(cues));
  console.log(`samples/episode.mp3: ${(pcm.length / 2 / sampleRate).toFixed(2)} s, ${cues.length} captions`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  rmSync(workFolder, { recursive: true });
}
