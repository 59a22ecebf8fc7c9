import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock, type Clock } from '../../../src/nemo/clock';
import { Connections } from '../../../src/studio/backend';
import type { Item } from '../../../src/studio/conversation';
import { Journal } from '../../../src/studio/journal/journal';
import { Project, type ProjectParts } from '../../../src/studio/project';
import type { ProjectRecord } from '../../../src/studio/project-state';
import { Studio } from '../../../src/studio/studio';
import { projectRecord } from '../../builders';
import { FakeClock } from '../../clock';
import { clientOf, useCloud } from '../../contract/cloud';
import type { Handler } from '../../contract/server/exchange';
import type { Cloud } from '../../contract/server/cloud';
import { useTemporaryFolder } from '../../temporary';

export interface Workbench {
  cloud(): Cloud;
  temporary(...segments: string[]): string;
  /** A project with the recording `episode.mp3` at the cloud of the test. */
  newProject(over?: Partial<ProjectRecord>): Project;
  /** What a window is made of, on the journal of the test: each call is another window. */
  newParts(): ProjectParts;
  newStudio(): Studio;
  /** What went to the log. */
  logged(): unknown[];
}

/** Gives each test a cloud, a recording in a folder and projects that bring the two together. */
export function useWorkbench(clockOf: () => Clock = () => systemClock): Workbench {
  let opened: ProjectParts[] = [];
  // Before the folder and the cloud go: hooks run in the order in which they were made.
  afterEach(async () => {
    for (const { journal, connections } of opened) {
      await connections.close();
      await journal.close();
    }
  });
  const temporary = useTemporaryFolder();
  const cloud = useCloud();
  let logged: unknown[] = [];
  const newParts = () => {
    const clock = clockOf();
    const open = () =>
      Promise.resolve({
        client: clientOf(cloud(), undefined, { clock }),
        ended: new Promise<void>(() => undefined),
      });
    const parts: ProjectParts = {
      journal: new Journal(temporary('journal')),
      connections: new Connections({ open }),
      language: 'en',
      clock,
      outputFolder: () => '',
      logError: (error) => logged.push(error),
    };
    opened.push(parts);
    return parts;
  };
  beforeEach(async () => {
    logged = [];
    opened = [];
    cloud().pollMs = 10;
    await writeFile(temporary('episode.mp3'), 'sound');
  });
  return {
    cloud,
    temporary,
    newParts,
    newStudio: () => new Studio(newParts()),
    newProject: (over = {}) =>
      new Project(projectRecord({ recording: temporary('episode.mp3'), files: [], ...over }), newParts()),
    logged: () => logged,
  };
}

/** A workbench whose clock stands still until the test moves it. */
export function useStillWorkbench(): Workbench & { clock(): FakeClock } {
  let clock: FakeClock | undefined;
  beforeEach(() => (clock = new FakeClock()));
  const current = () => {
    if (!clock) throw new Error('There is a clock only while a test runs.');
    return clock;
  };
  return { ...useWorkbench(current), clock: current };
}

export const begin = { request: 'make a video', extras: [] };

/** Changes the draft of the session that is spoken to, and then answers. */
export const editing =
  (change: (draft: string) => string, answer: Handler): Handler =>
  async (exchange) => {
    const { session_id: id } = JSON.parse(exchange.recorded.body) as { session_id: string };
    exchange.cloud.drafts.set(id, change(exchange.cloud.drafts.get(id) || exchange.cloud.draftText));
    await answer(exchange);
  };

export const itemsOf = <K extends Item['kind']>(project: Project, kind: K) =>
  project.state.value.record.items.filter((item): item is Extract<Item, { kind: K }> => item.kind === kind);
export const noticesOf = (project: Project) => itemsOf(project, 'notice').map(({ text }) => text);
export const agentSays = (project: Project) => itemsOf(project, 'agent').map(({ text }) => text);
export const jobOf = (project: Project) => project.state.value.record.jobs.at(-1);
export const noteOf = (project: Project) => project.state.value.activity.note;

/** The texts of the messages that the cloud was sent. */
export const saidTo = (cloud: Cloud) =>
  cloud.to('message').map(({ body }) => {
    const { new_message } = JSON.parse(body) as { new_message: { parts: { text: string }[] } };
    return new_message.parts[0]?.text;
  });

/** Waits until something is so; the test's own limit ends it otherwise. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(2);
}
