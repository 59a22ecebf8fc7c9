import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { systemClock, type Clock } from '../nemo/clock';
import { isCaptions, kindOf } from '../nemo/files';
import { NemoError } from '../nemo/errors';
import { isExportable } from '../timeline/draft';
import type { Connections } from './backend';
import type { Action, UserItem } from './conversation';
import { enlist, newMessage, proceed, type Beginning } from './conversion';
import { nothingToExport, openElsewhere, stopped, suspended } from './errors';
import { Exports } from './exporting/exports';
import { wantedPath } from './exporting/output';
import { intentOf } from './language/intents';
import type { Job } from './jobs';
import type { Journal } from './journal/journal';
import { Ledger } from './ledger';
import type { ProjectRecord, ProjectState } from './project-state';
import { remediesFor } from './remedies';
import { Session } from './session';
import { Steps } from './steps';
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
  readonly #steps: Steps;

  /** @param onLost is told when another process has taken the project over; here it is only looked at then */
  constructor(
    record: ProjectRecord,
    private readonly parts: ProjectParts,
    onLost: () => void = () => undefined,
  ) {
    const { journal, connections, language, clock = systemClock } = parts;
    const logError = (error: unknown) => parts.logError(error);
    this.#ledger = new Ledger(record, journal, () => {
      this.#steps.stopAll(suspended);
      this.#exports.suspend();
      onLost();
    });
    const remedies = (error: unknown) => this.#remedies(error);
    this.#steps = new Steps({ ledger: this.#ledger, remedies, logError });
    this.#session = new Session({ ledger: this.#ledger, connections, language, clock, logError });
    this.#exports = new Exports({
      ledger: this.#ledger,
      clock,
      connect: (signal) => connections.get(record.backend, signal),
      remedies,
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
    const started = await this.#steps.run((signal) => proceed(parts, signal), {
      cause: item,
      ...(item ? { again: { do: 'retry', itemId: item.id } as const } : {}),
    });
    return await started?.ended;
  }

  /** What a person typed: routed to whatever it asks for, queued where something else is under way. */
  async say(text: string): Promise<void> {
    this.#assertOurs();
    const intent = intentOf(text);
    const item = this.#addUser(text, intent === 'edit' ? 'queued' : 'sent');
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
    await this.#steps.run(
      async (signal) => {
        await this.#session.attach(paths, signal);
        await this.#added(paths.map((path) => basename(path)).join(', '), signal);
      },
      { again: { do: 'attach' } },
    );
  }

  /** Has the back end fetch a file from the web. @param url http or https */
  async attachUrl(url: string): Promise<void> {
    await this.#steps.run(async (signal) => {
      await this.#session.attachUrl(url, signal);
      // Without its query, which may be a key to the file.
      const { host, pathname } = new URL(url);
      await this.#added(`${basename(pathname)} (${host})`, signal);
    });
  }

  /** Exports the timeline as it is. Resolves with the job when it has ended. */
  async export(outputPath?: string): Promise<Job | undefined> {
    const started = await this.#steps.run(
      async (signal) => {
        await this.#session.connect(signal);
        const { draft, recording } = this.#record;
        if (!draft || !isExportable(draft)) throw nothingToExport();
        return await this.#exports.start(outputPath ?? wantedPath(recording, this.parts.outputFolder()));
      },
      { again: { do: 'export' } },
    );
    return await started?.ended;
  }

  /** Reads the timeline anew and shows it in the conversation. */
  async showTimeline(): Promise<void> {
    await this.#steps.run(
      async (signal) => {
        await this.#session.readState(signal);
        this.#ledger.showTimeline();
      },
      { again: { do: 'showTimeline' } },
    );
  }

  async refresh(): Promise<void> {
    await this.#steps.run((signal) => this.#session.readState(signal), { again: { do: 'showTimeline' } });
  }

  async showCredits(): Promise<void> {
    await this.#steps.run((signal) => this.#session.showCredits(signal), { again: { do: 'showCredits' } });
  }

  /** The project's address in a browser; undefined where it could not be had, which is told. */
  async browserUrl(): Promise<string | undefined> {
    return await this.#steps.run((signal) => this.#session.browserUrl(signal), {
      again: { do: 'openInBrowser' },
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
        return await this.retry(action.itemId);
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

  /**
   * Tries a message again, or the conversion that it asked for. Without a message it is the conversion, or the last
   * message if that failed. What has been tried again since, or is being tried, is not done twice.
   */
  async retry(itemId?: string): Promise<void> {
    this.#assertOurs();
    const { conversion, items } = this.#record;
    const asked = items.filter((item) => item.kind === 'user');
    if (conversion && (itemId ?? conversion.itemId) === conversion.itemId) {
      if (this.#steps.has(conversion.itemId)) return;
      const item = this.#ledger.userItem(conversion.itemId);
      if (item?.status === 'failed') this.#ledger.showStatus(item, 'queued');
      await this.#ledger.change({ conversion: { ...conversion, status: 'running' } });
      await this.proceed();
      return;
    }
    const failed = asked.findLastIndex((item) => itemId === undefined || item.id === itemId);
    const item = asked[failed];
    const isTriedAgain = asked.slice(failed + 1).some(({ text }) => text === item?.text);
    if (item?.status === 'failed' && !isTriedAgain) await this.#sayInLine(this.#addUser(item.text, 'queued'));
  }

  /**
   * A new session in place of one that the service has forgotten: with the same files, and with what was asked for
   * first and, where that failed, last.
   */
  async startAnew(): Promise<void> {
    this.#assertOurs();
    const { session, conversion, items } = this.#record;
    // A second click finds another one.
    if (!session?.isForgotten) return;
    await this.#ledger.change({ session: undefined });
    if (conversion) return await this.retry();
    const asked = items.filter((item) => item.kind === 'user');
    const [first, last] = [asked.find(({ files }) => files.length > 0), asked.at(-1)];
    const texts = [first, ...(last?.status === 'failed' && last !== first ? [last] : [])];
    this.#ledger.notice(
      'info',
      l10n.t(
        'A new session begins. What was asked for in between, and files from the web, are not repeated.',
      ),
    );
    for (const item of texts) if (item) await this.#sayInLine(this.#addUser(item.text, 'queued'));
  }

  /** Stops what is being done now (not the exports); what had already changed stays and is told. */
  stop(): void {
    this.#steps.stop(stopped());
  }

  cancelExport(jobId: string): void {
    this.#assertOurs();
    this.#exports.cancel(jobId);
  }

  /** Stops everything, exports included, and resolves when nothing of it is left. */
  async cancelAll(): Promise<void> {
    this.#exports.cancelAll();
    const { conversion } = this.#record;
    if (conversion && this.#steps.isIdle) this.#ledger.markFailed(conversion.itemId);
    this.#steps.stopAll(stopped());
    await this.settled();
    await this.#exports.settled();
  }

  /** Lets go of everything as it is, for the next window to go on with. */
  async suspend(): Promise<void> {
    this.#ledger.freeze();
    this.#steps.stopAll(suspended);
    this.#exports.suspend();
    await this.settled();
    await this.#exports.settled();
  }

  /** Goes on with all that a window that died had left. Resolves with the export that ended, if there was one. */
  async resume(): Promise<Job | undefined> {
    const [picked, converted] = await Promise.all([
      this.pickUp(),
      this.#record.conversion?.status === 'running' ? this.proceed() : undefined,
    ]);
    return converted ?? picked;
  }

  /** Goes on with exports and messages that were left, but with no conversion: those wait for their turn among others. */
  async pickUp(): Promise<Job | undefined> {
    if (this.#ledger.tidy()) this.#ledger.notice('info', l10n.t('Going on with what had been left undone.'));
    const exporting = this.#exports.resume();
    // Looked at below, when what was said has been dealt with.
    exporting.catch(() => undefined);
    const { conversion, items } = this.#record;
    for (const { kind, id } of items) {
      const item = kind === 'user' && id !== conversion?.itemId ? this.#ledger.userItem(id) : undefined;
      if (!item || this.#steps.has(id)) continue;
      if (item.status === 'sending')
        await this.#steps.run((signal) => this.#session.recover(item, signal), asking(item));
      else if (item.status === 'queued') await this.#sayInLine(item);
    }
    return (await exporting).at(-1);
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
    await this.#steps.settled();
    await this.parts.journal.settled();
  }

  get #record(): ProjectRecord {
    return this.#ledger.record;
  }

  #assertOurs(): void {
    if (this.#ledger.state.value.isElsewhere) throw openElsewhere();
  }

  async #sayInLine(item: UserItem): Promise<void> {
    await this.#steps.run((signal) => this.#session.say(item, signal), asking(item));
  }

  async #added(names: string, signal: AbortSignal): Promise<void> {
    this.#ledger.notice('info', l10n.t('Added {0}. Say what to do with it.', names));
    await this.#session.readState(signal);
  }

  async #remedies(error: unknown): Promise<Action[]> {
    const { backend, session } = this.#record;
    if (session && error instanceof NemoError && error.code === 'sessionNotFound')
      this.#ledger.put({ session: { ...session, isForgotten: true } });
    const connection = await this.parts.connections.known(backend);
    return await remediesFor(error, backend, connection?.client);
  }

  #addUser(text: string, status: UserItem['status']): UserItem {
    const item = newMessage(text, status);
    this.#ledger.show(item);
    return item;
  }
}

/** A step that a message asks for, and that can be tried again with it. */
const asking = (item: UserItem) => ({ cause: item, again: { do: 'retry', itemId: item.id } as const });
