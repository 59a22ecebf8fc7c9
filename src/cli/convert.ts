import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import * as l10n from '@vscode/l10n';
import { Connections } from '../studio/backend';
import { sentenceFor } from '../studio/errors';
import { Journal } from '../studio/journal';
import { wantedPath } from '../studio/output';
import type { Project } from '../studio/project';
import type { BackendKind } from '../studio/project-state';
import { defaultRequest, Studio } from '../studio/studio';
import type { TerminalBackends } from './backends';
import { follow, type Reporter } from './report';

export interface ConvertOptions {
  /** Paths as they were typed. */
  readonly files: readonly string[];
  readonly output?: string | undefined;
  readonly captions?: string | undefined;
  readonly backend: BackendKind;
  readonly language: string;
}

export const exitCodes = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/**
 * Converts files one after the other and tells how it goes.
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
  const connections = new Connections(backends);
  const studio = new Studio({
    journal: new Journal(journalFolder),
    connections,
    language: options.language,
    outputFolder: () => '',
    logError: () => undefined,
  });
  try {
    let failures = 0;
    const captions = options.captions === undefined ? [] : [resolve(options.captions)];
    const made = studio.create([...options.files.map((file) => resolve(file)), ...captions], options.backend);
    for (const { project, extras } of made) {
      if (signal.aborted) break;
      const outputPath = options.output && (await outputFor(options.output, project.title));
      if (!(await convertOne(project, { request: defaultRequest(), extras, outputPath }, reporter, signal)))
        failures++;
    }
    if (signal.aborted) return exitCodes.interrupted;
    return failures > 0 ? exitCodes.failed : exitCodes.done;
  } catch (error) {
    reporter.report({ event: 'failed', file: basename(options.files[0] ?? ''), message: sentenceFor(error) });
    return exitCodes.failed;
  } finally {
    await studio.dispose();
    await backends.close();
  }
}

async function convertOne(
  project: Project,
  beginning: Parameters<Project['convert']>[0],
  reporter: Reporter,
  signal: AbortSignal,
): Promise<boolean> {
  const file = project.title;
  const unsubscribe = project.state.subscribe(follow(reporter, file));
  const onAbort = () => void project.cancelAll();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const converted = project.convert(beginning);
    // It may have been asked for while the place for the video was looked up.
    if (signal.aborted) onAbort();
    const job = await converted;
    if (signal.aborted || job?.state.status === 'cancelled') {
      reporter.report({ event: 'cancelled', file });
      return false;
    }
    if (job?.state.status === 'done') {
      reporter.report({ event: 'done', file, output: job.outputPath, bytes: job.state.bytes });
      return true;
    }
    const message = job?.state.status === 'failed' ? job.state.message : lastError(project);
    reporter.report({ event: 'failed', file, message });
    return false;
  } finally {
    unsubscribe();
    signal.removeEventListener('abort', onAbort);
  }
}

function lastError(project: Project): string {
  const notice = project.state.value.record.items.findLast(
    (item) => item.kind === 'notice' && item.level === 'error',
  );
  return notice?.kind === 'notice' ? notice.text : l10n.t('The conversion ended without a video. Try again.');
}

/** `-o` names the file, or a folder to put it in. */
async function outputFor(output: string, recordingName: string): Promise<string> {
  const target = resolve(output);
  const stats = await stat(target).catch(() => undefined);
  return stats?.isDirectory() ? wantedPath(recordingName, target) : target;
}
