import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connections } from '../../../src/studio/backend';
import type { Item } from '../../../src/studio/conversation';
import { Journal } from '../../../src/studio/journal';
import { Project, type ProjectParts } from '../../../src/studio/project';
import type { ProjectRecord } from '../../../src/studio/project-state';
import { projectRecord } from '../../builders';
import { clientOf, useCloud } from '../../contract/cloud';
import type { Cloud } from '../../contract/server/cloud';
import { useTemporaryFolder } from '../../temporary';

export interface Workbench {
  cloud(): Cloud;
  temporary(...segments: string[]): string;
  /** A project with the recording `episode.mp3` at the cloud of the test. */
  newProject(over?: Partial<ProjectRecord>): Project;
  /** What went to the log. */
  logged(): unknown[];
}

/** Gives each test a cloud, a recording in a folder and projects that bring the two together. */
export function useWorkbench(): Workbench {
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  let parts: ProjectParts;
  let logged: unknown[] = [];
  beforeEach(async () => {
    logged = [];
    cloud().pollMs = 10;
    await writeFile(temporary('episode.mp3'), 'sound');
    parts = {
      journal: new Journal(temporary('journal')),
      connections: new Connections({
        open: () => Promise.resolve({ client: clientOf(cloud()), ended: new Promise(() => undefined) }),
      }),
      language: 'en',
      outputFolder: () => '',
      logError: (error) => logged.push(error),
    };
  });
  afterEach(() => parts.connections.close());
  return {
    cloud,
    temporary,
    newProject: (over = {}) =>
      new Project(projectRecord({ recording: temporary('episode.mp3'), ...over }), parts),
    logged: () => logged,
  };
}

export const begin = { request: 'make a video', extras: [] };

export const itemsOf = <K extends Item['kind']>(project: Project, kind: K) =>
  project.state.value.record.items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);
export const noticesOf = (project: Project) => itemsOf(project, 'notice').map(({ text }) => text);
export const agentSays = (project: Project) => itemsOf(project, 'agent').map(({ text }) => text);

/** Waits until something is so; the test's own limit ends it otherwise. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(2);
}
