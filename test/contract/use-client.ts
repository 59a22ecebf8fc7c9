import { writeFile } from 'node:fs/promises';
import type { NemoClient } from '../../src/nemo/client';
import { checkFile, type LocalFile } from '../../src/nemo/files';
import type { TurnEvent } from '../../src/nemo/message';
import { FakeClock } from '../clock';
import { useTemporaryFolder } from '../temporary';
import { anonymousTokens, clientOf, useCloud } from './cloud';

/** What tests of the client have at hand, each time anew. */
export interface Bench {
  /** At the cloud, with an anonymous account. */
  readonly client: NemoClient;
  /** The client's time; it stands still. */
  readonly clock: FakeClock;
  readonly store: ReturnType<typeof anonymousTokens>;
}

/** A cloud, a client of it whose time stands still, a folder. To be called inside `describe`. */
export function useClient() {
  const cloud = useCloud();
  const temporary = useTemporaryFolder();
  let bench: Bench | undefined;
  beforeEach(() => {
    const [clock, store] = [new FakeClock(), anonymousTokens()];
    bench = { clock, store, client: clientOf(cloud(), store, { clock }) };
  });
  afterEach(() => bench?.client.close());
  const at = (): Bench => {
    if (!bench) throw new Error('There is a client only while a test runs.');
    return bench;
  };
  return {
    cloud,
    temporary,
    client: () => at().client,
    clock: () => at().clock,
    async recording(name = 'episode.mp3', content: string | Buffer = 'sound'): Promise<LocalFile> {
      await writeFile(temporary(name), content);
      return await checkFile(temporary(name), false);
    },
    /** The outcome of something that waits: its time flies, that of sockets and disks does not. */
    async outcome<T>(waiting: Promise<T>): Promise<T> {
      let isOver = false;
      const over = () => (isOver = true);
      waiting.then(over, over);
      while (!isOver) await at().clock.advance(500);
      return await waiting;
    },
  };
}

/** Says something and takes the whole answer. */
export async function said(
  client: NemoClient,
  sessionId: string,
  text = 'make a video',
): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  for await (const event of client.say(sessionId, text)) events.push(event);
  return events;
}
