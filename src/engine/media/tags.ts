import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { whileReading } from './errors';

export interface Chapter {
  startMs: number;
  title: string;
}

/** What a recording says of itself. Everything may be missing. */
export interface Tags {
  title?: string;
  artist?: string;
  album?: string;
  chapters?: Chapter[];
  cover?: { data: Uint8Array; mime: string };
}

/**
 * Reads title, artist, album, chapters and cover art of a recording.
 *
 * Tags are a courtesy, so those that cannot be parsed count as none.
 * @throws MediaError when the file itself cannot be read
 */
export async function readTags(path: string): Promise<Tags> {
  await access(path, constants.R_OK).catch((error: unknown) => {
    throw whileReading(path, error);
  });
  const { parseFile, selectCover } = await import('music-metadata');
  const metadata = await parseFile(path, { includeChapters: true, duration: false }).catch(() => undefined);
  if (!metadata) return {};
  const { common, format } = metadata;
  const picture = selectCover(common.picture);
  const chapters = (format.chapters ?? [])
    .map(({ start, timeScale, title }) => ({
      startMs: Math.round((start / (timeScale || 1000)) * 1000),
      title,
    }))
    .filter(({ title }) => title.trim() !== '');
  return {
    ...named('title', common.title),
    ...named('artist', common.artist),
    ...named('album', common.album),
    ...(chapters.length > 0 ? { chapters } : {}),
    ...(picture && picture.data.length > 0 ? { cover: { data: picture.data, mime: picture.format } } : {}),
  };
}

/** A text of the tags under its name, unless it is blank. */
function named<K extends string>(key: K, text: string | undefined): Partial<Record<K, string>> {
  const clean = text?.replaceAll('\0', '').trim();
  return clean ? ({ [key]: clean } as Record<K, string>) : {};
}
