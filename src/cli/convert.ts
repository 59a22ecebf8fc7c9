import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Outcome } from '../studio/batch';
import { Connections } from '../studio/backend';
import { finishedExport, type Beginning } from '../studio/conversion';
import { sentenceFor } from '../studio/errors';
import { isUnfinished, type Job } from '../studio/jobs';
import { Journal } from '../studio/journal/journal';
import type { Project } from '../studio/project';
import type { BackendKind } from '../studio/project-state';
import { defaultRequest, Studio } from '../studio/studio';
import type { TerminalBackends } from './backends';
import { follow, type Report, type Reporter } from './report';

/** One video that is wanted: absolute paths. */
export interface Wish {
  readonly recording: string;
  /** Pictures and transcripts that go with it. */
  readonly extras: readonly string[];
  readonly request?: string | undefined;
  readonly outputPath?: string | undefined;
}

export interface ConvertOptions {
  readonly wishes: readonly Wish[];
  readonly backend: BackendKind;
  readonly language: string;
}

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/**
 * Converts recordings and tells how it goes. A run is over when every video of it is there; until then, whatever it has
 * got to stays written down, and the next run that wants the same goes on from it: what was left undone is gone on
 * with, and what was done counts as done as long as its file is there.
 *
 * @param signal aborts all of it; nothing half done is left then
 * @returns the exit code: 0 only when every file is there and complete
 */
export async function convert(
  options: ConvertOptions,
  backends: TerminalBackends,
  journalFolder: string,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<number> {
  const studio = new Studio({
    journal: new Journal(journalFolder),
    connections: new Connections(backends),
    language: options.language,
    outputFolder: () => '',
    logError: () => undefined,
  });
  const cancelAll = () => void Promise.all(studio.projects.value.map((project) => project.cancelAll()));
  signal.addEventListener('abort', cancelAll, { once: true });
  try {
    const wanted: Wanted[] = [];
    // One after the other: two that want the same must not take the same project.
    for (const wish of options.wishes) wanted.push(await projectFor(studio, wish, options.backend));
    for (const { project } of wanted)
      project.state.subscribe(follow(reporter, project.title, project.state.value));
    if (signal.aborted) return exitCodes.interrupted;
    const ends: { project: Project; end: End }[] = [];
    for (const { project, done } of wanted)
      if (done) ends.push({ project, end: endOf({ project, job: done }, true) });
    for (const { end } of ends) reporter.report(end);
    const left = wanted.filter(({ done }) => !done);
    for (const outcome of await studio.convert(left, signal)) {
      const end = endOf(outcome);
      reporter.report(end);
      ends.push({ project: outcome.project, end });
    }
    const count = (event: End['event']) => ends.filter(({ end }) => end.event === event).length;
    const [done, failed, cancelled] = [count('done'), count('failed'), count('cancelled')];
    if (ends.length > 1) reporter.report({ event: 'summary', done, failed, cancelled });
    const isOver = done === ends.length;
    for (const { project } of ends) if (isOver || !isOfUse(project)) await studio.remove(project);
    if (signal.aborted) return exitCodes.interrupted;
    return isOver ? exitCodes.done : exitCodes.failed;
  } catch (error) {
    const [first] = options.wishes;
    reporter.report({ event: 'failed', file: basename(first?.recording ?? ''), message: sentenceFor(error) });
    return signal.aborted ? exitCodes.interrupted : exitCodes.failed;
  } finally {
    signal.removeEventListener('abort', cancelAll);
    await studio.dispose();
    await backends.close();
  }
}

interface Wanted {
  readonly project: Project;
  readonly beginning: Beginning;
  /** The export of a run before this one, where the video is there already. */
  readonly done: Job | undefined;
}

/** A project for a wish: the one that a run before this has left, or a new one. */
async function projectFor(
  studio: Studio,
  { recording, extras, request = defaultRequest(), outputPath }: Wish,
  backend: BackendKind,
): Promise<Wanted> {
  const beginning = { request, extras, outputPath };
  const left = await studio.left(recording, backend, beginning);
  const done = left && (await finishedExport(left.state.value.record));
  return { project: left ?? studio.begin(recording, backend), beginning, done };
}

type End = Extract<Report, { event: 'done' | 'failed' | 'cancelled' }>;

/** How a conversion ended. @param already whether a run before this one had made the video */
function endOf({ project, job }: Outcome, already = false): End {
  const file = project.title;
  switch (job?.state.status) {
    case 'done': {
      const { outputPath: output, state } = job;
      const before = already ? { already } : {};
      return { event: 'done', file, output, bytes: state.bytes, ...before };
    }
    case 'cancelled':
      return { event: 'cancelled', file };
    case 'failed':
      return { event: 'failed', file, message: job.state.message };
    case 'paused': {
      const again = l10n.t('Run the same command again to go on.');
      return { event: 'failed', file, message: `${job.state.message} ${again}` };
    }
    default:
      return wasStopped(project) ? { event: 'cancelled', file } : failure(project);
  }
}

function failure(project: Project): End {
  const message = lastNotice(project, 'error') ?? l10n.t('The conversion ended without a video. Try again.');
  return { event: 'failed', file: project.title, message };
}

/** Whether a next run has something of it: a way to go on, or a video that needs no making. */
function isOfUse(project: Project): boolean {
  const { conversion, jobs } = project.state.value.record;
  return (
    conversion?.status === 'running' || jobs.some((job) => isUnfinished(job) || job.state.status === 'done')
  );
}

function wasStopped(project: Project): boolean {
  return lastNotice(project, 'error') === undefined;
}

function lastNotice(project: Project, level: 'error'): string | undefined {
  const notice = project.state.value.record.items.findLast(
    (item) => item.kind === 'notice' && item.level === level,
  );
  return notice?.kind === 'notice' ? notice.text : undefined;
}
