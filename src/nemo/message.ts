import * as l10n from '@vscode/l10n';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { textOf } from '../wire/envelope';
import { adkEventSchema, errorEventSchema, vendorEventSchema, type AdkEvent } from '../wire/message';

/** UTF-16 units; a single event larger than this ends the turn instead of the process */
const mostEventLength = 8 * 1024 * 1024;

/** What happens in the course of one answer. */
export type TurnEvent =
  /** The whole text so far; it only ever grows, but where a final version replaces what was streamed. */
  | { readonly type: 'text'; readonly text: string }
  /** The agent uses a tool; the name is for the progress line, if for anything. */
  | { readonly type: 'tool'; readonly name: string }
  /** A sign of life without content. */
  | { readonly type: 'alive' }
  /** The turn failed inside the stream, for a reason in the server's words if it gave any. All text stays. */
  | { readonly type: 'failed'; readonly reason: string | undefined };

/**
 * Reads the answer to a message: server-sent events in, turn events out. Understands the events of Google's
 * Agent Development Kit and the vendor's simpler ones, in one stream if need be. Never throws over what is in
 * the stream; the end of the stream is the end of the turn.
 *
 * @param body bytes as they come, split anywhere
 */
export async function* readTurn(body: AsyncIterable<Uint8Array>): AsyncGenerator<TurnEvent, void> {
  const turn = new Turn();
  const decoder = new TextDecoder();
  let pending: TurnEvent[] = [];
  let isTooLarge = false;
  const parser = createParser({
    maxBufferSize: mostEventLength,
    onEvent: (event) => pending.push(...turn.read(event)),
    onComment: () => pending.push({ type: 'alive' }),
    onError: ({ type }) => (isTooLarge ||= type === 'max-buffer-size-exceeded'),
  });
  for await (const chunk of body) {
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* pending;
    pending = [];
    if (isTooLarge) {
      yield { type: 'failed', reason: l10n.t('The answer was too large to be read.') };
      return;
    }
  }
  // A stream that ends without its last blank line has still said what it said.
  parser.feed(`${decoder.decode()}\n\n`);
  yield* pending;
  yield* turn.end();
}

/** The two forms in which text streams in. */
type Form = 'adk' | 'vendor';

/** A server's stock phrase for trouble of its own: noise where it comes behind an answer. */
const noise = /(?<=^|[\s.!?。！？])I encountered a temporary issue/i;

/** The text of one turn: what is settled, and what is still streaming in. */
class Turn {
  #settled = '';
  #streaming = '';
  #form: Form = 'adk';
  readonly #calls = new Set<string>();

  read(event: EventSourceMessage): TurnEvent[] {
    const data = event.data.trim();
    if (data === '' || data === 'heartbeat' || event.event === 'heartbeat') return [{ type: 'alive' }];
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      // Some servers put an error message into the stream as it is, perhaps over two lines.
      return [{ type: 'failed', reason: reasonIn(data) }];
    }
    const vendor = vendorEventSchema.safeParse(value);
    if (vendor.success) {
      switch (vendor.data.type) {
        case 'text':
          return this.#append(vendor.data.content, 'vendor');
        case 'tool_call':
          return [{ type: 'tool', name: vendor.data.name }];
        default:
          return [{ type: 'alive' }];
      }
    }
    const failure = failureIn(value);
    if (failure) return [failure];
    const adk = adkEventSchema.safeParse(value);
    return adk.success ? this.#readAdk(adk.data) : [{ type: 'alive' }];
  }

  #readAdk(event: AdkEvent): TurnEvent[] {
    const events: TurnEvent[] = [];
    let text = '';
    for (const part of event.content?.parts ?? []) {
      if (part.functionCall && this.#isNewCall(part.functionCall.id))
        events.push({ type: 'tool', name: part.functionCall.name });
      if (part.text && !part.thought && !part.functionResponse) text += part.text;
    }
    if (text !== '') events.push(...(event.partial ? this.#append(text, 'adk') : this.#settle(text)));
    const code = event.errorCode ?? event.errorMessage;
    if (code != null) events.push({ type: 'failed', reason: event.errorMessage ?? String(code) });
    return events.length > 0 ? events : [{ type: 'alive' }];
  }

  #isNewCall(id: string | undefined): boolean {
    if (id === undefined) return true;
    if (this.#calls.has(id)) return false;
    this.#calls.add(id);
    return true;
  }

  #append(text: string, form: Form): TurnEvent[] {
    if (form !== this.#form) this.#keep();
    this.#form = form;
    this.#streaming += text;
    return [{ type: 'text', text: this.#settled + this.#streaming }];
  }

  /** The whole text of an event takes the place of the pieces that announced it. */
  #settle(text: string): TurnEvent[] {
    const isNoise = this.#settled !== '' && text.trim().search(noise) === 0;
    const isWholeOfThem = this.#form === 'adk' || text.trim().startsWith(this.#streaming.trim());
    if (isNoise || isWholeOfThem) this.#streaming = '';
    this.#keep();
    if (!isNoise) this.#settled += `${text.trim()}\n\n`;
    return [{ type: 'text', text: this.#settled.trimEnd() }];
  }

  /** What was streaming in counts as a message of its own. */
  #keep(): void {
    if (this.#streaming.trim() !== '') this.#settled += `${this.#streaming.trim()}\n\n`;
    this.#streaming = '';
  }

  /** The end of the stream: noise that came in pieces can only be told now. */
  end(): TurnEvent[] {
    const at = this.#streaming.search(noise);
    const answer = (this.#settled + this.#streaming.slice(0, Math.max(0, at))).trimEnd();
    return at < 0 || answer === '' ? [] : [{ type: 'text', text: answer }];
  }
}

/** The failure that an `{"error": …}` event tells of. */
function failureIn(value: unknown): TurnEvent | undefined {
  const { data } = errorEventSchema.safeParse(value);
  return data && { type: 'failed', reason: textOf(data.error) };
}

/** The sentence in a line that is not JSON: the line itself, or what an error of unescaped JSON says. */
function reasonIn(line: string): string | undefined {
  if (!/^[{[]/.test(line)) return line;
  return /"(?:error|errorMessage|error_message|message|detail)"\s*:\s*"(.+)"[\s}\]]*$/s.exec(line)?.[1];
}
