import { rm } from 'node:fs/promises';
import type { RenderStatus } from '../../wire/render';
import { notAVideo } from '../errors';
import { isWholeMp4 } from './container';
import type { Export } from './export';

/**
 * Fetches a finished video to the job's temporary file, from where a try before this one broke off, and makes sure
 * that it is whole. What is at the video's own address and is no video is fetched from the back end instead.
 *
 * @returns bytes
 * @throws NemoError incompleteDownload; what had come in stays in the temporary file
 */
export async function fetchVideo(current: Export, { outputUrl, outputBytes }: RenderStatus): Promise<number> {
  const bytes = await fetchFrom(current, outputUrl, outputBytes);
  if (await isWholeMp4(current.partial)) return bytes;
  await rm(current.partial, { force: true });
  if (outputUrl === undefined) throw notAVideo();
  await current.move({ state: { status: 'downloading', percent: 0 } });
  const again = await fetchFrom(current, undefined, outputBytes);
  if (!(await isWholeMp4(current.partial))) throw notAVideo();
  return again;
}

async function fetchFrom(
  { job, partial, hooks, move, show }: Export,
  url: string | undefined,
  expectedBytes: number | undefined,
): Promise<number> {
  const { client } = await hooks.connect();
  let validator = job.state.status === 'downloading' ? job.state.validator : undefined;
  let recorded: Promise<void> = Promise.resolve();
  const bytes = await client.download(job.renderId, url, partial, {
    signal: hooks.signal,
    ...(validator ? { resume: validator } : {}),
    ...(expectedBytes === undefined ? {} : { expectedBytes }),
    onValidator: (found) => {
      validator = found;
      recorded = move({ state: { status: 'downloading', percent: 0, validator } });
      // Whoever awaits it below sees it fail; until then it must not end the process.
      recorded.catch(() => undefined);
    },
    onProgress: (done, total) => {
      const percent = total > 0 ? Math.min(100, (100 * done) / total) : 0;
      show({ status: 'downloading', percent, ...(validator ? { validator } : {}) });
    },
  });
  await recorded;
  return bytes;
}
