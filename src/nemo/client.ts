import type { Dispatcher } from 'undici';
import * as z from 'zod';
import { creditsSchema, sessionSchema, claimTokenSchema, type Credits, type Session } from '../wire/account';
import { capabilitiesSchema, plainCloud, type Capabilities } from '../wire/capabilities';
import { uploadSchema, type Upload, type UploadRequest } from '../wire/files';
import { sliceJson } from '../wire/json';
import { paths } from '../wire/paths';
import { renderStatusBodySchema, type Quality, type RenderStatus } from '../wire/render';
import { draftPath, stateSchema, type SessionState } from '../wire/state';
import { checkAddress, claimPage, isBearer, registerPage } from './addresses';
import type { Attribution } from './attribution';
import { Calls, isOfType } from './calls';
import { systemClock, type Clock } from './clock';
import { download, type DownloadHooks } from './download';
import * as errors from './errors';
import type { LocalFile } from './files';
import { Http, type Call } from './http';
import type { TurnEvent } from './message';
import { say, type SayHooks } from './say';
import type { Account, TokenSource } from './token';
import { upload, type Uploaded, type UploadHooks } from './upload';

export interface ClientOptions {
  readonly baseUrl: string;
  /** Where the service's pages for people are. */
  readonly webUrl: string;
  readonly attribution: Attribution;
  readonly tokens: TokenSource;
  /** The computer's own, unless a test has another. */
  readonly clock?: Clock;
}

/** A session's state, with the draft also as the text that it came in (see `Draft`). */
export interface StateAnswer {
  readonly state: SessionState;
  readonly draftText: string | undefined;
}

type Signal = AbortSignal | undefined;
/** Failures that say nothing of what a back end can do; any other answer is that of a plain cloud. */
const noAnswer: readonly errors.NemoErrorCode[] = ['unreachable', 'timedOut', 'tokenRefused', 'rateLimited'];
/** ms for a back end to fetch files from elsewhere before it answers */
const fetchTimeoutMs = 10 * 60_000;
const json = { 'Content-Type': 'application/json' };

/** One back end, cloud or engine, by the calls of the wire. Every method throws NemoError, or the signal's reason. */
export class NemoClient {
  readonly #clock: Clock;
  readonly #http: Http;
  readonly #tokens: TokenSource;
  readonly #calls: Calls;
  /** Where the service's pages for people are. */
  readonly webUrl: string;

  constructor(options: ClientOptions) {
    this.webUrl = options.webUrl;
    this.#clock = options.clock ?? systemClock;
    this.#http = new Http(options.baseUrl, options.attribution, this.#clock);
    this.#tokens = options.tokens;
    this.#calls = new Calls(this.#http, options.tokens);
  }

  /** What this back end can do; a plain cloud where it does not know the question. */
  async capabilities(signal?: Signal): Promise<Capabilities> {
    try {
      return (await this.#calls.json(paths.capabilities, capabilitiesSchema, { signal })).value;
    } catch (error) {
      if (!(error instanceof errors.NemoError) || noAnswer.includes(error.code)) throw error;
      return plainCloud;
    }
  }

  /** @param language BCP 47 */
  async createSession(language: string, signal?: Signal): Promise<Session> {
    const call = this.#post({ task_name: 'project', language }, signal);
    return (await this.#calls.json(paths.session, sessionSchema, call)).value;
  }

  /**
   * Sends files from this computer, in one form; memory does not grow with them. Tried again, twice, only where
   * nothing can have arrived.
   *
   * @throws NemoError; `interrupted` where the back end may have taken them
   */
  async upload(sessionId: string, files: readonly LocalFile[], hooks: UploadHooks = {}): Promise<Uploaded> {
    return await upload(this.#calls, this.#clock, sessionId, files, hooks);
  }

  /** Hands over files by reference: addresses, or paths where the back end can read this computer's files. */
  async uploadByReference(sessionId: string, request: UploadRequest, signal?: Signal): Promise<Upload> {
    const call: Call = { ...this.#post(request, signal), idleTimeoutMs: fetchTimeoutMs, once: true };
    return (await this.#calls.ofSession(this.#calls.json(paths.upload(sessionId), uploadSchema, call))).value;
  }

  /**
   * Has the back end fetch files from elsewhere.
   *
   * @throws NemoError badAddress before anything is sent, where one of them is no web address
   */
  async uploadUrls(sessionId: string, urls: readonly string[], signal?: Signal): Promise<Upload> {
    const request: UploadRequest = { source_type: 'url', urls: urls.map(checkAddress) };
    return await this.uploadByReference(sessionId, request, signal);
  }

  /**
   * Says something to the agent. Never sent twice; the answer's end is the end of the turn.
   *
   * @throws NemoError: `unreachable` where the message never left, `interrupted` where it may have been taken,
   *   `timedOut` after 15 minutes, or 10 with nothing but keep-alives: the caller then reads the state
   */
  say(sessionId: string, text: string, hooks: SayHooks = {}): AsyncGenerator<TurnEvent, void> {
    return say(this.#calls, this.#clock, sessionId, text, hooks);
  }

  async state(sessionId: string, signal?: Signal): Promise<StateAnswer> {
    const answer = await this.#calls.ofSession(
      this.#calls.json(paths.state(sessionId), stateSchema, { signal }),
    );
    // Where there is no envelope around it, the draft stands one level higher.
    const draftText = sliceJson(answer.text, draftPath) ?? sliceJson(answer.text, draftPath.slice(1));
    return { state: answer.value, draftText };
  }

  async credits(signal?: Signal): Promise<Credits> {
    return (await this.#calls.json(paths.credits, creditsSchema, { signal })).value;
  }

  /** A token for opening the session in a browser; the bearer token itself never goes into an address. */
  async claimToken(session: Session, signal?: Signal): Promise<string> {
    const call = this.#post({ task_id: session.task_id, session_id: session.session_id }, signal);
    return (await this.#calls.json(paths.claimToken, claimTokenSchema, call)).value.claim_token;
  }

  /**
   * Starts a render job.
   *
   * @param renderId unique; made and written down by the caller before the call
   * @param draftText the draft as `state` gave it, sent back byte for byte
   * @throws NemoError; `interrupted` where the job may have been taken
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
    const call: Call = { method: 'POST', headers: json, body, signal, once: true, isExport: true };
    return this.#told((await this.#calls.json(paths.render, renderStatusBodySchema, call)).value);
  }

  async renderStatus(renderId: string, signal?: Signal): Promise<RenderStatus> {
    const answer = await this.#calls.json(paths.renderJob(renderId), renderStatusBodySchema, { signal });
    return this.#told(answer.value);
  }

  async cancelRender(renderId: string, signal?: Signal): Promise<void> {
    await this.#calls.json(paths.renderCancel(renderId), z.unknown(), { method: 'POST', signal });
  }

  /**
   * Fetches a finished video to a file; where its own address fails, from the back end's download endpoint. A part
   * that is at the path goes on where it is, if `resume` says what it belongs to.
   *
   * @param path a temporary file; the caller renames or removes it, also after a failure
   * @returns bytes of the file
   * @throws NemoError incompleteDownload; errors of the disk as they are
   */
  async download(
    renderId: string,
    outputUrl: string | undefined,
    path: string,
    hooks: DownloadHooks = {},
  ): Promise<number> {
    const addresses = new Set([outputUrl, paths.renderDownload(renderId)].filter((url) => url !== undefined));
    const openers = [...addresses].map(
      (url) => (headers: Record<string, string>) => this.#openFile(url, headers, hooks.signal),
    );
    return await download(openers, path, hooks, this.#clock);
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

  #told(status: RenderStatus): RenderStatus {
    return status.error === undefined ? status : { ...status, error: this.#calls.concealed(status.error) };
  }

  #post(body: unknown, signal: Signal): Call {
    return { method: 'POST', headers: json, body: JSON.stringify(body), signal };
  }

  async #openFile(
    url: string,
    headers: Record<string, string>,
    signal: Signal,
  ): Promise<Dispatcher.ResponseData> {
    const open = async (call: Call) => {
      const response = await this.#http.openFile(url, call);
      const isThere = response.statusCode < 300 || response.statusCode === 416;
      // An error may come as 200 with an envelope.
      if (isThere && !isOfType(response, 'application/json')) return response;
      throw await this.#http.failure(response, call);
    };
    if (!this.#http.isOwn(url)) return await open({ headers, signal });
    return await this.#calls.withToken(signal, (token) => open({ headers, token, signal }));
  }
}
