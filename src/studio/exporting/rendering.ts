import { randomUUID } from 'node:crypto';
import { NemoError } from '../../nemo/errors';
import { isExportable } from '../../timeline/draft';
import type { RenderStatus } from '../../wire/render';
import { nothingToExport, stillRendering } from '../errors';
import { patiently } from '../patience';
import type { Export } from './export';

/** ms without progress after which a job is left to be picked up later */
const patienceMs = 15 * 60_000;
/** ms between two tries to hand a render over, where it is not known whether it arrived */
const submitPausesMs = [2000, 5000, 15_000] as const;
/** ms at least between two tries to connect */
const reconnectMs = 5000;

/** An id that no render had before. */
export const newRenderId = () => `render_${randomUUID()}`;

/**
 * Hands a render over. Where the way there failed, the service is asked whether it knows the id before it is sent
 * again: one id is one render, however often it is sent.
 */
export async function submit({ job, hooks, show }: Export, sessionId: string | undefined): Promise<void> {
  if (sessionId === undefined) throw nothingToExport();
  const { connect, clock, signal } = hooks;
  const onWait = (etaMs: number) => show({ status: 'rendering', percent: 0, etaMs });
  const send = async () => {
    const { client } = await connect();
    const { state, draftText } = await client.state(sessionId, signal);
    if (!state.state.draft || draftText === undefined || !isExportable(state.state.draft))
      throw nothingToExport();
    await client.render(job.renderId, sessionId, draftText, 'high', signal);
  };
  for (let attempt = 0; ; attempt++) {
    try {
      await patiently(send, { clock, signal, onWait });
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      // It should be this one, sent by a window that died before it knew, or by the try before. Where it is not, the
      // first poll finds nothing under the id, and another one is tried.
      if (isTaken(error)) return;
      const pauseMs = submitPausesMs[attempt];
      // One that asks for a pause has been given it.
      if (!isTroubleOnTheWay(error) || isRateLimited(error) || pauseMs === undefined) throw error;
      await clock.sleep(pauseMs, signal);
      if (await isKnown({ job, hooks })) return;
    }
  }
}

/** Whether a back end refused a render because its id is in use. */
function isTaken(error: unknown): boolean {
  if (!(error instanceof NemoError) || error.code !== 'rejected') return false;
  return error.status === 409 || /duplicate|already exists|exists already/i.test(error.message);
}

async function isKnown({ job, hooks }: Pick<Export, 'job' | 'hooks'>): Promise<boolean> {
  try {
    const { client } = await hooks.connect();
    await client.renderStatus(job.renderId, hooks.signal);
    return true;
  } catch (error) {
    if (hooks.signal.aborted || !(error instanceof NemoError)) throw error;
    return false;
  }
}

/**
 * Polls until the job has ended; trouble on the way there is not the render failing.
 *
 * @returns the last answer; `failed` too where the service knows nothing of the job
 * @throws StudioError stillRendering after fifteen minutes without progress
 */
export async function waitForRender({ job, hooks, show }: Export): Promise<RenderStatus> {
  const { connect, clock, signal } = hooks;
  const pace = new Pace(clock.now());
  let pollMs = 0;
  let misses = 0;
  for (;;) {
    let pauseMs = Math.max(pollMs, reconnectMs);
    let isAsked = false;
    try {
      const { client, capabilities } = await connect();
      pauseMs = pollMs = capabilities.pollMs;
      isAsked = true;
      const status = await client.renderStatus(job.renderId, signal);
      misses = 0;
      if (status.status !== 'pending' && status.status !== 'processing') return status;
      // Where renders wait for their turn, one that waits is on its way.
      pace.note(status.percent, clock.now(), status.status === 'pending' && capabilities.queuesRenders);
      const etaMs = status.etaMs ?? pace.etaMs;
      show({
        status: 'rendering',
        percent: pace.percent,
        ...(status.stage ? { stage: status.stage } : {}),
        ...(etaMs === undefined ? {} : { etaMs }),
      });
    } catch (error) {
      misses = isAsked && isNotFound(error) ? misses + 1 : 0;
      // A gateway before the service may say so once, and knows nothing of renders.
      if (misses > (isBare(error) ? 1 : 0)) return { status: 'failed', percent: 0 };
      if (misses === 0 && !isTroubleOnTheWay(error)) throw error;
      pauseMs = Math.max(pauseMs, (error instanceof NemoError && error.retryAfterMs) || 0);
    }
    if (clock.now() - pace.lastProgressAt > patienceMs) throw stillRendering();
    await clock.sleep(pauseMs, signal);
  }
}

/** How far a render is, and how fast it gets on. */
class Pace {
  percent = 0;
  lastProgressAt: number;
  #first: { at: number; percent: number } | undefined;

  constructor(now: number) {
    this.lastProgressAt = now;
  }

  note(percent: number, now: number, isWaiting: boolean): void {
    if (percent > this.percent || isWaiting) this.lastProgressAt = now;
    this.percent = Math.max(this.percent, percent);
    if (percent > 0) this.#first ??= { at: now, percent };
  }

  /** ms to the end, if it goes on as it went; undefined before there is anything to go by. */
  get etaMs(): number | undefined {
    if (!this.#first || this.percent <= this.#first.percent) return undefined;
    const msPerPercent = (this.lastProgressAt - this.#first.at) / (this.percent - this.#first.percent);
    return Math.round(msPerPercent * (100 - this.percent));
  }
}

const isNotFound = (error: unknown) => error instanceof NemoError && error.status === 404;
const isBare = (error: unknown) => error instanceof NemoError && error.isBare;
const isRateLimited = (error: unknown) => error instanceof NemoError && error.code === 'rateLimited';

/** Whether the trouble is the way's (network, a busy server) and not the render's. */
function isTroubleOnTheWay(error: unknown): boolean {
  if (!(error instanceof NemoError)) return false;
  const codes = ['unreachable', 'interrupted', 'timedOut', 'rateLimited', 'unexpectedAnswer'];
  return (
    codes.includes(error.code) ||
    (error.status !== undefined && (error.status === 408 || error.status >= 500))
  );
}
