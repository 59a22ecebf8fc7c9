import type { Readable } from 'node:stream';
import { Agent, Client, request, type Dispatcher } from 'undici';
import type * as z from 'zod';
import { envelopeSchema, failureOf } from '../wire/envelope';
import { parseJson } from '../wire/json';
import { headers as headerNames } from '../wire/paths';
import { attributionHeaders, type Attribution } from './attribution';
import { systemClock, type Clock } from './clock';
import { codeOf } from './error-code';
import * as errors from './errors';
import { failureError } from './failure';

/** ms until the first byte of an answer to a plain call */
const answerTimeoutMs = 60_000;
const connectTimeoutMs = 15_000;
/** bytes; more than any answer but a file has */
const mostAnswerBytes = 64 * 1024 * 1024;
const mostRedirects = 5;

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  /** Pieces are taken one at a time, each when the socket has drained of the one before. */
  readonly body?: string | AsyncGenerator<Uint8Array>;
  /** Bearer token; none on the call that fetches one. */
  readonly token?: string;
  readonly signal?: AbortSignal | undefined;
  /** ms without a byte of the answer; 0 waits for ever (the caller has a watchdog). */
  readonly idleTimeoutMs?: number;
  /**
   * Whether it must not be made twice. It goes over a socket of its own, since a kept one may be dead without
   * either side knowing; `unreachable` then means that it never left, `interrupted` that it may have been taken.
   */
  readonly once?: boolean;
  /** Whether it asks for an export, which a plan or a scope may leave out. */
  readonly isExport?: boolean;
}

export interface Answer<T> {
  readonly value: T;
  /** The body as it came. */
  readonly text: string;
}

/** Requests to one back end: attribution on all of them, redirects for files only, failures as sentences. */
export class Http {
  readonly #agent = new Agent({ keepAliveTimeout: 10_000, connect: { timeout: connectTimeoutMs } });
  /** The sockets of calls under way that are made once. */
  readonly #fresh = new Set<Client>();
  readonly #base: URL;

  constructor(
    baseUrl: string,
    private readonly attribution: Attribution,
    private readonly clock: Clock = systemClock,
  ) {
    this.#base = new URL(baseUrl);
  }

  get host(): string {
    return this.#base.host;
  }

  /**
   * A call whose answer is JSON in an envelope.
   *
   * @throws NemoError
   */
  async json<S extends z.ZodType>(path: string, schema: S, call: Call = {}): Promise<Answer<z.output<S>>> {
    const response = await this.open(path, call);
    const text = await this.#textOf(response, call);
    const body = parseBody(text);
    const envelope = envelopeSchema.safeParse(body);
    const failure = envelope.success ? failureOf(envelope.data) : undefined;
    if (failure || response.statusCode >= 300) throw this.#refusal(response, failure, call);
    const data = envelope.success && envelope.data.data !== undefined ? envelope.data.data : body;
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw errors.unexpectedAnswer(parsed.error);
    return { value: parsed.data, text };
  }

  /** Sends a call and hands over the answer before its body is read; the caller reads or dumps it. */
  async open(path: string, call: Call = {}): Promise<Dispatcher.ResponseData> {
    return await this.#send(new URL(path, this.#base), call, {
      ...attributionHeaders(this.attribution),
      ...(call.token === undefined ? {} : { [headerNames.authorization]: `Bearer ${call.token}` }),
      ...call.headers,
    });
  }

  /** Whether an address is the back end's own, which alone sees token and attribution. */
  isOwn(url: string): boolean {
    return URL.canParse(url, this.#base.href) && new URL(url, this.#base).origin === this.#base.origin;
  }

  /**
   * Opens a file wherever it lies, redirects included. Token and attribution go to the back end's own origin only;
   * any other gets a plain GET, and so does everything that it sends on to.
   *
   * @param url absolute, or relative to the back end
   * @throws NemoError; incompleteDownload where the address leads nowhere
   */
  async openFile(url: string, call: Call): Promise<Dispatcher.ResponseData> {
    let target = urlFrom(url, this.#base);
    let isOurs = this.isOwn(target.href);
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const response = isOurs
        ? await this.open(`${target.pathname}${target.search}`, call)
        : await this.#send(target, call, call.headers ?? {});
      const location = redirectOf(response);
      if (location === undefined) return response;
      await response.body.dump();
      target = urlFrom(location, target);
      isOurs &&= this.isOwn(target.href);
    }
    throw errors.incompleteDownload();
  }

  /** Turns an answer that is not a success into the error it stands for; reads its body. */
  async failure(response: Dispatcher.ResponseData, call: Call): Promise<errors.NemoError> {
    const envelope = envelopeSchema.safeParse(parseBody(await this.#textOf(response, call)));
    return this.#refusal(response, envelope.success ? failureOf(envelope.data) : undefined, call);
  }

  async close(): Promise<void> {
    await Promise.all([this.#agent, ...this.#fresh].map((dispatcher) => dispatcher.destroy()));
  }

  #refusal(
    { statusCode: status, headers }: Dispatcher.ResponseData,
    failure: ReturnType<typeof failureOf>,
    { token, once = false, isExport = false }: Call,
  ): errors.NemoError {
    const retryAfter = [headers['retry-after']].flat()[0];
    return failureError({ status, failure, retryAfter, token, once, isExport }, this.clock.now());
  }

  async #send(url: URL, call: Call, headers: Record<string, string>) {
    let isConnected = !call.once;
    const fresh = call.once
      ? new Client(url.origin, { connect: { timeout: connectTimeoutMs } }).on(
          'connect',
          () => (isConnected = true),
        )
      : undefined;
    try {
      const sent = request(url, {
        dispatcher: fresh ?? this.#agent,
        method: call.method ?? 'GET',
        headers,
        // undici takes any async iterable (and waits for the socket to drain); its types do not say so.
        ...(call.body === undefined ? {} : { body: call.body as string | Readable }),
        ...(call.signal ? { signal: call.signal } : {}),
        headersTimeout: call.idleTimeoutMs ?? answerTimeoutMs,
        bodyTimeout: call.idleTimeoutMs ?? answerTimeoutMs,
      });
      if (fresh) this.#closeBehind(fresh);
      return await sent;
    } catch (error) {
      throw this.#connectionError(error, call, isConnected);
    }
  }

  /** Closes a socket as soon as the call on it has ended. */
  #closeBehind(client: Client): void {
    this.#fresh.add(client);
    const forget = () => this.#fresh.delete(client);
    client.close().then(forget, forget);
  }

  async #textOf(response: Dispatcher.ResponseData, call: Call): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostAnswerBytes) throw errors.unexpectedAnswer();
        chunks.push(chunk);
      }
    } catch (error) {
      throw this.#connectionError(error, call, true);
    }
    return Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  }

  #connectionError(error: unknown, { signal, once }: Call, isConnected: boolean): Error {
    if (signal?.aborted)
      return signal.reason instanceof Error ? signal.reason : new DOMException('', 'AbortError');
    if (error instanceof Error && (error.name === 'AbortError' || error instanceof errors.NemoError))
      return error;
    if (once) return isConnected ? errors.interrupted(error) : errors.unreachable(this.host, error);
    const code = codeOf(error) ?? '';
    if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT')
      return errors.timedOut(this.host);
    return errors.unreachable(this.host, error);
  }
}

/** A body that is not JSON (HTML, nothing) reads as an empty object: its status speaks for it. */
function parseBody(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return {};
  }
}

/** Where an answer sends its caller on to, if it does. */
function redirectOf({ statusCode, headers }: Dispatcher.ResponseData): string | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  return [headers.location].flat()[0];
}

/** @throws NemoError incompleteDownload where a file cannot be fetched from there */
function urlFrom(text: string, base: URL): URL {
  if (!URL.canParse(text, base.href)) throw errors.incompleteDownload();
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw errors.incompleteDownload();
  return url;
}
