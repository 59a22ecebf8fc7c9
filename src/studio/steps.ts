import * as l10n from '@vscode/l10n';
import type { Action, UserItem } from './conversation';
import { isAbort, isElsewhere, isSuspension, openElsewhere, sentenceFor } from './errors';
import type { Ledger } from './ledger';
import { Line } from './line';
import { idle } from './project-state';

export interface StepsParts {
  readonly ledger: Ledger;
  /** What a person may do about a failure, beside trying again. */
  remedies(error: unknown): Promise<Action[]>;
  /** For the log: the whole error, which is not shown. */
  logError(error: unknown): void;
}

export interface StepOptions {
  /** The message that asks for it: it is written down before anything is done, and marked where that fails. */
  readonly cause?: UserItem | undefined;
  /** What to offer for another try. */
  readonly again?: Action;
}

/** The steps of one project, one at a time. A failure is told in the conversation, and ends only its step. */
export class Steps {
  readonly #line = new Line();
  /** Messages that a step is about, under way or waiting. */
  readonly #inHand = new Set<string>();

  constructor(private readonly parts: StepsParts) {}

  /** Whether nothing is under way and nothing waits. */
  get isIdle(): boolean {
    return this.#line.isEmpty;
  }

  /** Whether a step of this window is about that message. */
  has(itemId: string): boolean {
    return this.#inHand.has(itemId);
  }

  /**
   * Runs a step when those before it have ended.
   *
   * @returns what it comes to; undefined where it failed, or where a step is about the same message already
   * @throws StudioError openElsewhere; errors of a journal that cannot be written
   */
  async run<T>(
    step: (signal: AbortSignal) => Promise<T>,
    { cause, again }: StepOptions = {},
  ): Promise<T | undefined> {
    const { ledger } = this.parts;
    if (ledger.state.value.isElsewhere) throw openElsewhere();
    if (cause) {
      if (this.#inHand.has(cause.id)) return undefined;
      this.#inHand.add(cause.id);
    }
    // At once, so that it is not lost while it waits for its turn.
    const recorded = cause ? outcomeOf(ledger.save()) : undefined;
    return await this.#line.run(async (signal) => {
      try {
        signal.throwIfAborted();
        const trouble = await recorded;
        if (trouble) throw trouble.error;
        return await step(signal);
      } catch (error) {
        if (isSuspension(signal) || isElsewhere(error)) return undefined;
        await this.#tell(error, cause, again);
        return undefined;
      } finally {
        if (cause) this.#inHand.delete(cause.id);
        ledger.showActivity(idle);
        if (!isSuspension(signal)) await this.#save();
      }
    });
  }

  /** Stops the step under way; those that wait have their turn. */
  stop(reason: DOMException): void {
    this.#line.stop(reason);
  }

  stopAll(reason: DOMException): void {
    this.#line.stopAll(reason);
  }

  /** Resolves when what had been asked for by now has ended. */
  async settled(): Promise<void> {
    await this.#line.settled();
  }

  /** What another window has now is shown as theirs; it is no failure of the step. */
  async #save(): Promise<void> {
    await this.parts.ledger.save().catch((error: unknown) => {
      if (!isElsewhere(error)) throw error;
    });
  }

  /** Marks what asked for a step that failed, and says why. All of it is shown before it is written down. */
  async #tell(error: unknown, cause: UserItem | undefined, again: Action | undefined): Promise<void> {
    const { ledger, remedies, logError } = this.parts;
    if (cause) ledger.markFailed(cause.id);
    if (isAbort(error)) {
      ledger.notice('info', l10n.t('Stopped.'));
      return;
    }
    logError(error);
    const offered = await remedies(error);
    // A session that is gone cannot be tried again, only begun anew.
    const isGone = offered.some((action) => action.do === 'startAnew');
    ledger.notice('error', sentenceFor(error), [...(again && !isGone ? [again] : []), ...offered]);
  }
}

/** A failure as a value, so that it can wait until somebody looks. */
function outcomeOf(promise: Promise<void>): Promise<{ error: unknown } | undefined> {
  return promise.then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
}
