/**
 * A window in a process of its own, for tests that kill it: on a journal that holds nothing it converts the recording,
 * on any other it goes on with what is there. Prints what it has come to, a word a line. Its hours are short.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { accountFile } from '../../../src/cli/accounts';
import { defaultWebUrl } from '../../../src/nemo/addresses';
import { NemoClient } from '../../../src/nemo/client';
import type { Clock } from '../../../src/nemo/clock';
import { AnonymousTokens } from '../../../src/nemo/token';
import { Connections } from '../../../src/studio/backend';
import { Journal } from '../../../src/studio/journal/journal';
import type { Project } from '../../../src/studio/project';
import { Studio } from '../../../src/studio/studio';
import { attribution } from '../../builders';
import { dieAfterStep } from './steps';

/** Hours pass in seconds here, in the same order. */
const speed = 200;
const hurried: Clock = {
  now: () => Date.now() * speed,
  sleep: async (ms, signal) => {
    await wait(ms / speed, undefined, signal ? { signal } : {}).catch((error: unknown) => {
      throw signal?.aborted ? (signal.reason as Error) : error;
    });
  },
};

const { BASE_URL = '', FOLDER = '', DIE_AFTER = '', GATE = '' } = process.env;
const say = (word: string) => process.stdout.write(`${word}\n`);

function newStudio(): Studio {
  const tokens = new AnonymousTokens(
    accountFile(join(FOLDER, 'account.json'), () => undefined),
    () => 'client-of-the-test',
  );
  const client = () =>
    new NemoClient({ baseUrl: BASE_URL, webUrl: defaultWebUrl, attribution, tokens, clock: hurried });
  return new Studio({
    journal: new Journal(join(FOLDER, 'journal')),
    connections: new Connections({
      open: () => Promise.resolve({ client: client(), ended: new Promise<void>(() => undefined) }),
    }),
    language: 'en',
    clock: hurried,
    outputFolder: () => '',
    logError: () => undefined,
  });
}

/** ms after which a window that does not come to an end says where it is, and ends */
const limitMs = 20_000;
let current: Project | undefined;

const statusOf = (project: Project) => project.state.value.record.jobs.at(-1)?.state.status;

async function main(): Promise<void> {
  setTimeout(() => {
    say(`stuck: ${JSON.stringify(current?.state.value, undefined, 1)}`);
    process.exit(3);
  }, limitMs).unref();
  if (DIE_AFTER !== '') dieAfterStep(Number(DIE_AFTER));
  const studio = newStudio();
  await studio.restore();
  const [found] = studio.projects.value;
  const project = found ?? studio.begin(join(FOLDER, 'episode.mp3'), 'cloud');
  current = project;
  if (!found) {
    await project.enlist({ request: 'make a video', extras: [] });
    say('begun');
    while (GATE !== '' && !existsSync(join(FOLDER, GATE))) await wait(5);
    void project.resume().catch(() => undefined);
  } else {
    say(project.state.value.isElsewhere ? 'watching' : 'going on');
  }
  while (statusOf(project) !== 'done') {
    await wait(5);
    const { record, isElsewhere } = project.state.value;
    // What cannot be known is left to the person, who asks for it again.
    if (!isElsewhere && record.conversion?.status === 'stopped') {
      say('asked again');
      await project.retry();
    }
  }
  await studio.dispose();
  say('done');
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  },
);
