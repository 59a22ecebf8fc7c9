import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { isExportable } from '../timeline/draft';
import { differenceInWords } from '../timeline/difference';
import { attach } from './attaching';
import type { Connection, Connections } from './backend';
import type { Action, UserItem } from './conversation';
import { isAbort, nothingToExport, remediesFor, sentenceFor, stillRendering } from './errors';
import { Exports } from './exports';
import { intentOf } from './intents';
import { isRunning, type Job } from './jobs';
import type { Journal } from './journal';
import { Ledger, newItem } from './ledger';
import { nextSteps } from './next-steps';
import { wantedPath } from './output';
import { idle, type ProjectRecord, type ProjectState } from './project-state';
import type { Readable } from './store';
import { runTurn } from './turn';

export interface ProjectParts {
  readonly journal: Journal;
  readonly connections: Connections;
  /** BCP 47 */
  readonly language: string;
  /** Folder for finished videos; empty for beside the recording. */
  outputFolder(): string;
  /** For the log: the whole error, which is not shown. */
  logError(error: unknown): void;
}

/** What a new project begins with. */
export interface Beginning {
  /** What is asked for first. */
  readonly request: string;
  /** Files that come with the recording: a cover, a transcript. Absolute paths. */
  readonly extras: readonly string[];
  /** Absolute path of the video; beside the recording where it is not given. */
  readonly outputPath?: string | undefined;
}

/**
 * One project: a session at a back end, a conversation, a timeline and its exports. One thing is done at a time,
 * in the order in which it was asked for; exports run beside that.
 */
export class Project {
  readonly #ledger: Ledger;
  readonly #exports: Exports;
  #line: Promise<unknown> = Promise.resolve();
  #stop = new AbortController();

  constructor(
    record: ProjectRecord,
    private readonly parts: ProjectParts,
  ) {
    this.#ledger = new Ledger(record, parts.journal);
    this.#exports = new Exports(this.#ledger, () => parts.connections.get(record.backend));
  }

  get state(): Readable<ProjectState> {
    return this.#ledger.state;
  }

  get id(): string {
    return this.#record.id;
  }

  /** The recording's file name. */
  get title(): string {
    return basename(this.#record.recording);
  }

  /** From the recording to the finished file. Resolves with the ended export, or nothing where none began. */
  async convert({ request, extras, outputPath }: Beginning): Promise<Job | undefined> {
    const item = await this.#addUser(request, 'sending', [
      this.title,
      ...extras.map((path) => basename(path)),
    ]);
    const started = await this.#inLine(async (signal) => {
      const connection = await this.#connect(signal);
      await this.#attach(connection, [this.#record.recording, ...extras], signal);
      await this.#sayNow(item, connection, signal);
      return await this.#startExport(outputPath);
    }, item);
    return await this.#endOf(started);
  }

  /** What a person typed: routed to whatever it asks for, queued where something else is under way. */
  async say(text: string): Promise<void> {
    const intent = intentOf(text);
    const isBusy = this.state.value.activity.kind !== 'idle';
    const item = await this.#addUser(text, intent !== 'edit' ? 'sent' : isBusy ? 'queued' : 'sending', []);
    switch (intent) {
      case 'export':
        await this.export();
        return;
      case 'credits':
        return await this.showCredits();
      case 'timeline':
        return await this.showTimeline();
      case 'upload':
        this.#ledger.notice('info', l10n.t('Choose files with the paper clip below, or drop them here.'));
        return;
      case 'edit':
        await this.#inLine(async (signal) => this.#sayNow(item, await this.#connect(signal), signal), item);
    }
  }

  /** Gives the session more files. @param paths absolute */
  async attach(paths: readonly string[]): Promise<void> {
    await this.#inLine(async (signal) => {
      await this.#attach(await this.#connect(signal), paths, signal);
      const names = paths.map((path) => basename(path)).join(', ');
      this.#ledger.notice('info', l10n.t('Added {0}. Say what to do with it.', names));
      await this.#readState(signal);
    });
  }

  /** Exports the timeline as it is. Resolves with the job when it has ended. */
  async export(outputPath?: string): Promise<Job | undefined> {
    const started = await this.#inLine(async (signal) => {
      await this.#connect(signal);
      return await this.#startExport(outputPath);
    });
    return await this.#endOf(started);
  }

  /** Reads the timeline anew and shows it in the conversation. */
  async showTimeline(): Promise<void> {
    await this.refresh();
    this.#ledger.showTimeline();
  }

  async refresh(): Promise<void> {
    await this.#inLine((signal) => this.#readState(signal));
  }

  async showCredits(): Promise<void> {
    await this.#inLine(async (signal) => {
      const { client } = await this.#connect(signal);
      const { available, frozen, total } = await client.credits(signal);
      const sentence =
        this.#record.backend === 'local'
          ? l10n.t('Rendering on this computer is free: no credits are needed.')
          : l10n.t('{0} credits are available, {1} are in use; {2} in all.', available, frozen, total);
      this.#ledger.notice('info', sentence);
    });
  }

  /** Does what a button offered. The actions that need an editor are the editor's own. */
  async act(action: Action): Promise<void> {
    switch (action.do) {
      case 'say':
        return await this.say(action.text);
      case 'export':
        await this.export();
        return;
      case 'retry':
        return await this.retry();
      case 'showTimeline':
        return await this.showTimeline();
      case 'showCredits':
        return await this.showCredits();
      case 'cancelExport':
        this.cancelExport(action.jobId);
    }
  }

  /** Goes on where the last failure stopped the way to a video. */
  async retry(): Promise<void> {
    const { items, uploaded, recording } = this.#record;
    const failed = items.findLast((item) => item.kind === 'user' && item.status === 'failed');
    if (uploaded.includes(recording) && failed?.kind !== 'user') await this.export();
    else if (failed?.kind === 'user') await this.convert({ request: failed.text, extras: [] });
  }

  /** Stops what is being done now (not the exports); what had already changed stays and is told. */
  stop(): void {
    this.#stop.abort(new DOMException('stopped by the user', 'AbortError'));
  }

  cancelExport(jobId: string): void {
    this.#exports.cancel(jobId);
  }

  /** Stops everything, exports included, and resolves when nothing of it is left. */
  async cancelAll(): Promise<void> {
    this.stop();
    this.#exports.cancelAll();
    await this.settled();
  }

  /** Picks up the exports that a window which died had left. */
  resume(): void {
    this.#exports.resume().catch((error: unknown) => this.parts.logError(error));
  }

  /** Resolves when nothing is under way but exports, and all is in the journal. */
  async settled(): Promise<void> {
    await this.#line;
    await this.parts.journal.settled();
  }

  get #record(): ProjectRecord {
    return this.#ledger.record;
  }

  get #sessionId(): string {
    const { session } = this.#record;
    if (!session) throw nothingToExport();
    return session.session_id;
  }

  /**
   * Runs a step when those before it have ended. A failure is told, marks the message that asked for it, and ends
   * only this step.
   */
  async #inLine<T>(step: (signal: AbortSignal) => Promise<T>, cause?: UserItem): Promise<T | undefined> {
    const run = this.#line.then(async () => {
      this.#stop = new AbortController();
      try {
        return await step(this.#stop.signal);
      } catch (error) {
        if (cause) this.#ledger.show({ ...cause, status: 'failed' });
        this.#tell(error);
        return undefined;
      } finally {
        this.#ledger.showActivity(idle);
        await this.#ledger.save();
      }
    });
    // What breaks here (a journal that cannot be written) is the caller's to see, not the next step's.
    this.#line = run.catch(() => undefined);
    return await run;
  }

  async #connect(signal: AbortSignal): Promise<Connection> {
    const isFirst = this.#record.session === undefined;
    if (isFirst) this.#ledger.showActivity({ kind: 'connecting', note: l10n.t('Setting things up…') });
    const connection = await this.parts.connections.get(this.#record.backend);
    signal.throwIfAborted();
    if (isFirst) {
      const { session_id, task_id } = await connection.client.createSession(this.parts.language, signal);
      await this.#ledger.change({ session: { session_id, task_id } });
      this.#ledger.notice('info', l10n.t('Connected and ready.'));
    }
    return connection;
  }

  async #attach(connection: Connection, paths: readonly string[], signal: AbortSignal): Promise<void> {
    const fresh = paths.filter((path) => !this.#record.uploaded.includes(path));
    this.#ledger.showActivity({ kind: 'uploading', note: l10n.t('Adding files…') });
    await attach(connection, this.#sessionId, fresh, { signal, show: (item) => this.#ledger.show(item) });
    await this.#ledger.change({ uploaded: [...this.#record.uploaded, ...fresh] });
  }

  /** One message to its end, and in words what it changed, however it ended. */
  async #sayNow(item: UserItem, { client }: Connection, signal: AbortSignal): Promise<void> {
    const before = this.state.value.timeline;
    await this.#ledger.commit({ ...item, status: 'sending' });
    this.#ledger.showActivity({ kind: 'working', note: l10n.t('Working…') });
    const answer = newItem({
      kind: 'agent',
      text: '',
      streaming: true,
      suggestions: [],
      actions: [],
    } as const);
    let text = '';
    const turn = runTurn(client, this.#sessionId, item.text, {
      signal,
      onText: (soFar) => this.#ledger.show({ ...answer, suggestions: [], actions: [], text: (text = soFar) }),
      onNote: (note) => this.#ledger.showActivity({ kind: 'working', note }),
    });
    const failure = await turn.then(
      () => undefined,
      (error: unknown) => ({ error }),
    );
    // After a stop too, so with a signal of its own: what had already changed is told.
    await this.#readState(AbortSignal.timeout(30_000)).catch((error: unknown) => this.parts.logError(error));

    const { timeline } = this.state.value;
    const changes = timeline ? differenceInWords(before, timeline) : [];
    if (text === '' && changes.length > 0) text = changes.map((change) => `- ${change}`).join('\n');
    if (text === '' && !failure) text = l10n.t('Nothing on the timeline changed.');
    if (text !== '')
      this.#ledger.show({
        ...answer,
        text,
        streaming: false,
        actions: [],
        suggestions: failure ? [] : nextSteps(timeline),
      });
    if (changes.length > 0) this.#ledger.showTimeline();
    if (failure) throw failure.error;
    this.#ledger.show({ ...item, status: 'sent' });
  }

  async #readState(signal: AbortSignal): Promise<void> {
    if (!this.#record.session) return;
    const { client } = await this.parts.connections.get(this.#record.backend);
    const { state } = await client.state(this.#sessionId, signal);
    if (state.state.draft) await this.#ledger.commitDraft(state.state.draft);
  }

  async #startExport(outputPath?: string): Promise<{ ended: Promise<Job> }> {
    const { draft, recording } = this.#record;
    if (!draft || !isExportable(draft)) throw nothingToExport();
    return await this.#exports.start(outputPath ?? wantedPath(recording, this.parts.outputFolder()));
  }

  async #endOf(started: { ended: Promise<Job> } | undefined): Promise<Job | undefined> {
    const job = await started?.ended;
    if (job && isRunning(job)) this.#ledger.notice('warning', stillRendering().message);
    return job;
  }

  #tell(error: unknown): void {
    if (isAbort(error)) {
      this.#ledger.notice('info', l10n.t('Stopped.'));
      return;
    }
    this.parts.logError(error);
    const remedies = remediesFor(error, this.#record.backend);
    this.#ledger.notice('error', sentenceFor(error), [{ do: 'retry' }, ...remedies]);
  }

  async #addUser(text: string, status: UserItem['status'], files: string[]): Promise<UserItem> {
    const item = newItem({ kind: 'user', text, files, status } as const);
    await this.#ledger.commit(item);
    return item;
  }
}
