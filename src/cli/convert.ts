import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { countOutcomes, type Outcome } from '../studio/batch';
import { Connections } from '../studio/backend';
import type { Beginning } from '../studio/conversion';
import { sentenceFor } from '../studio/errors';
import { isUnfinished } from '../studio/jobs';
import { Journal } from '../studio/journal/journal';
import type { Project } from '../studio/project';
import type { BackendKind } from '../studio/project-state';
import { defaultRequest, Studio } from '../studio/studio';
import type { TerminalBackends } from './backends';
import { follow, type Reporter } from './report';

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
 * Converts recordings and tells how it goes. What a run before this one had left undone is gone on with.
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
    const wanted = await Promise.all(options.wishes.map((wish) => projectFor(studio, wish, options.backend)));
    for (const { project } of wanted)
      project.state.subscribe(follow(reporter, project.title, project.state.value));
    if (signal.aborted) return exitCodes.interrupted;
    const outcomes = await studio.convert(wanted);
    for (const outcome of outcomes) tellEnd(outcome, reporter);
    if (outcomes.length > 1) reporter.report({ event: 'summary', ...countOutcomes(outcomes) });
    for (const { project } of outcomes) if (!isLeft(project)) await studio.remove(project);
    if (signal.aborted) return exitCodes.interrupted;
    return countOutcomes(outcomes).done === outcomes.length ? exitCodes.done : exitCodes.failed;
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

/** A project for a wish: the one that a run before this has left, or a new one. */
async function projectFor(
  studio: Studio,
  { recording, extras, request = defaultRequest(), outputPath }: Wish,
  backend: BackendKind,
): Promise<{ project: Project; beginning: Beginning }> {
  const beginning = { request, extras, outputPath };
  const left = await studio.leftUndone(recording, backend, beginning);
  return { project: left ?? studio.begin(recording, backend), beginning };
}

function tellEnd({ project, job }: Outcome, reporter: Reporter): void {
  const file = project.title;
  switch (job?.state.status) {
    case 'done':
      return reporter.report({ event: 'done', file, output: job.outputPath, bytes: job.state.bytes });
    case 'cancelled':
      return reporter.report({ event: 'cancelled', file });
    case 'failed':
      return reporter.report({ event: 'failed', file, message: job.state.message });
    case 'paused': {
      const again = l10n.t('Run the same command again to go on.');
      return reporter.report({ event: 'failed', file, message: `${job.state.message} ${again}` });
    }
    default:
      return reporter.report(wasStopped(project) ? { event: 'cancelled', file } : failure(project));
  }
}

function failure(project: Project) {
  const message = lastNotice(project, 'error') ?? l10n.t('The conversion ended without a video. Try again.');
  return { event: 'failed', file: project.title, message } as const;
}

/** Whether there is something to go on with in a next run. */
function isLeft(project: Project): boolean {
  const { conversion, jobs } = project.state.value.record;
  return conversion?.status === 'running' || jobs.some(isUnfinished);
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
