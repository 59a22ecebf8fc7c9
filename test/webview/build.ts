import type { ProjectView } from '../../src/protocol';

export type Project = ProjectView;
export type Item = Project['items'][number];
export type Job = Project['jobs'][number];

let counted = 0;
/** An id and a moment for each item, rising. */
function placed() {
  counted++;
  return { id: `item-${counted}`, at: Date.UTC(2025, 0, 1) + counted * 1000 };
}

type Of<Kind extends Item['kind']> = Extract<Item, { kind: Kind }>;

export const said = (text: string, rest: Partial<Of<'user'>> = {}): Of<'user'> => ({
  ...placed(),
  kind: 'user',
  text,
  files: [],
  status: 'sent',
  ...rest,
});

export const answered = (text: string, rest: Partial<Of<'agent'>> = {}): Of<'agent'> => ({
  ...placed(),
  kind: 'agent',
  text,
  streaming: false,
  suggestions: [],
  actions: [],
  ...rest,
});

export const noticed = (
  level: Of<'notice'>['level'],
  text: string,
  actions: Of<'notice'>['actions'] = [],
): Item => ({
  ...placed(),
  kind: 'notice',
  level,
  text,
  actions,
});

export const uploaded = (name: string, rest: Partial<Of<'upload'>> = {}): Of<'upload'> => ({
  ...placed(),
  kind: 'upload',
  name,
  sentBytes: 34_100_000,
  totalBytes: 34_100_000,
  status: 'done',
  ...rest,
});

export const summarised = (summary: string): Item => ({ ...placed(), kind: 'timeline', summary });

export const rendered = (jobId: string): Item => ({ ...placed(), kind: 'render', jobId });

export const job = (
  id: string,
  state: Job['state'],
  fileName = 'episode.mp4',
  actions: Job['actions'] = [],
): Job => ({
  id,
  startedAt: Date.UTC(2025, 0, 1),
  fileName,
  state,
  actions,
});

export const project = (rest: Partial<Project> = {}): Project => ({
  projectId: 'project-1',
  title: 'Slow Mornings, Episode 12',
  backend: 'local',
  items: [],
  jobs: [],
  activity: { kind: 'idle' },
  isElsewhere: false,
  ...rest,
});
