import { rm } from 'node:fs/promises';
import { NemoError, renderFailed } from '../../nemo/errors';
import type { RenderStatus } from '../../wire/render';
import { isAbort, isElsewhere, isSuspension, sentenceFor, StudioError, suspended } from '../errors';
import type { Job, JobState } from '../jobs';
import type { Export, ExportHooks } from './export';
import { fetchVideo } from './fetching';
import { checkWritable, partialPath, settle, writeFailure } from './output';
import { newRenderId, submit, waitForRender } from './rendering';

/** ms for telling the server that a job is not wanted any more */
const cancelMs = 10_000;

/**
 * Takes an export from wherever it is to the finished file: submits it, polls, fetches the video to a temporary
 * file, makes sure that it is whole and gives it its name. Ends with the job `done`, `failed`, `cancelled`, or
 * `paused` where it can go on later from where it is. Throws only where the journal cannot be written.
 *
 * @param job written down already, `submitting` or further
 * @param sessionId whose timeline it is; undefined where that is gone, which only matters before it is submitted
 */
export async function runExport(job: Job, sessionId: string | undefined, hooks: ExportHooks): Promise<Job> {
  const current = follow(job, hooks);
  try {
    if (job.state.status !== 'naming') {
      await checkWritable(job.outputPath);
      const finished = await renderToEnd(current, sessionId);
      const validator = 'validator' in job.state ? job.state.validator : undefined;
      await current.move({
        state: { status: 'downloading', percent: 0, ...(validator ? { validator } : {}) },
      });
      const bytes = await fetchVideo(current, finished);
      await current.move({ state: { status: 'naming', bytes } });
    }
    await name(current);
  } catch (error) {
    // The window goes, or another one has the project: the job stays as it is, to be picked up there.
    if (isSuspension(hooks.signal) || error === suspended || isElsewhere(error)) return current.job;
    const state = await endOf(writeFailure(error, job.outputPath), current);
    if (state.status !== 'paused') await rm(current.partial, { force: true });
    await current.move({ state });
  }
  return current.job;
}

function follow(job: Job, hooks: ExportHooks): Export {
  let current = job;
  return {
    get job() {
      return current;
    },
    partial: partialPath(job.outputPath, job.id),
    hooks,
    move: async (change) => {
      current = { ...current, ...change };
      await hooks.record(current);
    },
    show: (state) => {
      current = { ...current, state };
      hooks.show(current);
    },
  };
}

/** The render, until it is there. One that fails gets a second try under another id. */
async function renderToEnd(current: Export, sessionId: string | undefined): Promise<RenderStatus> {
  for (;;) {
    if (current.job.state.status === 'submitting') {
      await submit(current, sessionId);
      await current.move({ state: { status: 'rendering', percent: 0 } });
    }
    const { status, ...finished } = await waitForRender(current);
    if (status === 'cancelled') throw new DOMException('cancelled at the back end', 'AbortError');
    if (status !== 'failed') return { status, ...finished };
    if (current.job.attempt === 2) throw renderFailed(finished.error);
    await current.move({ attempt: 2, renderId: newRenderId(), state: { status: 'submitting' } });
  }
}

async function name({ job, partial, move }: Export): Promise<void> {
  if (job.state.status !== 'naming') return;
  const { bytes } = job.state;
  // Each name is written down before it is taken, so that whoever picks this up knows the file for its own.
  const outputPath = await settle(partial, job.outputPath, (target) => move({ outputPath: target }));
  await move({ outputPath, state: { status: 'done', bytes } });
}

async function endOf(error: unknown, { job, hooks, show }: Export): Promise<JobState> {
  if (hooks.signal.aborted || isAbort(error)) {
    show({ status: 'cancelled' });
    // The server may be gone; then there is nothing left to cancel there.
    const limit = AbortSignal.timeout(cancelMs);
    await hooks
      .connect(limit)
      .then(({ client }) => client.cancelRender(job.renderId, limit))
      .catch(() => undefined);
    return { status: 'cancelled' };
  }
  const [message, actions] = [sentenceFor(error), await hooks.remedies(error)];
  if (!canGoOn(error, job)) return { status: 'failed', message, actions };
  const validator = job.state.status === 'downloading' ? job.state.validator : undefined;
  return { status: 'paused', message, actions, ...(validator ? { validator } : {}) };
}

/** Whether there is a render, or a part of its file, which is not lost by what went wrong now. */
function canGoOn(error: unknown, { state }: Job): boolean {
  if (error instanceof StudioError) return error.code === 'stillRendering';
  if (!(error instanceof NemoError)) return false;
  if (error.code === 'incompleteDownload') return true;
  const isForbidden = error.code === 'tokenRefused' || error.code === 'exportBlocked' || error.status === 403;
  return state.status !== 'submitting' && isForbidden;
}
