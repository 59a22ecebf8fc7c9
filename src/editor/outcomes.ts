import * as l10n from '@vscode/l10n';
import { countOutcomes, type Outcome } from '../studio/batch';
import type { Project } from '../studio/project';

/** What is said when several conversions have ended, and whose panel then shows more. */
export interface BatchEnd {
  readonly words: string;
  readonly isGood: boolean;
  /** The first that failed, else the first. */
  readonly toShow: Project;
}

/** Nothing where a person has cancelled all of them: they know. */
export function endOfBatch(outcomes: readonly Outcome[]): BatchEnd | undefined {
  const { done, failed } = countOutcomes(outcomes);
  const toShow = (outcomes.find(hasFailed) ?? outcomes[0])?.project;
  if (!toShow || done + failed === 0) return undefined;
  const words =
    failed === 0
      ? l10n.t('{0} of {1} videos are ready.', done, outcomes.length)
      : l10n.t('{0} of {1} videos are ready, {2} failed.', done, outcomes.length, failed);
  return { words, isGood: failed === 0, toShow };
}

/** The sentence of a conversion that failed before there was an export to tell of it. */
export function failureBeforeExport({ project, job }: Outcome): string | undefined {
  if (job) return undefined;
  const { items } = project.state.value.record;
  const last = items.findLast((item) => item.kind === 'notice');
  return last?.kind === 'notice' && last.level === 'error' ? last.text : undefined;
}

function hasFailed({ job }: Outcome): boolean {
  return job?.state.status !== 'done' && job?.state.status !== 'cancelled';
}
