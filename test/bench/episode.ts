import { readFile, writeFile } from 'node:fs/promises';

/** ID3v2 (id3.org, 2.4.0 structure, 3.1): a header of 10 bytes, its size in four bytes of seven bits. */
function withoutTag(mp3: Buffer): Buffer {
  if (mp3.toString('latin1', 0, 3) !== 'ID3') return mp3;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + (mp3[at] ?? 0), 0);
  return mp3.subarray(10 + size);
}

/**
 * Writes an episode of some minutes: the sample with its tags and cover, its sound as often as it takes.
 *
 * @param seconds at least this long
 * @returns how long it is, s
 */
export async function writeEpisode(sample: string, sampleSeconds: number, path: string, seconds: number) {
  const mp3 = await readFile(sample);
  const rounds = Math.ceil(seconds / sampleSeconds);
  await writeFile(path, Buffer.concat([mp3, ...Array<Buffer>(rounds - 1).fill(withoutTag(mp3))]));
  return rounds * sampleSeconds;
}
