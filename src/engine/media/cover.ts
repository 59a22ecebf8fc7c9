import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import type { Tags } from './tags';

/** What lies beside a recording as its cover, in the order of preference. */
const coverName = /^(cover|folder)\.(jpe?g|png|webp|gif)$/i;
const extensions: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
};
/** px a side: a larger picture would fill the memory and be shown at 600 px. */
const largestSide = 12_000;

/**
 * The cover of a recording as a file: the art of its tags (written to `folder` as `cover.<type>`), else `cover.*`
 * or `folder.*` beside it. Art that cannot be decoded is passed over. Undefined when there is none.
 */
export async function findCover(
  recordingPath: string,
  tags: Tags,
  folder: string,
): Promise<string | undefined> {
  if (tags.cover && (await isPicture(tags.cover.data))) {
    const path = join(folder, `cover.${extensions[tags.cover.mime] ?? 'jpg'}`);
    await mkdir(folder, { recursive: true });
    await writeFile(path, tags.cover.data);
    return path;
  }
  const beside = dirname(recordingPath);
  // A folder that may not be listed has no cover to offer.
  const names = (await readdir(beside).catch(() => [])).filter((name) => coverName.test(name));
  names.sort((a, b) => parse(a).name.localeCompare(parse(b).name, 'en', { sensitivity: 'base' }));
  for (const name of names) {
    const path = join(beside, name);
    const data = await readFile(path).catch(() => undefined);
    if (data && (await isPicture(data))) return path;
  }
  return undefined;
}

/** Whether the bytes are a picture that can be drawn. */
export async function isPicture(data: Uint8Array): Promise<boolean> {
  const { loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(Buffer.from(data.buffer, data.byteOffset, data.byteLength)).catch(
    () => undefined,
  );
  return image !== undefined && image.width > 0 && Math.max(image.width, image.height) <= largestSide;
}
