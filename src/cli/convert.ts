import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Outcome } from '../studio/batch';
import { Connections } from '../studio/backend';
import type { Beginning } from '../studio/conversion';
import { sentenceFor } from '../studio/errors';
import type { Job } from '../studio/jobs';
import { Journal } from '../studio/journal/journal';
import { finishedExport } from '../studio/leftovers';
import type { Project } from '../studio/project';
import type { BackendKind } from '../studio/project-state';
import { defaultRequest, Studio } from '../studio/studio';
import type { TerminalBackends } from './backends';
import { follow, type Report, type Reporter } from './report';
import { sweep } from './sweep';

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
 * with, what failed is tried again where it failed, and what was done counts as done as long as its file is there. Only
 * what is cancelled is forgotten.
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
  const journal = new Journal(journalFolder);
  await sweep(journal);
  const studio = new Studio({
    journal,
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
    const known = new Map(wanted.map(({ project }) => [project, itemsOf(project).length]));
    if (signal.aborted) return exitCodes.interrupted;
    const ends: { project: Project; end: End }[] = [];
    for (const { project, done } of wanted) if (done) ends.push({ project, end: alreadyDone(project, done) });
    for (const { end } of ends) reporter.report(end);
    const left = wanted.filter(({ done }) => !done);
    for (const outcome of await studio.convert(left, signal)) {
      const end = endOf(outcome, known.get(outcome.project) ?? 0, signal.aborted);
      reporter.report(end);
      ends.push({ project: outcome.project, end });
    }
    const count = (event: End['event']) => ends.filter(({ end }) => end.event === event).length;
    const [done, failed, cancelled] = [count('done'), count('failed'), count('cancelled')];
    if (ends.length > 1) reporter.report({ event: 'summary', done, failed, cancelled });
    const isOver = done === ends.length;
    for (const { project, end } of ends)
      if (isOver || end.event === 'cancelled') await studio.remove(project);
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

/** A conversion whose video a run before this one had made. */
function alreadyDone(project: Project, done: Job): End {
  const bytes = done.state.status === 'done' ? done.state.bytes : 0;
  return { event: 'done', file: project.title, output: done.outputPath, bytes, already: true };
}

/** How a conversion ended. @param known items that were there before this run */
function endOf({ project, job }: Outcome, known: number, isStopped: boolean): End {
  const file = project.title;
  switch (job?.state.status) {
    case 'done':
      return { event: 'done', file, output: job.outputPath, bytes: job.state.bytes };
    case 'cancelled':
      return { event: 'cancelled', file };
    case 'failed':
      return { event: 'failed', file, message: job.state.message };
    case 'paused': {
      const again = l10n.t('Run the same command again to go on.');
      return { event: 'failed', file, message: `${job.state.message} ${again}` };
    }
    default: {
      const error = itemsOf(project)
        .slice(known)
        .findLast((item) => item.kind === 'notice' && item.level === 'error');
      if (error?.kind === 'notice') return { event: 'failed', file, message: error.text };
      if (isStopped) return { event: 'cancelled', file };
      return { event: 'failed', file, message: l10n.t('The conversion ended without a video. Try again.') };
    }
  }
}

const itemsOf = (project: Project) => project.state.value.record.items;
