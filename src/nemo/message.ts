import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { adkEventSchema, vendorEventSchema, type AdkEvent } from '../wire/message';

/** bytes; a single event larger than this ends the turn instead of the process */
const mostEventBytes = 8 * 1024 * 1024;

/** What happens in the course of one answer. */
export type TurnEvent =
  /** The whole text so far; it only ever grows, but where a final version replaces what was streamed. */
  | { readonly type: 'text'; readonly text: string }
  /** The agent uses a tool; the name is for the progress line, if for anything. */
  | { readonly type: 'tool'; readonly name: string }
  /** A sign of life without content. */
  | { readonly type: 'alive' }
  /** The turn failed inside the stream. Text that came before it stays. */
  | { readonly type: 'failed'; readonly reason: string };

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
  let bytesSinceEvent = 0;
  const parser = createParser({
    onEvent: (event) => {
      bytesSinceEvent = 0;
      pending.push(...turn.read(event));
    },
    onComment: () => pending.push({ type: 'alive' }),
  });
  for await (const chunk of body) {
    bytesSinceEvent += chunk.length;
    parser.feed(decoder.decode(chunk, { stream: true }));
    yield* pending;
    pending = [];
    if (bytesSinceEvent > mostEventBytes) {
      yield { type: 'failed', reason: 'event too large' };
      return;
    }
  }
  // A stream that ends without its last blank line has still said what it said.
  parser.feed(`${decoder.decode()}\n\n`);
  yield* pending;
}

/** The text of one turn: what is settled, and what is still streaming in. */
class Turn {
  #settled = '';
  #streaming = '';
  readonly #calls = new Set<string>();

  read(event: EventSourceMessage): TurnEvent[] {
    const data = event.data.trim();
    if (data === '' || data === 'heartbeat' || event.event === 'heartbeat') return [{ type: 'alive' }];
    let value: unknown;
    try {
      value = JSON.parse(data);
    } catch {
      // Some servers put an error message into the stream as it is, perhaps over two lines.
      return [{ type: 'failed', reason: data }];
    }
    const vendor = vendorEventSchema.safeParse(value);
    if (vendor.success) {
      switch (vendor.data.type) {
        case 'text':
          return this.#append(vendor.data.content);
        case 'tool_call':
          return [{ type: 'tool', name: vendor.data.name }];
        default:
          return [{ type: 'alive' }];
      }
    }
    const failure = failureIn(value);
    if (failure) return [{ type: 'failed', reason: failure }];
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
    if (text !== '') events.push(...(event.partial ? this.#append(text) : this.#settle(text)));
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

  #append(text: string): TurnEvent[] {
    this.#streaming += text;
    return [{ type: 'text', text: this.#settled + this.#streaming }];
  }

  /** The whole text of an event takes the place of the pieces that announced it. */
  #settle(text: string): TurnEvent[] {
    const isNoise = this.#settled !== '' && /^\s*I encountered a temporary issue/i.test(text);
    this.#streaming = '';
    if (isNoise) return [{ type: 'text', text: this.#settled.trimEnd() }];
    this.#settled += `${text.trim()}\n\n`;
    return [{ type: 'text', text: this.#settled.trimEnd() }];
  }
}

/** The sentence of an `{"error": …}` event. */
function failureIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('error' in value)) return undefined;
  const { error } = value;
  if (typeof error === 'string') return error;
  return typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'error';
}
