import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, extname, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as z from 'zod';
import { wantedPath } from '../studio/exporting/output';
import { sortFiles } from '../studio/studio';
import type { Wish } from './convert';
import { UsageError } from './usage';

/** A list of videos to make: paths are taken from where the list lies. */
const listSchema = z
  .array(
    z.strictObject({
      file: z.string().min(1),
      ask: z.string().min(1).optional(),
      captions: z.string().min(1).optional(),
      cover: z.string().min(1).optional(),
      output: z.string().min(1).optional(),
    }),
  )
  .min(1);

export interface Asked {
  /** Paths as they were typed. */
  readonly files: readonly string[];
  readonly ask?: string | undefined;
  readonly captions?: string | undefined;
  readonly output?: string | undefined;
  /** Path of a list, with wishes of their own. */
  readonly list?: string | undefined;
}

/**
 * What was typed, as one wish for each recording.
 *
 * @throws UsageError; StudioError where there is no recording among the files
 */
export async function wishesOf({ files, ask, captions, output, list }: Asked): Promise<Wish[]> {
  const listed = list === undefined ? [] : await readList(list);
  if (files.length === 0 && listed.length === 0) throw new UsageError(l10n.t('Name at least one recording.'));
  if (files.length === 0) {
    if (ask !== undefined || captions !== undefined || output !== undefined)
      throw new UsageError(
        l10n.t('--ask, --captions and -o are for recordings that are named; write them into the list.'),
      );
    return listed;
  }
  const given = [...files, ...(captions === undefined ? [] : [captions])].map((file) => resolve(file));
  const { recordings, extras } = sortFiles(given);
  if (output !== undefined && recordings.length > 1 && !(await isDirectory(resolve(output))))
    throw new UsageError(l10n.t('With several files, -o must be a folder that exists.'));
  const typed = recordings.map(async (recording) => ({
    recording,
    extras,
    request: ask,
    outputPath: output && (await outputFor(recording, resolve(output))),
  }));
  return [...(await Promise.all(typed)), ...listed];
}

/**
 * Where a video is to go.
 *
 * @param output absolute path of a folder that is there, or of the video
 * @throws UsageError where it can be neither
 */
async function outputFor(recording: string, output: string): Promise<string> {
  if (await isDirectory(output)) return wantedPath(recording, output);
  if (extname(output).toLowerCase() === '.mp4') return output;
  throw new UsageError(
    l10n.t('{0} is neither a folder that exists nor the name of a video (.mp4).', basename(output)),
  );
}

async function readList(path: string): Promise<Wish[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(l10n.t('The list {0} cannot be read.', path));
  });
  const parsed = listSchema.safeParse(jsonOf(text));
  if (!parsed.success)
    throw new UsageError(
      l10n.t(
        'The list {0} is not understood. It is a JSON array of objects with "file" and, as needed, "ask", "captions", "cover" and "output".',
        path,
      ),
    );
  const folder = dirname(resolve(path));
  const listed = parsed.data.map(async ({ file, ask, captions, cover, output }) => ({
    recording: resolve(folder, file),
    extras: [cover, captions].flatMap((extra) => (extra === undefined ? [] : [resolve(folder, extra)])),
    request: ask,
    outputPath: output && (await outputFor(file, resolve(folder, output))),
  }));
  return await Promise.all(listed);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function isDirectory(path: string): Promise<boolean> {
  return await stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
