import * as l10n from '@vscode/l10n';
import type { Clock } from '../nemo/clock';
import { attach } from './attaching';
import type { Connection, Connections } from './backend';
import type { UserItem } from './conversation';
import { nothingToExport } from './errors';
import type { Ledger } from './ledger';
import { patiently } from './patience';
import type { Activity } from './project-state';
import { Talk } from './talk';
import { waitWords } from './words';

export interface SessionParts {
  readonly ledger: Ledger;
  readonly connections: Connections;
  /** BCP 47 */
  readonly language: string;
  readonly clock: Clock;
  logError(error: unknown): void;
}

/** A project's session at its back end: what is done there, and written into the ledger. Every method may throw. */
export class Session {
  constructor(private readonly parts: SessionParts) {}

  /** The connection to use now; makes the session where there is none yet. */
  async connect(signal: AbortSignal): Promise<{ connection: Connection; isNew: boolean }> {
    const { ledger, connections, language } = this.parts;
    const { session, backend } = ledger.record;
    if (!session) ledger.showActivity({ kind: 'connecting', note: l10n.t('Setting things up…') });
    const connection = await this.#patiently('connecting', signal, () => connections.get(backend, signal));
    signal.throwIfAborted();
    if (session) return { connection, isNew: false };
    const { session_id, task_id } = await this.#patiently('connecting', signal, () =>
      connection.client.createSession(language, signal),
    );
    await ledger.change({ session: { session_id, task_id, files: [] } });
    ledger.notice('info', l10n.t('Connected and ready.'));
    return { connection, isNew: true };
  }

  /** Hands over the files that the session does not have yet. @param paths absolute */
  async attach(paths: readonly string[], signal: AbortSignal): Promise<void> {
    const { ledger } = this.parts;
    const { connection, isNew } = await this.connect(signal);
    ledger.showActivity({ kind: 'uploading', note: l10n.t('Adding files…') });
    await this.#patiently('uploading', signal, () =>
      attach(connection, this.#id, paths, {
        signal,
        isNew,
        known: ledger.record.session?.files ?? [],
        show: (item) => ledger.show(item),
        record: async (file) => {
          const { session, files } = ledger.record;
          if (!session) return;
          // The project's own once the session has it: a file that is refused must not stand in the way for ever.
          await ledger.change({
            files: [...new Set([...files, file.path])],
            session: { ...session, files: [...session.files, file] },
          });
        },
      }),
    );
  }

  /** Has the back end fetch a file from the web. */
  async attachUrl(url: string, signal: AbortSignal): Promise<void> {
    const { connection } = await this.connect(signal);
    this.parts.ledger.showActivity({ kind: 'uploading', note: l10n.t('Adding files…') });
    await this.#patiently('uploading', signal, () => connection.client.uploadUrls(this.#id, [url], signal));
  }

  /** Takes one message to its end, and says in words what it changed, however it ended. */
  async say(item: UserItem, signal: AbortSignal): Promise<void> {
    const { files, session } = this.parts.ledger.record;
    const missing = files.filter((path) => !session?.files.some((file) => file.path === path));
    if (missing.length > 0) await this.attach(missing, signal);
    const talk = await this.#patiently('working', signal, async () => {
      const said = await this.#talk(signal);
      await said.say(item);
      return said;
    });
    if (talk.wantsCredits) await this.showCredits(signal);
  }

  /** Finds out what became of a message that was on its way when its window died. */
  async recover(item: UserItem, signal: AbortSignal): Promise<void> {
    await (await this.#talk(signal)).recover(item);
  }

  /** Reads the draft as it is at the back end. Nothing happens where there is no session yet. */
  async readState(signal: AbortSignal): Promise<void> {
    const { ledger, connections } = this.parts;
    if (!ledger.record.session) return;
    const { client } = await connections.get(ledger.record.backend, signal);
    const { state } = await this.#patiently('connecting', signal, () => client.state(this.#id, signal));
    if (state.state.draft) await ledger.commitDraft(state.state.draft);
  }

  async showCredits(signal: AbortSignal): Promise<void> {
    const { ledger } = this.parts;
    const { connection } = await this.connect(signal);
    const { available, frozen, total } = await this.#patiently('connecting', signal, () =>
      connection.client.credits(signal),
    );
    const sentence =
      ledger.record.backend === 'local'
        ? l10n.t('Rendering on this computer is free: no credits are needed.')
        : l10n.t('{0} credits are available, {1} are in use; {2} in all.', available, frozen, total);
    ledger.notice('info', sentence);
  }

  /** The address of this session in a browser; it works once, and for a short time. */
  async browserUrl(signal: AbortSignal): Promise<string> {
    const { connection } = await this.connect(signal);
    const { session } = this.parts.ledger.record;
    if (!session) throw nothingToExport();
    return await this.#patiently('connecting', signal, () => connection.client.browserUrl(session, signal));
  }

  async #talk(signal: AbortSignal): Promise<Talk> {
    const { ledger, clock, logError } = this.parts;
    const { connection } = await this.connect(signal);
    return new Talk({ client: connection.client, sessionId: this.#id, ledger, clock, signal, logError });
  }

  #patiently<T>(kind: Activity['kind'], signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    const { ledger, clock } = this.parts;
    const onWait = (leftMs: number) => ledger.showActivity({ kind, note: waitWords(leftMs) });
    return patiently(call, { clock, signal, onWait });
  }

  get #id(): string {
    const { session } = this.parts.ledger.record;
    if (!session) throw nothingToExport();
    return session.session_id;
  }
}
