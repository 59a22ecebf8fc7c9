import { basename } from 'node:path';
import type { JobView, ProjectView, ToPage } from '../../protocol';
import type { Action } from '../../studio/conversation';
import type { Job } from '../../studio/jobs';
import type { BackendKind, ProjectState } from '../../studio/project-state';

/** A project as the page shows it. Items are values of their own and pass as they are. */
export function viewOf({ record, activity, isElsewhere }: ProjectState): ProjectView {
  return {
    projectId: record.id,
    title: basename(record.recording),
    backend: record.backend,
    items: record.items,
    jobs: record.jobs.map((job) => jobView(job, record.backend)),
    activity,
    isElsewhere,
  };
}

/** What the page must be told to get from one state to the next. */
export function changesBetween(before: ProjectState, after: ProjectState): ToPage[] {
  // What another window has written is a record of its own, in which no value is one of ours.
  if (before.isElsewhere || after.isElsewhere) return [{ type: 'project', project: viewOf(after) }];
  const items = changed(before.record.items, after.record.items).map(
    (item) => ({ type: 'item', item }) as const,
  );
  const jobs = changed(before.record.jobs, after.record.jobs).map(
    (job) => ({ type: 'job', job: jobView(job, after.record.backend) }) as const,
  );
  const activity =
    before.activity === after.activity ? [] : [{ type: 'activity', activity: after.activity } as const];
  // Jobs first: the card of a new job finds it there.
  return [...jobs, ...items, ...activity];
}

/** Lists only grow or have values replaced, so place by place is enough. */
function changed<T>(before: readonly T[], after: readonly T[]): T[] {
  return before === after ? [] : after.filter((value, index) => value !== before[index]);
}

function jobView({ id, startedAt, outputPath, state }: Job, backend: BackendKind): JobView {
  return { id, startedAt, state, fileName: basename(outputPath), actions: actionsFor(state, backend) };
}

function actionsFor(state: Job['state'], backend: BackendKind): Action[] {
  if (state.status === 'failed' || state.status === 'paused') return state.actions;
  return state.status === 'done' && backend === 'cloud' ? [{ do: 'openInBrowser' }] : [];
}
