import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { isCaptions, kindOf } from '../nemo/files';
import { isExportable } from '../timeline/draft';
import type { Connections } from './backend';
import type { Action, UserItem } from './conversation';
import { isAbort, nothingToExport, remediesFor, sentenceFor, stillRendering } from './errors';
import { Exports } from './exports';
import { intentOf } from './intents';
import { isRunning, type Job } from './jobs';
import type { Journal } from './journal';
import { Ledger, newItem } from './ledger';
import { wantedPath } from './output';
import { idle, type ProjectRecord, type ProjectState } from './project-state';
import { Session } from './session';
import type { Readable } from './store';

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
  readonly #session: Session;
  readonly #exports: Exports;
  #line: Promise<unknown> = Promise.resolve();
  /** The step under way, then those that wait for their turn. */
  readonly #steps: AbortController[] = [];
  /** What a conversion was asked for, until its export has begun. */
  #unfinished: Beginning | undefined;

  constructor(
    record: ProjectRecord,
    private readonly parts: ProjectParts,
  ) {
    this.#ledger = new Ledger(record, parts.journal);
    this.#session = new Session(this.#ledger, parts.connections, parts.language, parts.logError);
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

  /** The recording, and the pictures and transcripts that were given with it: absolute paths, to begin anew with elsewhere. */
  get files(): string[] {
    const { recording, uploaded } = this.#record;
    const given = uploaded.filter((path) => kindOf(path) === 'image' || isCaptions(path));
    return [...new Set([recording, ...(this.#unfinished?.extras ?? []), ...given])];
  }

  /** From the recording to the finished file. Resolves with the ended export, or nothing where none began. */
  async convert(beginning: Beginning): Promise<Job | undefined> {
    const { request, extras, outputPath } = beginning;
    this.#unfinished = beginning;
    const files = [this.title, ...extras.map((path) => basename(path))];
    const item = this.#addUser(request, 'sending', files);
    const started = await this.#inLine(async (signal) => {
      await this.#session.attach([this.#record.recording, ...extras], signal);
      await this.#session.say(item, signal);
      const begun = await this.#startExport(signal, outputPath);
      this.#unfinished = undefined;
      return begun;
    }, item);
    return await this.#endOf(started);
  }

  /** What a person typed: routed to whatever it asks for, queued where something else is under way. */
  async say(text: string): Promise<void> {
    const intent = intentOf(text);
    const isBusy = this.state.value.activity.kind !== 'idle';
    const item = this.#addUser(text, intent !== 'edit' ? 'sent' : isBusy ? 'queued' : 'sending', []);
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
        return await this.#ledger.save();
      case 'edit':
        await this.#sayInLine(item);
    }
  }

  /** Gives the session more files. @param paths absolute */
  async attach(paths: readonly string[]): Promise<void> {
    await this.#inLine(async (signal) => {
      await this.#session.attach(paths, signal);
      const names = paths.map((path) => basename(path)).join(', ');
      this.#ledger.notice('info', l10n.t('Added {0}. Say what to do with it.', names));
      await this.#session.readState(signal);
    });
  }

  /** Exports the timeline as it is. Resolves with the job when it has ended. */
  async export(outputPath?: string): Promise<Job | undefined> {
    const started = await this.#inLine(async (signal) => {
      await this.#session.connect(signal);
      return await this.#startExport(signal, outputPath);
    });
    return await this.#endOf(started);
  }

  /** Reads the timeline anew and shows it in the conversation. */
  async showTimeline(): Promise<void> {
    await this.#inLine(async (signal) => {
      await this.#session.readState(signal);
      this.#ledger.showTimeline();
    });
  }

  async refresh(): Promise<void> {
    await this.#inLine((signal) => this.#session.readState(signal));
  }

  async showCredits(): Promise<void> {
    await this.#inLine((signal) => this.#session.showCredits(signal));
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
    if (this.#unfinished) {
      await this.convert(this.#unfinished);
      return;
    }
    const { items, jobs } = this.#record;
    const last = items.findLast((item) => item.kind === 'user');
    if (last?.status !== 'failed') await this.export();
    else if (jobs.length === 0) await this.convert({ request: last.text, extras: [] });
    else await this.#sayInLine(this.#addUser(last.text, 'sending', []));
  }

  /** Stops what is being done now (not the exports); what had already changed stays and is told. */
  stop(): void {
    this.#steps[0]?.abort(stopped());
  }

  cancelExport(jobId: string): void {
    this.#exports.cancel(jobId);
  }

  /** Stops what is being done and what waits for its turn, but no export. Resolves when all of it has ended. */
  async close(): Promise<void> {
    for (const step of this.#steps) step.abort(stopped());
    await this.settled();
  }

  /** Stops everything, exports included, and resolves when nothing of it is left. */
  async cancelAll(): Promise<void> {
    this.#exports.cancelAll();
    await this.close();
    await this.#exports.settled();
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

  async #sayInLine(item: UserItem): Promise<void> {
    await this.#inLine((signal) => this.#session.say(item, signal), item);
  }

  /**
   * Runs a step when those before it have ended; what asked for it is written down at once. A failure is told, marks
   * the message that asked, and ends only this step.
   */
  async #inLine<T>(step: (signal: AbortSignal) => Promise<T>, cause?: UserItem): Promise<T | undefined> {
    // From the first moment, so that nothing that was asked for escapes being stopped.
    const abort = new AbortController();
    this.#steps.push(abort);
    const recorded = cause && outcomeOf(this.#ledger.save());
    const run = this.#line.then(async () => {
      try {
        const trouble = await recorded;
        if (trouble) throw trouble.error;
        return await this.#told(abort.signal, step, cause);
      } finally {
        this.#steps.splice(this.#steps.indexOf(abort), 1);
      }
    });
    // What breaks here (a journal that cannot be written) is the caller's to see, not the next step's.
    this.#line = run.catch(() => undefined);
    return await run;
  }

  async #told<T>(signal: AbortSignal, step: (signal: AbortSignal) => Promise<T>, cause?: UserItem) {
    try {
      signal.throwIfAborted();
      return await step(signal);
    } catch (error) {
      if (cause) this.#ledger.show({ ...cause, status: 'failed' });
      this.#tell(error);
      return undefined;
    } finally {
      this.#ledger.showActivity(idle);
      await this.#ledger.save();
    }
  }

  async #startExport(signal: AbortSignal, outputPath?: string): Promise<{ ended: Promise<Job> }> {
    signal.throwIfAborted();
    const { draft, recording } = this.#record;
    if (!draft || !isExportable(draft)) throw nothingToExport();
    return await this.#exports.start(outputPath ?? wantedPath(recording, this.parts.outputFolder()));
  }

  async #endOf(started: { ended: Promise<Job> } | undefined): Promise<Job | undefined> {
    const job = await started?.ended;
    if (job && isRunning(job)) {
      this.#ledger.notice('warning', stillRendering().message);
      await this.#ledger.save();
    }
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

  #addUser(text: string, status: UserItem['status'], files: string[]): UserItem {
    const item = newItem({ kind: 'user', text, files, status } as const);
    this.#ledger.show(item);
    return item;
  }
}

const stopped = () => new DOMException('stopped by the user', 'AbortError');

/** A failure as a value, so that it can wait until somebody looks. */
function outcomeOf(promise: Promise<void>): Promise<{ error: unknown } | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
}
