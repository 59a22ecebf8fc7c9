import type { Readable } from 'node:stream';
import * as l10n from '@vscode/l10n';
import { Agent, interceptors, request, type Dispatcher } from 'undici';
import type * as z from 'zod';
import { codes } from '../wire/codes';
import { envelopeSchema, failureOf } from '../wire/envelope';
import { parseJson } from '../wire/json';
import { headers as headerNames } from '../wire/paths';
import { attributionHeaders, type Attribution } from './attribution';
import * as errors from './errors';

/** ms until the first byte of an answer to a plain call */
const answerTimeoutMs = 60_000;
/** bytes; more than any answer but a file has */
const mostAnswerBytes = 64 * 1024 * 1024;

export interface Call {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string | Readable;
  /** Bearer token; none on the call that fetches one. */
  readonly token?: string;
  readonly signal?: AbortSignal | undefined;
  /** ms without a byte of the answer; 0 waits for ever (the caller has a watchdog). */
  readonly idleTimeoutMs?: number;
}

export interface Answer<T> {
  readonly value: T;
  /** The body as it came. */
  readonly text: string;
}

/** Requests to one back end: attribution on all of them, redirects on none, failures as sentences. */
export class Http {
  readonly #agent = new Agent({ keepAliveTimeout: 10_000, connect: { timeout: 15_000 } });
  /** For files on other hosts: follows redirects, and carries nothing that says who asks. */
  readonly #anonymousAgent = this.#agent.compose(interceptors.redirect({ maxRedirections: 5 }));
  readonly #base: URL;

  constructor(
    baseUrl: string,
    private readonly attribution: Attribution,
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
    const text = await this.#textOf(response);
    const body = parseBody(text);
    const envelope = envelopeSchema.safeParse(body);
    const failure = envelope.success ? failureOf(envelope.data) : undefined;
    if (failure || response.statusCode >= 400) throw failureError(response.statusCode, failure, call.token);
    const data = envelope.success && envelope.data.data !== undefined ? envelope.data.data : body;
    const parsed = schema.safeParse(data);
    if (!parsed.success) throw errors.unexpectedAnswer(parsed.error);
    return { value: parsed.data, text };
  }

  /** Sends a call and hands over the answer before its body is read; the caller reads or dumps it. */
  async open(path: string, call: Call = {}): Promise<Dispatcher.ResponseData> {
    return await this.#send(new URL(path, this.#base), this.#agent, call, {
      ...attributionHeaders(this.attribution),
      ...(call.token === undefined ? {} : { [headerNames.authorization]: `Bearer ${call.token}` }),
      ...call.headers,
    });
  }

  /**
   * Opens a file wherever it lies. Token and attribution go to the back end's own origin only; any other host
   * gets a plain GET.
   */
  async openFile(url: string, call: Call): Promise<Dispatcher.ResponseData> {
    if (!URL.canParse(url, this.#base.href)) throw errors.incompleteDownload();
    const target = new URL(url, this.#base);
    if (target.origin === this.#base.origin)
      return await this.open(`${target.pathname}${target.search}`, call);
    return await this.#send(target, this.#anonymousAgent, call, call.headers ?? {});
  }

  /** Turns an answer that is not a success into the error it stands for; reads its body. */
  async failure(response: Dispatcher.ResponseData, token: string): Promise<errors.NemoError> {
    const envelope = envelopeSchema.safeParse(parseBody(await this.#textOf(response)));
    return failureError(response.statusCode, envelope.success ? failureOf(envelope.data) : undefined, token);
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  async #send(url: URL, dispatcher: Dispatcher, call: Call, headers: Record<string, string>) {
    try {
      return await request(url, {
        dispatcher,
        method: call.method ?? 'GET',
        headers,
        ...(call.body === undefined ? {} : { body: call.body }),
        ...(call.signal ? { signal: call.signal } : {}),
        headersTimeout: call.idleTimeoutMs ?? answerTimeoutMs,
        bodyTimeout: call.idleTimeoutMs ?? answerTimeoutMs,
      });
    } catch (error) {
      throw this.#connectionError(error, call.signal);
    }
  }

  async #textOf(response: Dispatcher.ResponseData): Promise<string> {
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of response.body as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > mostAnswerBytes) throw errors.unexpectedAnswer();
        chunks.push(chunk);
      }
    } catch (error) {
      throw error instanceof errors.NemoError ? error : this.#connectionError(error, undefined);
    }
    return Buffer.concat(chunks)
      .toString('utf8')
      .replace(/^\uFEFF/, '');
  }

  #connectionError(error: unknown, signal: AbortSignal | undefined): Error {
    if (signal?.aborted)
      return signal.reason instanceof Error ? signal.reason : new DOMException('', 'AbortError');
    if (error instanceof Error && (error.name === 'AbortError' || error instanceof errors.NemoError))
      return error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
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

/** The error that a status and a body's code stand for. A code in the body weighs more than the status. */
function failureError(
  status: number,
  failure: { code: number | undefined; text: string | undefined } | undefined,
  token: string | undefined,
): errors.NemoError {
  switch (failure?.code || status) {
    case codes.unauthorized:
    case codes.tokenInvalid:
      return errors.tokenRefused();
    case codes.sessionNotFound:
      return errors.sessionNotFound();
    case codes.outOfCredits:
      return errors.outOfCredits();
    case codes.exportBlocked:
    case codes.forbidden:
      return errors.exportBlocked();
    case codes.rateLimited:
      return errors.rateLimited();
    case codes.unsupportedFile:
      return errors.unsupportedFile(l10n.t('The file'));
    case codes.fileTooLarge:
      return errors.refusedAsTooLarge();
    default:
      // Some services repeat the token that they refuse.
      return errors.rejected(status, token ? failure?.text?.replaceAll(token, '•••') : failure?.text);
  }
}
