import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { systemClock, type Clock } from '../nemo/clock';
import { isCaptions, kindOf } from '../nemo/files';
import { NemoError } from '../nemo/errors';
import { isExportable } from '../timeline/draft';
import type { Connections } from './backend';
import type { Action, UserItem } from './conversation';
import { enlist, newMessage, proceed, type Beginning } from './conversion';
import {
  isAbort,
  isElsewhere,
  isSuspension,
  nothingToExport,
  openElsewhere,
  sentenceFor,
  stopped,
  suspended,
} from './errors';
import { Exports } from './exporting/exports';
import { wantedPath } from './exporting/output';
import { intentOf } from './language/intents';
import type { Job } from './jobs';
import type { Journal } from './journal/journal';
import { Ledger } from './ledger';
import { Line } from './line';
import { idle, type Conversion, type ProjectRecord, type ProjectState } from './project-state';
import { remediesFor } from './remedies';
import { Session } from './session';
import type { Readable } from './store';

export interface ProjectParts {
  readonly journal: Journal;
  readonly connections: Connections;
  /** BCP 47 */
  readonly language: string;
  readonly clock?: Clock;
  /** Folder for finished videos; empty for beside the recording. */
  outputFolder(): string;
  /** For the log: the whole error, which is not shown. */
  logError(error: unknown): void;
}

/**
 * One project: a session at a back end, a conversation, a timeline and its exports. One thing is done at a time,
 * in the order in which it was asked for; exports run beside that.
 */
export class Project {
  readonly #ledger: Ledger;
  readonly #session: Session;
  readonly #exports: Exports;
  readonly #line = new Line();

  constructor(
    record: ProjectRecord,
    private readonly parts: ProjectParts,
  ) {
    const { journal, connections, language, clock = systemClock } = parts;
    const logError = (error: unknown) => parts.logError(error);
    this.#ledger = new Ledger(record, journal);
    this.#session = new Session({ ledger: this.#ledger, connections, language, clock, logError });
    this.#exports = new Exports({
      ledger: this.#ledger,
      clock,
      connect: () => connections.get(record.backend),
      remedies: (error) => this.#remedies(error),
    });
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
    const { recording, files } = this.#record;
    const given = files.filter((path) => kindOf(path) === 'image' || isCaptions(path));
    return [...new Set([recording, ...given])];
  }

  /** From the recording to the finished file. Resolves with the ended export, or nothing where none began. */
  async convert(beginning: Beginning): Promise<Job | undefined> {
    enlist(this.#ledger, beginning);
    return await this.proceed();
  }

  /** Whether anything was ever asked for here. */
  get isBegun(): boolean {
    return this.#record.items.length > 0;
  }

  /** Writes down what the project is to become, to be done by `proceed`, in this window or in another one. */
  async enlist(beginning: Beginning): Promise<void> {
    enlist(this.#ledger, beginning);
    await this.#ledger.save();
  }

  /** Goes on with a conversion from wherever it is. Resolves with the ended export, or nothing where none began. */
  async proceed(): Promise<Job | undefined> {
    const { conversion } = this.#record;
    const item = conversion && this.#ledger.userItem(conversion.itemId);
    const parts = {
      ledger: this.#ledger,
      session: this.#session,
      exports: this.#exports,
      outputFolder: () => this.parts.outputFolder(),
    };
    const started = await this.#inLine((signal) => proceed(parts, signal), item);
    return await started?.ended;
  }

  /** What a person typed: routed to whatever it asks for, queued where something else is under way. */
  async say(text: string): Promise<void> {
    this.#assertOurs();
    const intent = intentOf(text);
    const waits = this.#line.isEmpty ? 'sending' : 'queued';
    const item = this.#addUser(text, intent === 'edit' ? waits : 'sent');
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
      await this.#added(paths.map((path) => basename(path)).join(', '), signal);
    });
  }

  /** Has the back end fetch a file from the web. @param url http or https */
  async attachUrl(url: string): Promise<void> {
    await this.#inLine(async (signal) => {
      await this.#session.attachUrl(url, signal);
      await this.#added(url, signal);
    });
  }

  /** Exports the timeline as it is. Resolves with the job when it has ended. */
  async export(outputPath?: string): Promise<Job | undefined> {
    const started = await this.#inLine(async (signal) => {
      await this.#session.connect(signal);
      const { draft, recording } = this.#record;
      if (!draft || !isExportable(draft)) throw nothingToExport();
      return await this.#exports.start(outputPath ?? wantedPath(recording, this.parts.outputFolder()));
    });
    return await started?.ended;
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

  /** The project's address in a browser; undefined where it could not be had, which is told. */
  async browserUrl(): Promise<string | undefined> {
    return await this.#inLine((signal) => this.#session.browserUrl(signal));
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
      case 'startAnew':
        return await this.startAnew();
      case 'showTimeline':
        return await this.showTimeline();
      case 'showCredits':
        return await this.showCredits();
      case 'resumeExport':
        this.#assertOurs();
        await this.#exports.resume(action.jobId);
        return;
      case 'cancelExport':
        this.cancelExport(action.jobId);
    }
  }

  /** Goes on where the last failure stopped the way to a video. */
  async retry(): Promise<void> {
    this.#assertOurs();
    const { conversion, items } = this.#record;
    if (conversion) {
      const item = this.#ledger.userItem(conversion.itemId);
      if (item?.status === 'failed') this.#ledger.showStatus(item, 'queued');
      await this.#ledger.change({ conversion: { ...conversion, status: 'running' } });
      await this.proceed();
      return;
    }
    const last = items.findLast((item) => item.kind === 'user');
    if (last?.status === 'failed') await this.#sayInLine(this.#addUser(last.text, 'sending'));
    else await this.export();
  }

  /** A new session in place of one that the service has forgotten: the same files, what was asked for first and last. */
  async startAnew(): Promise<void> {
    this.#assertOurs();
    await this.#ledger.change({ session: undefined });
    if (this.#record.conversion) return await this.retry();
    const asked = this.#record.items.filter((item) => item.kind === 'user');
    const [first, last] = [asked.find(({ files }) => files.length > 0), asked.at(-1)];
    const texts = [first, ...(last?.status === 'failed' && last !== first ? [last] : [])];
    for (const item of texts) if (item) await this.#sayInLine(this.#addUser(item.text, 'sending'));
  }

  /** Stops what is being done now (not the exports); what had already changed stays and is told. */
  stop(): void {
    this.#line.stop(stopped());
  }

  cancelExport(jobId: string): void {
    this.#assertOurs();
    this.#exports.cancel(jobId);
  }

  /** Stops everything, exports included, and resolves when nothing of it is left. */
  async cancelAll(): Promise<void> {
    this.#exports.cancelAll();
    const { conversion } = this.#record;
    if (conversion && this.#line.isEmpty) await this.#stopConversion(conversion);
    this.#line.stopAll(stopped());
    await this.settled();
    await this.#exports.settled();
  }

  /** Lets go of everything as it is, for the next window to go on with. */
  async suspend(): Promise<void> {
    this.#ledger.freeze();
    this.#line.stopAll(suspended);
    this.#exports.suspend();
    await this.settled();
    await this.#exports.settled();
  }

  /** Goes on with all that a window that died had left. Resolves with the export that ended, if there was one. */
  async resume(): Promise<Job | undefined> {
    if (this.#ledger.tidy()) this.#ledger.notice('info', l10n.t('Going on with what had been left undone.'));
    const exporting = this.#exports.resume();
    const { conversion, items } = this.#record;
    let converted: Job | undefined;
    if (conversion?.status === 'running') converted = await this.proceed();
    const left = items.filter((item) => item.kind === 'user' && item.id !== conversion?.itemId);
    for (const item of left as UserItem[]) {
      if (item.status === 'sending')
        await this.#inLine((signal) => this.#session.recover(item, signal), item);
      else if (item.status === 'queued') await this.#sayInLine(item);
    }
    return converted ?? (await exporting).at(-1);
  }

  /** Shows what another window does with this project; it is theirs until `takeOver`. */
  mirror(record: ProjectRecord): void {
    this.#ledger.replace(record, true);
  }

  /** Takes the project over from a window that is gone, as it was left. */
  takeOver(record: ProjectRecord): void {
    this.#ledger.replace(record, false);
  }

  /** Resolves when nothing is under way but exports, and all is in the journal. */
  async settled(): Promise<void> {
    await this.#line.settled();
    await this.parts.journal.settled();
  }

  get #record(): ProjectRecord {
    return this.#ledger.record;
  }

  #assertOurs(): void {
    if (this.#ledger.state.value.isElsewhere) throw openElsewhere();
  }

  async #sayInLine(item: UserItem): Promise<void> {
    await this.#inLine((signal) => this.#session.say(item, signal), item);
  }

  async #added(names: string, signal: AbortSignal): Promise<void> {
    this.#ledger.notice('info', l10n.t('Added {0}. Say what to do with it.', names));
    await this.#session.readState(signal);
  }

  /**
   * Runs a step when those before it have ended; what asked for it is written down at once. A failure is told, marks
   * the message that asked, and ends only this step.
   */
  async #inLine<T>(step: (signal: AbortSignal) => Promise<T>, cause?: UserItem): Promise<T | undefined> {
    this.#assertOurs();
    const recorded = cause && outcomeOf(this.#ledger.save());
    return await this.#line.run(async (signal) => {
      const trouble = await recorded;
      if (trouble) throw trouble.error;
      try {
        signal.throwIfAborted();
        return await step(signal);
      } catch (error) {
        if (isSuspension(signal)) return undefined;
        if (isElsewhere(error)) throw error;
        await this.#fail(error, cause);
        return undefined;
      } finally {
        this.#ledger.showActivity(idle);
        await this.#ledger.save();
      }
    });
  }

  /** Marks what asked for a step that failed, and tells why. */
  async #fail(error: unknown, cause: UserItem | undefined): Promise<void> {
    const { conversion } = this.#record;
    if (cause) this.#markFailed(cause.id);
    if (conversion && conversion.itemId === cause?.id) await this.#stopConversion(conversion);
    if (isAbort(error)) {
      this.#ledger.notice('info', l10n.t('Stopped.'));
      return;
    }
    this.parts.logError(error);
    const isForgotten = error instanceof NemoError && error.code === 'sessionNotFound';
    const again: Action[] = isForgotten ? [] : [{ do: 'retry' }];
    this.#ledger.notice('error', sentenceFor(error), [...again, ...(await this.#remedies(error))]);
  }

  async #stopConversion(conversion: Conversion): Promise<void> {
    this.#markFailed(conversion.itemId);
    await this.#ledger.change({ conversion: { ...conversion, status: 'stopped' } });
  }

  #markFailed(itemId: string): void {
    const item = this.#ledger.userItem(itemId);
    if (item && item.status !== 'sent') this.#ledger.showStatus(item, 'failed');
  }

  async #remedies(error: unknown): Promise<Action[]> {
    const { backend } = this.#record;
    const connection = await this.parts.connections.known(backend);
    return await remediesFor(error, backend, connection?.client);
  }

  #addUser(text: string, status: UserItem['status']): UserItem {
    const item = newMessage(text, status);
    this.#ledger.show(item);
    return item;
  }
}

/** A failure as a value, so that it can wait until somebody looks. */
function outcomeOf(promise: Promise<void>): Promise<{ error: unknown } | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
}
