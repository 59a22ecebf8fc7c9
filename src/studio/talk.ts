import { basename, extname } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { NemoClient } from '../nemo/client';
import type { Clock } from '../nemo/clock';
import { NemoError } from '../nemo/errors';
import { differenceInWords } from '../timeline/difference';
import type { Timeline } from '../timeline/model';
import type { UserItem } from './conversation';
import { digestOf } from './digest';
import { answerLost, isSuspension } from './errors';
import { escapeMarkdown } from './language/escape';
import { GuiTalk } from './language/gui-talk';
import { newItem, type Ledger } from './ledger';
import { nextSteps } from './language/next-steps';
import { Paced } from './paced';
import { recoverAnswer } from './recovery';
import { twoStages } from './language/stages';
import { runTurn } from './turn';
import { lookWords } from './words';

/** ms between two pictures of an answer that streams in; more often nobody sees */
const showMs = 50;
/** ms for reading what an answer that was stopped had changed */
const lastLookMs = 30_000;

export interface TalkParts {
  readonly client: NemoClient;
  readonly sessionId: string;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  logError(error: unknown): void;
}

/** One message and its answer: sent once, followed to its end, and made good where the end is lost. */
export class Talk {
  readonly #answer = newItem({ kind: 'agent', text: '', streaming: true, suggestions: [], actions: [] });
  readonly #before: Timeline | undefined;
  /** What the draft was before the message: known even where the window that sent it has died. */
  #digest: string;
  #text = '';
  /** Whether the agent sent the person to their account: they are told of it here. */
  wantsCredits = false;

  constructor(private readonly parts: TalkParts) {
    const { draft } = parts.ledger;
    // Compared with the draft of this session only: that of a forgotten one may look just like what is made now.
    this.#before = draft && parts.ledger.state.value.timeline;
    this.#digest = digestOf(draft);
  }

  /** @throws NemoError, StudioError; what had changed by then has been told */
  async say(item: UserItem): Promise<void> {
    const { ledger, signal } = this.parts;
    // Written down before it is sent: after that it may have arrived, whatever happens here.
    await ledger.commit({ ...item, status: 'sending', before: this.#digest });
    ledger.showActivity({ kind: 'working', note: l10n.t('Working…') });
    try {
      await this.#listen(item.text);
    } catch (error) {
      if (isSuspension(signal)) throw error;
      if (isRefusal(error)) {
        // It has changed nothing, and may be waited for.
        await ledger.commit({ ...item, status: 'queued' });
        throw error;
      }
      if (isLost(error)) {
        this.parts.logError(error);
        return await this.recover({ ...item, before: this.#digest });
      }
      await this.#lookLast(item);
      throw error;
    }
    await this.#conclude(item);
  }

  /** The end of an answer that came in whole: what it has changed is read and told. */
  async #conclude(item: UserItem): Promise<void> {
    const { ledger, signal, logError } = this.parts;
    const isRead = await this.#look(signal).then(
      () => true,
      (error: unknown) => {
        signal.throwIfAborted();
        logError(error);
        return false;
      },
    );
    // Without a word and without a look at the timeline, nobody knows what became of it.
    if (!isRead && this.#text === '') return await this.recover({ ...item, before: this.#digest });
    this.#tell(item, true);
    ledger.showStatus(item, 'sent');
  }

  /** After a stop or a failure, what had already changed is told; not where the window goes. */
  async #lookLast(item: UserItem): Promise<void> {
    const { ledger, logError } = this.parts;
    const limit = AbortSignal.any([AbortSignal.timeout(lastLookMs), ledger.frozen]);
    await this.#look(limit).catch(logError);
    this.#tell(item, false);
  }

  /** Sends a message and shows the answer while it comes in. */
  async #listen(message: string): Promise<void> {
    const { client, sessionId, ledger, clock, signal } = this.parts;
    const ended = new AbortController();
    const words = new GuiTalk();
    const show = (soFar: string) => ledger.show({ ...this.#answer, text: words.soFar(soFar) });
    const paced = new Paced(show, showMs, clock, ended.signal);
    try {
      await runTurn(client, sessionId, message, {
        signal,
        onText: (soFar) => paced.put((this.#text = soFar)),
        onNote: (note) => ledger.showActivity({ kind: 'working', note }),
      });
    } finally {
      ended.abort();
    }
  }

  /** Finds out what became of a message whose answer was lost. */
  async recover(item: UserItem): Promise<void> {
    const { ledger, clock, signal, logError } = this.parts;
    this.#digest = item.before ?? this.#digest;
    ledger.notice(
      'warning',
      l10n.t(
        'The connection was lost before the answer was complete. Your message is not sent again; the timeline is watched for what it has done.',
      ),
    );
    let isChanged: boolean;
    try {
      isChanged = await recoverAnswer({
        look: () => this.#look(signal),
        onWait: (ms, look, looks) =>
          ledger.showActivity({ kind: 'working', note: lookWords(ms, look, looks) }),
        clock,
        signal,
        logError,
      });
    } catch (error) {
      if (!isSuspension(signal)) await this.#lookLast(item);
      throw error;
    }
    this.#tell(item, isChanged);
    if (!isChanged) throw answerLost();
    ledger.showStatus(item, 'sent');
  }

  /** Reads the state; whether the draft is another than before the message. */
  async #look(signal: AbortSignal): Promise<boolean> {
    const { client, sessionId, ledger } = this.parts;
    const { draft } = (await client.state(sessionId, signal)).state.state;
    if (draft) await ledger.commitDraft(draft);
    return this.#isChanged;
  }

  get #isChanged(): boolean {
    return digestOf(this.parts.ledger.draft) !== this.#digest;
  }

  /** Says what the agent said, and what is otherwise now. @param isKnown whether what became of the message is known */
  #tell(item: UserItem, isKnown: boolean): void {
    const { ledger } = this.parts;
    const { timeline } = ledger.state.value;
    const changes = timeline ? differenceInWords(this.#before, timeline) : [];
    const { text: said, actions, runs } = new GuiTalk().translate(this.#text);
    // A back end may name a recording with its extension or without.
    const given = ledger.record.files.flatMap((path) => [basename(path), basename(path, extname(path))]);
    const stages = timeline && twoStages(this.#before, timeline, { request: item.text, answer: said, given });
    const paragraphs = [said || this.#inWords(changes, isKnown), stages?.report ?? ''];
    const text = paragraphs.filter((paragraph) => paragraph !== '').join('\n\n');
    if (text !== '' || this.#text !== '') {
      // What may be taken out again is all there is to think of first.
      const next = stages?.suggestions ?? nextSteps(timeline, item.text);
      const suggestions = isKnown ? [...next] : [];
      ledger.show({ ...this.#answer, text, streaming: false, suggestions, actions: [...actions] });
    }
    if (changes.length > 0 || runs.includes('timeline')) ledger.showTimeline();
    this.wantsCredits = runs.includes('credits');
  }

  #inWords(changes: readonly string[], isKnown: boolean): string {
    if (changes.length > 0) return changes.map((change) => `- ${escapeMarkdown(change)}`).join('\n');
    if (!isKnown) return '';
    return this.#isChanged
      ? l10n.t('Something on the timeline changed that cannot be shown here.')
      : l10n.t('Nothing on the timeline changed.');
  }
}

/** Whether the service took no notice of the message. */
function isRefusal(error: unknown): boolean {
  return error instanceof NemoError && (error.code === 'rateLimited' || error.code === 'sessionNotFound');
}

/** Whether nobody knows what became of the message. */
function isLost(error: unknown): boolean {
  return error instanceof NemoError && (error.code === 'interrupted' || error.code === 'timedOut');
}
