import type { ProjectView, ToEditor, ToPage } from '../../src/protocol';

export type { Activity, JobView, ProjectView } from '../../src/protocol';
export type Item = ProjectView['items'][number];
export type ItemOf<Kind extends Item['kind']> = Extract<Item, { kind: Kind }>;
export type Job = ProjectView['jobs'][number];
export type Action = Extract<ToEditor, { type: 'do' }>['action'];
/** What changes the project; a reply does not. */
export type Change = Exclude<ToPage, { type: 'reply' }>;

/** A conversation item with the job that its card shows, if it is a render card. */
export interface Row {
  item: Item;
  job: Job | undefined;
}

/**
 * The project after `change`. What did not change keeps its identity, so that views can tell by `===`.
 * Changes that arrive before the first whole project belong to nothing and are passed over.
 */
export function fold(project: ProjectView | undefined, change: Change): ProjectView | undefined {
  if (change.type === 'project') return change.project;
  if (!project) return undefined;
  switch (change.type) {
    case 'item':
      return { ...project, items: placeById(project.items, change.item) };
    case 'job':
      return { ...project, jobs: placeById(project.jobs, change.job) };
    case 'activity':
      return { ...project, activity: change.activity };
  }
}

/** `list` with `value` in the place of the one of the same id, or at the end. Searches from the end: news is there. */
function placeById<T extends { id: string }>(list: readonly T[], value: T): T[] {
  const index = list.findLastIndex(({ id }) => id === value.id);
  return index < 0 ? [...list, value] : list.with(index, value);
}

/** One row for each item, in order. */
export function rowsOf({ items, jobs }: ProjectView): Row[] {
  const byId = new Map(jobs.map((job) => [job.id, job]));
  return items.map((item) => ({ item, job: item.kind === 'render' ? byId.get(item.jobId) : undefined }));
}

/** Chips that fit under the text box without becoming a menu. */
const mostSuggestions = 4;

/** What to offer as next things to say: the agent's suggestions, once its turn is over and nobody has spoken since. */
export function suggestionsOf({ items, activity }: ProjectView): readonly string[] {
  if (activity.kind !== 'idle') return [];
  const last = items.findLast(({ kind }) => kind === 'agent' || kind === 'user');
  if (last?.kind !== 'agent' || last.streaming) return [];
  return last.suggestions.slice(0, mostSuggestions);
}
