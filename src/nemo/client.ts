import { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import * as z from 'zod';
import { creditsSchema, sessionSchema, claimTokenSchema, type Credits, type Session } from '../wire/account';
import { capabilitiesSchema, plainCloud, type Capabilities } from '../wire/capabilities';
import { uploadSchema, type Upload, type UploadRequest } from '../wire/files';
import { sliceJson } from '../wire/json';
import { messageRequest } from '../wire/message';
import { paths } from '../wire/paths';
import { renderStatusBodySchema, type Quality, type RenderStatus } from '../wire/render';
import { draftPath, stateSchema, type SessionState } from '../wire/state';
import type { Attribution } from './attribution';
import { saveBody, type DownloadHooks } from './download';
import { checkAddress, claimPage, isBearer, registerPage } from './addresses';
import type { Clock } from './clock';
import * as errors from './errors';
import { sha256Of, type LocalFile } from './files';
import { Http, type Answer, type Call } from './http';
import { readTurn, type TurnEvent } from './message';
import { multipart } from './multipart';
import type { Account, TokenSource } from './token';

export interface ClientOptions {
  readonly baseUrl: string;
  /** Where the service's pages for people are. */
  readonly webUrl: string;
  readonly attribution: Attribution;
  readonly tokens: TokenSource;
  readonly clock?: Clock;
}

/** What a back end made of an upload, and what was sent. */
export interface Uploaded {
  readonly answer: Upload;
  /** SHA-256 of the bytes that went out, in hexadecimal, in the order of the files */
  readonly sha256: readonly string[];
}

/** A session's state, with the draft also as the text that it came in (see `Draft`). */
export interface StateAnswer {
  readonly state: SessionState;
  readonly draftText: string | undefined;
}

type Signal = AbortSignal | undefined;
const turnLimitMs = 15 * 60_000;
/** Failures that say nothing of what a back end can do; any other answer is that of a plain cloud. */
const noAnswer: readonly errors.NemoErrorCode[] = ['unreachable', 'timedOut', 'tokenRefused', 'rateLimited'];
const json = { 'Content-Type': 'application/json' };

/** One back end, cloud or engine, by the calls of the wire. Every method throws NemoError, or AbortError. */
export class NemoClient {
  readonly #http: Http;
  readonly #tokens: TokenSource;
  /** Where the service's pages for people are. */
  readonly webUrl: string;

  constructor(options: ClientOptions) {
    this.webUrl = options.webUrl;
    this.#http = new Http(options.baseUrl, options.attribution);
    this.#tokens = options.tokens;
  }

  /** What this back end can do; a plain cloud where it does not know the question. */
  async capabilities(signal?: Signal): Promise<Capabilities> {
    try {
      return (await this.#json(paths.capabilities, capabilitiesSchema, { signal })).value;
    } catch (error) {
      if (!(error instanceof errors.NemoError) || noAnswer.includes(error.code)) throw error;
      return plainCloud;
    }
  }

  /** @param language BCP 47 */
  async createSession(language: string, signal?: Signal): Promise<Session> {
    const body = JSON.stringify({ task_name: 'project', language });
    return (await this.#json(paths.session, sessionSchema, { method: 'POST', headers: json, body, signal }))
      .value;
  }

  /** Sends files from this computer; memory does not grow with them. `onSent` counts bytes of all of them. */
  async upload(
    sessionId: string,
    files: readonly LocalFile[],
    { signal, onSent = () => undefined }: { signal?: Signal; onSent?: (bytes: number) => void } = {},
  ): Promise<Uploaded> {
    const answer = await this.#ofSession(
      this.#withToken(signal, (token) => {
        const form = multipart(files);
        const headers = { 'Content-Type': form.contentType, 'Content-Length': String(form.length) };
        const call: Call = {
          method: 'POST',
          headers,
          token,
          signal,
          body: Readable.from(form.stream(onSent), { objectMode: false }),
          idleTimeoutMs: 0,
        };
        return this.#http.json(paths.upload(sessionId), uploadSchema, call);
      }),
    );
    return {
      answer: answer.value,
      sha256: await Promise.all(files.map((file) => sha256Of(file.path, signal))),
    };
  }

  /**
   * Has the back end fetch files from elsewhere.
   *
   * @throws NemoError badAddress before anything is sent, where one of them is no web address
   */
  async uploadUrls(sessionId: string, urls: readonly string[], signal?: Signal): Promise<Upload> {
    return await this.uploadByReference(
      sessionId,
      { source_type: 'url', urls: urls.map(checkAddress) },
      signal,
    );
  }

  /** Hands over files by reference: addresses, or paths where the back end can read this computer's files. */
  async uploadByReference(sessionId: string, request: UploadRequest, signal?: Signal): Promise<Upload> {
    const call = { method: 'POST', headers: json, body: JSON.stringify(request), signal } as const;
    return (await this.#ofSession(this.#json(paths.upload(sessionId), uploadSchema, call))).value;
  }

  /**
   * Says something to the agent. Never sent twice: a failure after the request went out is the caller's to
   * recover from, by reading the state. The answer's end is the end of the turn; 15 minutes at most.
   */
  async *say(
    sessionId: string,
    text: string,
    { signal }: { signal?: Signal; onQuiet?: () => void } = {},
  ): AsyncGenerator<TurnEvent, void> {
    const limit = AbortSignal.timeout(turnLimitMs);
    const both = signal ? AbortSignal.any([signal, limit]) : limit;
    const body = JSON.stringify(messageRequest(sessionId, text));
    const headers = { ...json, Accept: 'text/event-stream' };
    const response = await this.#ofSession(
      this.#withToken(both, async (token) => {
        const call: Call = { method: 'POST', headers, body, token, signal: both, idleTimeoutMs: 0 };
        const opened = await this.#opened(await this.#http.open(paths.message, call), token);
        // An error may come as 200 with an envelope instead of a stream.
        if (isJson(opened)) throw await this.#http.failure(opened, token);
        return opened;
      }),
    );
    try {
      yield* readTurn(response.body as AsyncIterable<Uint8Array>);
    } catch (error) {
      if (signal?.aborted) throw error;
      throw limit.aborted ? errors.timedOut(this.#http.host) : errors.interrupted(error);
    }
  }

  async state(sessionId: string, signal?: Signal): Promise<StateAnswer> {
    const answer = await this.#ofSession(this.#json(paths.state(sessionId), stateSchema, { signal }));
    return { state: answer.value, draftText: sliceJson(answer.text, draftPath) };
  }

  async credits(signal?: Signal): Promise<Credits> {
    return (await this.#json(paths.credits, creditsSchema, { signal })).value;
  }

  /** A token for opening the session in a browser; the bearer token itself never goes into an address. */
  async claimToken(session: Session, signal?: Signal): Promise<string> {
    const body = JSON.stringify({ task_id: session.task_id, session_id: session.session_id });
    const call = { method: 'POST', headers: json, body, signal } as const;
    return (await this.#json(paths.claimToken, claimTokenSchema, call)).value.claim_token;
  }

  /**
   * Starts a render job.
   *
   * @param renderId unique; made and written down by the caller before the call
   * @param draftText the draft as `state` gave it, sent back byte for byte
   */
  async render(
    renderId: string,
    sessionId: string,
    draftText: string,
    quality: Quality = 'high',
    signal?: Signal,
  ): Promise<RenderStatus> {
    const fields = JSON.stringify({ id: renderId, sessionId, output: { format: 'mp4', quality } });
    const body = `${fields.slice(0, -1)},"draft":${draftText}}`;
    const call = { method: 'POST', headers: json, body, signal } as const;
    return (await this.#json(paths.render, renderStatusBodySchema, call)).value;
  }

  async renderStatus(renderId: string, signal?: Signal): Promise<RenderStatus> {
    return (await this.#json(paths.renderJob(renderId), renderStatusBodySchema, { signal })).value;
  }

  async cancelRender(renderId: string, signal?: Signal): Promise<void> {
    await this.#json(paths.renderCancel(renderId), z.unknown(), { method: 'POST', signal });
  }

  /**
   * Fetches a finished video to a file; where its own address fails, from the back end's download endpoint.
   *
   * @returns bytes written
   */
  async download(
    renderId: string,
    outputUrl: string | undefined,
    path: string,
    hooks: DownloadHooks = {},
  ): Promise<number> {
    const fallback = paths.renderDownload(renderId);
    try {
      return await this.#fetchFile(outputUrl ?? fallback, path, hooks);
    } catch (error) {
      if (outputUrl === undefined || hooks.signal?.aborted || !(error instanceof errors.NemoError))
        throw error;
      return await this.#fetchFile(fallback, path, hooks);
    }
  }

  /** Whose token is used, as far as that is known here. */
  async account(): Promise<Account> {
    return await this.#tokens.account();
  }

  /** The page where an anonymous account becomes one with a name. */
  async registerUrl(): Promise<string> {
    const account = await this.account();
    return registerPage(this.webUrl, account.kind === 'anonymous' ? account.userId : undefined);
  }

  /** The page that opens a session in a browser; it lets whoever has it in. */
  async browserUrl(session: Session, signal?: Signal): Promise<string> {
    const token = await this.claimToken(session, signal);
    if (isBearer(token)) throw errors.unexpectedAnswer();
    return claimPage(this.webUrl, token);
  }

  /** Closes all connections; calls under way fail. */
  async close(): Promise<void> {
    await this.#http.close();
  }

  async #fetchFile(
    url: string,
    path: string,
    hooks: { signal?: Signal; onProgress?: (bytes: number, total: number) => void },
  ): Promise<number> {
    const response = await this.#withToken(hooks.signal, async (token) =>
      this.#opened(await this.#http.openFile(url, { token, signal: hooks.signal }), token),
    );
    return await saveBody(response, path, hooks);
  }

  async #opened(response: Dispatcher.ResponseData, token: string): Promise<Dispatcher.ResponseData> {
    if (response.statusCode >= 200 && response.statusCode < 300) return response;
    throw await this.#http.failure(response, token);
  }

  #json<S extends z.ZodType>(path: string, schema: S, call: Call): Promise<Answer<z.output<S>>> {
    return this.#withToken(call.signal, (token) => this.#http.json(path, schema, { ...call, token }));
  }

  /** Makes a call; with another token, once, where the first is refused. */
  async #withToken<T>(signal: Signal, call: (token: string) => Promise<T>): Promise<T> {
    const token = await this.#tokens.current(this.#http, signal);
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof errors.NemoError) || error.code !== 'tokenRefused') throw error;
      return await call(await this.#tokens.renew(this.#http, token, signal));
    }
  }

  /** A 404 on anything of a session says that the session is gone. */
  async #ofSession<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const isGone = error instanceof errors.NemoError && error.code === 'rejected' && error.status === 404;
      throw isGone ? errors.sessionNotFound() : error;
    }
  }
}

function isJson(response: Dispatcher.ResponseData): boolean {
  return String(response.headers['content-type']).startsWith('application/json');
}
