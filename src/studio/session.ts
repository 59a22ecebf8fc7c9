import * as l10n from '@vscode/l10n';
import { differenceInWords } from '../timeline/difference';
import { attach } from './attaching';
import type { Connection, Connections } from './backend';
import type { UserItem } from './conversation';
import { nothingToExport } from './errors';
import { newItem, type Ledger } from './ledger';
import { nextSteps } from './next-steps';
import { runTurn } from './turn';

/** ms for reading what an answer that broke off had changed */
const lastLookMs = 30_000;

/** A project's session at its back end: what is done there, and written into the ledger. Every method may throw. */
export class Session {
  constructor(
    private readonly ledger: Ledger,
    private readonly connections: Connections,
    /** BCP 47 */
    private readonly language: string,
    private readonly logError: (error: unknown) => void,
  ) {}

  /** The connection to use now; makes the session where there is none yet. */
  async connect(signal: AbortSignal): Promise<Connection> {
    const { session, backend } = this.ledger.record;
    if (!session) this.ledger.showActivity({ kind: 'connecting', note: l10n.t('Setting things up…') });
    const connection = await this.connections.get(backend);
    signal.throwIfAborted();
    if (!session) {
      const { session_id, task_id } = await connection.client.createSession(this.language, signal);
      await this.ledger.change({ session: { session_id, task_id } });
      this.ledger.notice('info', l10n.t('Connected and ready.'));
    }
    return connection;
  }

  /** Hands over the files that the session does not have yet. @param paths absolute */
  async attach(paths: readonly string[], signal: AbortSignal): Promise<void> {
    const connection = await this.connect(signal);
    const fresh = paths.filter((path) => !this.ledger.record.uploaded.includes(path));
    this.ledger.showActivity({ kind: 'uploading', note: l10n.t('Adding files…') });
    await attach(connection, this.#id, fresh, { signal, show: (item) => this.ledger.show(item) });
    await this.ledger.change({ uploaded: [...this.ledger.record.uploaded, ...fresh] });
  }

  /** Takes one message to its end, and says in words what it changed, however it ended. */
  async say(item: UserItem, signal: AbortSignal): Promise<void> {
    const { client } = await this.connect(signal);
    const before = this.ledger.state.value.timeline;
    await this.ledger.commit({ ...item, status: 'sending' });
    this.ledger.showActivity({ kind: 'working', note: l10n.t('Working…') });
    const answer = newItem({ kind: 'agent', text: '', streaming: true, suggestions: [], actions: [] });
    let text = '';
    const turn = runTurn(client, this.#id, item.text, {
      signal,
      onText: (soFar) => this.ledger.show({ ...answer, text: (text = soFar) }),
      onNote: (note) => this.ledger.showActivity({ kind: 'working', note }),
    });
    const failure = await turn.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    // After a stop too, so with a signal of its own: what had already changed is told.
    await this.readState(AbortSignal.timeout(lastLookMs)).catch(this.logError);

    const { timeline } = this.ledger.state.value;
    const changes = timeline ? differenceInWords(before, timeline) : [];
    text ||= changes.map((change) => `- ${change}`).join('\n');
    if (!failure) text ||= l10n.t('Nothing on the timeline changed.');
    if (text !== '') {
      const suggestions = failure ? [] : nextSteps(timeline);
      this.ledger.show({ ...answer, text, streaming: false, suggestions });
    }
    if (changes.length > 0) this.ledger.showTimeline();
    if (failure) throw failure.error;
    this.ledger.show({ ...item, status: 'sent' });
  }

  /** Reads the draft as it is at the back end. Nothing happens where there is no session yet. */
  async readState(signal: AbortSignal): Promise<void> {
    if (!this.ledger.record.session) return;
    const { client } = await this.connections.get(this.ledger.record.backend);
    const { state } = await client.state(this.#id, signal);
    if (state.state.draft) await this.ledger.commitDraft(state.state.draft);
  }

  async showCredits(signal: AbortSignal): Promise<void> {
    const { client } = await this.connect(signal);
    const { available, frozen, total } = await client.credits(signal);
    const sentence =
      this.ledger.record.backend === 'local'
        ? l10n.t('Rendering on this computer is free: no credits are needed.')
        : l10n.t('{0} credits are available, {1} are in use; {2} in all.', available, frozen, total);
    this.ledger.notice('info', sentence);
  }

  get #id(): string {
    const { session } = this.ledger.record;
    if (!session) throw nothingToExport();
    return session.session_id;
  }
}
