import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderFailed, NemoError } from '../nemo/errors';
import { isExportable } from '../timeline/draft';
import type { RenderStatus } from '../wire/render';
import type { Connection } from './backend';
import { isWholeMp4 } from './container';
import * as errors from './errors';
import type { Job, JobState } from './jobs';
import { checkWritable, partialPath, settle, writeFailure } from './output';

/** ms without progress after which a job is left to be picked up later */
const patienceMs = 15 * 60_000;
/** ms for telling the server that a job is not wanted any more */
const cancelMs = 10_000;

export interface ExportHooks {
  /** The connection to use now; asked again after trouble, since the engine may have been started anew. */
  connect(): Promise<Connection>;
  /** Writes the job down; resolves when that is on disk. */
  record(job: Job): Promise<void>;
  /** Shows how the job stands; nothing is lost if that is forgotten. */
  show(job: Job): void;
  readonly signal: AbortSignal;
}

/** An id that no render had before. */
export const newRenderId = () => `render_${randomUUID()}`;

/**
 * Takes an export from wherever it is to the finished file: submits it, polls, fetches the video to a temporary
 * file, makes sure that it is whole and gives it its name. Ends with the job `done`, `failed` or `cancelled`, or
 * still running where it made no progress for too long; throws nothing.
 *
 * @param job written down already, `submitting` or further
 */
export async function runExport(job: Job, sessionId: string, hooks: ExportHooks): Promise<Job> {
  let current = job;
  const partial = partialPath(job.outputPath, job.id);
  const move = async (change: Partial<Job>) => {
    current = { ...current, ...change };
    await hooks.record(current);
  };
  const show = (state: JobState) => {
    current = { ...current, state };
    hooks.show(current);
  };
  try {
    await checkWritable(current.outputPath);
    let finished = await renderOnce(current, sessionId, hooks, { move, show });
    if (finished.status === 'failed') {
      // A render id that is taken or failed, or died with its engine, gets one more try under another id.
      await move({ renderId: newRenderId(), state: { status: 'submitting' } });
      finished = await renderOnce(current, sessionId, hooks, { move, show });
    }
    if (finished.status === 'failed') throw renderFailed(finished.error);
    if (finished.status === 'cancelled') throw new DOMException('cancelled at the back end', 'AbortError');
    await move({ state: { status: 'downloading', percent: 0 } });
    const bytes = await fetchVideo(current.renderId, finished.outputUrl, partial, hooks, show);
    const outputPath = await settle(partial, current.outputPath);
    await move({ outputPath, state: { status: 'done', bytes } });
  } catch (error) {
    await rm(partial, { force: true });
    // Left as it is, to be picked up again when the project is next opened.
    if (error instanceof errors.StudioError && error.code === 'stillRendering') return current;
    await move({ state: await endOf(writeFailure(error, current.outputPath), current, hooks) });
  }
  return current;
}

/** One render from its start, or from wherever it is, to its end. */
async function renderOnce(
  { renderId, state }: Job,
  sessionId: string,
  hooks: ExportHooks,
  { move, show }: { move(change: Partial<Job>): Promise<void>; show(state: JobState): void },
): Promise<RenderStatus> {
  try {
    if (state.status === 'submitting') {
      await submit(renderId, sessionId, hooks);
      await move({ state: { status: 'rendering', percent: 0 } });
    }
  } catch (error) {
    if (!isTaken(error)) throw error;
    // Ids are unique, so the job is most likely this one, sent by a window that died before it knew.
    return await waitFor(renderId, hooks, show).catch((trouble: unknown): RenderStatus => {
      if (hooks.signal.aborted || !(trouble instanceof NemoError)) throw trouble;
      return { status: 'failed', percent: 0 };
    });
  }
  return await waitFor(renderId, hooks, show);
}

/** Whether a back end refused a render because its id is in use. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof NemoError) || error.code !== 'rejected') return false;
  return error.status === 409 || /duplicate|already exists|exists already/i.test(error.message);
}

async function submit(renderId: string, sessionId: string, { connect, signal }: ExportHooks): Promise<void> {
  const { client } = await connect();
  const { state, draftText } = await client.state(sessionId, signal);
  if (!state.state.draft || draftText === undefined || !isExportable(state.state.draft))
    throw errors.nothingToExport();
  await client.render(renderId, sessionId, draftText, 'high', signal);
}

/** Polls until the job has ended; trouble on the way there is not the render failing. */
async function waitFor(
  renderId: string,
  { connect, signal }: ExportHooks,
  show: (state: JobState) => void,
): Promise<RenderStatus> {
  let lastProgressAt = Date.now();
  let percent = -1;
  for (;;) {
    let pollMs = 1000;
    try {
      const { client, capabilities } = await connect();
      pollMs = capabilities.pollMs;
      const status = await client.renderStatus(renderId, signal);
      if (status.status !== 'pending' && status.status !== 'processing') return status;
      if (status.percent > percent) {
        lastProgressAt = Date.now();
        percent = status.percent;
      }
      const { stage, etaMs } = status;
      show({
        status: 'rendering',
        percent: Math.max(0, percent),
        ...(stage ? { stage } : {}),
        ...(etaMs === undefined ? {} : { etaMs }),
      });
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    if (Date.now() - lastProgressAt > patienceMs) throw errors.stillRendering();
    await sleep(pollMs, undefined, { signal });
  }
}

async function fetchVideo(
  renderId: string,
  url: string | undefined,
  partial: string,
  { connect, signal }: ExportHooks,
  show: (state: JobState) => void,
): Promise<number> {
  const { client } = await connect();
  const bytes = await client.download(renderId, url, partial, {
    signal,
    onProgress: (done, total) => {
      show({ status: 'downloading', percent: total > 0 ? Math.min(100, (100 * done) / total) : 0 });
    },
  });
  if (!(await isWholeMp4(partial))) throw errors.notAVideo();
  return bytes;
}

/** Whether the trouble is the way's (network, a busy server) and not the render's. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof NemoError)) return false;
  if (['unreachable', 'timedOut', 'rateLimited', 'unexpectedAnswer'].includes(error.code)) return true;
  return error.status !== undefined && (error.status === 408 || error.status >= 500);
}

async function endOf(error: unknown, job: Job, { connect, signal }: ExportHooks): Promise<JobState> {
  if (!signal.aborted && !errors.isAbort(error))
    return { status: 'failed', message: errors.sentenceFor(error) };
  // The server may be gone; then there is nothing left to cancel there.
  await connect()
    .then(({ client }) => client.cancelRender(job.renderId, AbortSignal.timeout(cancelMs)))
    .catch(() => undefined);
  return { status: 'cancelled' };
}
