import * as l10n from '@vscode/l10n';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { envelopeSchema, failureOf, textOf } from '../wire/envelope';
import { adkEventSchema, vendorEventSchema, type AdkEvent } from '../wire/message';

/** UTF-16 units; a single event larger than this ends the turn instead of the process */
const mostEventLength = 8 * 1024 * 1024;

/** What happens in the course of one answer. */
export type TurnEvent =
  /** The whole text so far; it only ever grows, but where a final version replaces what was streamed. */
  | { readonly type: 'text'; readonly text: string }
  /** The agent uses a tool; the name is for the progress line, if for anything. */
  | { readonly type: 'tool'; readonly name: string }
  /** It works on something that is not shown: a tool answered, a thought, an event without text. */
  | { readonly type: 'working' }
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
  // It also takes the one mark away that may lead.
  const decoder = new TextDecoder();
  let pending: TurnEvent[] = [];
  let strays: string[] = [];
  let isTooLarge = false;
  const parser = createParser({
    maxBufferSize: mostEventLength,
    onEvent: (event) => {
      isTooLarge ||= event.data.length > mostEventLength;
      if (!isTooLarge) pending.push(...turn.read(event, strays));
      strays = [];
    },
    onComment: () => pending.push(alive),
    onError: ({ type, line }) => {
      isTooLarge ||= type === 'max-buffer-size-exceeded';
      if (line !== undefined && strays.length < mostStrays) strays.push(line.slice(0, mostStrayLength));
    },
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

/** Lines without a field's name behind data, of which an error message of several lines may consist; UTF-16 units */
const [mostStrays, mostStrayLength] = [8, 1000];

const alive: TurnEvent = { type: 'alive' };
const working: TurnEvent = { type: 'working' };

/** The two forms in which text streams in. */
type Form = 'adk' | 'vendor';

/** A server's stock phrase for trouble of its own: noise where it comes behind an answer. */
const noise = /(?<=^|[\s.!?。！？])I encountered a temporary issue/i;

/**
 * The text of one turn: what is settled, and what is still streaming in. Both only grow at their ends and are looked
 * into once a message at most: strings that are put together stay in pieces until somebody reads them (O(N²) else).
 */
class Turn {
  #settled = '';
  #streaming = '';
  #form: Form = 'adk';
  readonly #calls = new Set<string>();

  /** @param strays lines beside the data that belong to no field */
  read(event: EventSourceMessage, strays: readonly string[]): TurnEvent[] {
    const data = event.data.trim();
    if (data === '' || data === 'heartbeat' || event.event === 'heartbeat') return [alive];
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      // Some servers put an error message into the stream as it is, perhaps over two lines.
      return [{ type: 'failed', reason: reasonIn([data, ...strays].join('\n')) }];
    }
    if (typeof value !== 'object' || value === null) return [alive];
    if ('type' in value && typeof value.type === 'string') return this.#readVendor(value, value.type);
    const events = this.#readAdk(value);
    const failure = failureIn(value);
    return failure ? [...events, failure] : events.length > 0 ? events : [alive];
  }

  #readVendor(value: object, type: string): TurnEvent[] {
    const { data } = vendorEventSchema.safeParse(value);
    switch (data?.type) {
      case 'text':
        return this.#append(data.content, 'vendor');
      case 'tool_call':
        return [{ type: 'tool', name: data.name }];
      case 'tool_result':
        return [working];
      case 'heartbeat':
        return [alive];
    }
    const failure = failureIn(value);
    if (failure) return [failure];
    const words = textOf(Object.entries(value).find(([key]) => key === 'message' || key === 'content')?.[1]);
    return [type === 'error' ? { type: 'failed', reason: words } : alive];
  }

  #readAdk(value: object): TurnEvent[] {
    const event = adkEventSchema.safeParse(value).data;
    if (!event) return [];
    const events: TurnEvent[] = [];
    let text = '';
    for (const part of event.content?.parts ?? []) {
      if (part.functionCall && this.#isNewCall(part.functionCall.id ?? undefined))
        events.push({ type: 'tool', name: part.functionCall.name });
      if (part.text && !part.thought && !part.functionResponse) text += part.text;
    }
    if (text !== '') events.push(...(event.partial ? this.#append(text, 'adk') : this.#settle(text)));
    const failure = failureOfAdk(event);
    if (failure) events.push(failure);
    return events.length > 0 || !event.content ? events : [working];
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
    return [{ type: 'text', text: joined(this.#settled, this.#streaming) }];
  }

  /** The whole text of an event takes the place of the pieces that announced it. */
  #settle(text: string): TurnEvent[] {
    const whole = text.trim();
    if (whole.search(noise) === 0) return this.#settleNoise(whole);
    if (this.#form === 'adk' || whole.startsWith(this.#streaming.trim())) this.#streaming = '';
    this.#keep();
    this.#settled = joined(this.#settled, whole);
    return [{ type: 'text', text: this.#settled }];
  }

  /** What a server says of its own trouble counts only where it is all that it says. */
  #settleNoise(whole: string): TurnEvent[] {
    const pieces = this.#streaming.trim();
    const at = whole.startsWith(pieces) ? 0 : pieces.search(noise);
    this.#streaming = at < 0 ? pieces : pieces.slice(0, at);
    this.#keep();
    if (this.#settled === '') this.#settled = whole;
    return [{ type: 'text', text: this.#settled }];
  }

  /** What was streaming in counts as a message of its own. */
  #keep(): void {
    this.#settled = joined(this.#settled, this.#streaming.trim());
    this.#streaming = '';
  }

  /** The end of the stream: noise that came in pieces can only be told now. */
  end(): TurnEvent[] {
    const at = this.#streaming.search(noise);
    if (at < 0) return [];
    const answer = joined(this.#settled, this.#streaming.slice(0, at).trimEnd());
    return answer === '' ? [] : [{ type: 'text', text: answer }];
  }
}

/** Two texts as two paragraphs; one that is empty makes none. */
function joined(first: string, second: string): string {
  return first === '' || second === '' ? first + second : `${first}\n\n${second}`;
}

/** The failure that an `{"error": …}` event tells of, or an envelope. */
function failureIn(value: object): TurnEvent | undefined {
  if (!['error', 'detail', 'code', 'success'].some((key) => key in value)) return undefined;
  const { data: envelope } = envelopeSchema.safeParse(value);
  const failure = envelope && failureOf(envelope);
  return failure && { type: 'failed', reason: failure.text };
}

function failureOfAdk({ errorCode, errorMessage }: AdkEvent): TurnEvent | undefined {
  if (errorCode == null && errorMessage == null) return undefined;
  return { type: 'failed', reason: textOf(errorMessage) ?? errorCode?.toString() };
}

/** The sentence in a line that is not JSON: the line itself, or what an error of unescaped JSON says. */
function reasonIn(line: string): string | undefined {
  if (!/^[{[]/.test(line)) return line;
  return /"(?:error|errorMessage|error_message|message|detail)"\s*:\s*"(.+?)"?[\s}\]]*$/s.exec(line)?.[1];
}
