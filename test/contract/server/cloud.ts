import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from './answers';
import { asEver } from './defaults';
import type { Endpoint, Exchange, Handler, Recorded } from './exchange';
import { unprocessable } from './json-body';
import { receive } from './receive';
import { record } from './record';
import { targetOf, type Target } from './routes';
import { Service } from './service';
import { repeatedMessage, violationsOf, type Rule, type Violation } from './violations';

export { oddDraft } from './service';

/**
 * The vendor's service as the tests have it: the wire over real sockets, a file host on another origin, every request
 * on record and held against the rules for all of them, and every endpoint open to a script that answers otherwise.
 */
export class Cloud extends Service {
  readonly requests: Recorded[] = [];
  readonly #allowed = new Set<Rule>();
  readonly #violations: Violation[] = [];
  readonly #scripts = new Map<Endpoint, Handler[]>();
  readonly #always = new Map<Endpoint, Handler>();

  private constructor(
    private readonly api: Server,
    private readonly fileHost: Server,
  ) {
    super();
  }

  static async start(): Promise<Cloud> {
    const [api, fileHost] = [createServer(), createServer()];
    const cloud = new Cloud(api, fileHost);
    const cdn: Target = { endpoint: 'cdn', id: '', takesOtherMethod: false };
    api.on('request', (request, response) => {
      void cloud.#serve(request, response, targetOf(request.method, request.url));
    });
    fileHost.on('request', (request, response) => void cloud.#serve(request, response, cdn));
    for (const server of [api, fileHost]) {
      // Uploads that are read slowly take as long as a test says.
      server.requestTimeout = 0;
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return cloud;
  }

  async stop(): Promise<void> {
    for (const server of [this.api, this.fileHost]) {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  }

  get baseUrl(): string {
    return urlOf(this.api);
  }

  /** The other origin. */
  get cdnUrl(): string {
    return urlOf(this.fileHost);
  }

  /** Answers of an endpoint from now on, each once and in this order; after them it answers as ever. */
  script(endpoint: Endpoint, ...handlers: Handler[]): void {
    this.#scripts.set(endpoint, [...(this.#scripts.get(endpoint) ?? []), ...handlers]);
  }

  /** The answer of an endpoint from now on. */
  always(endpoint: Endpoint, handler: Handler): void {
    this.#always.set(endpoint, handler);
  }

  /** The requests to an endpoint so far. */
  to(endpoint: Endpoint): Recorded[] {
    return this.requests.filter((request) => request.endpoint === endpoint);
  }

  /** Lets the test break rules that hold for all others. */
  allow(...rules: Rule[]): void {
    for (const rule of rules) this.#allowed.add(rule);
  }

  /** Whether the same message may be sent twice in this test, by hand for one. */
  set allowRepeats(isAllowed: boolean) {
    if (isAllowed) this.#allowed.add('repeatedMessage');
    else this.#allowed.delete('repeatedMessage');
  }

  /** What broke a rule for all requests, and was not allowed to. */
  get violations(): string[] {
    return this.#violations.filter(({ rule }) => !this.#allowed.has(rule)).map(({ says }) => says);
  }

  async #serve(request: IncomingMessage, response: ServerResponse, target: Target): Promise<void> {
    const { endpoint, id, takesOtherMethod } = target;
    const recorded = record(request, response, endpoint);
    this.requests.push(recorded);
    this.#violations.push(...violationsOf(recorded, this.tokens));
    const exchange: Exchange = { cloud: this, recorded, request, response, id };
    const handler = this.#scripts.get(endpoint)?.shift() ?? this.#always.get(endpoint);
    try {
      if (!handler?.takesBody && !(await this.#receive(recorded, request))) await unprocessable(exchange);
      else if (handler) await handler(exchange);
      else await (takesOtherMethod ? json({ detail: 'Method Not Allowed' }, 405) : asEver)(exchange);
    } catch (error) {
      // A client that hangs up in the middle is what some tests are about.
      if (request.socket.destroyed) return;
      if (response.headersSent) response.destroy();
      else response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
    }
  }

  /** @returns false where the body is that of no form and no text */
  async #receive(recorded: Recorded, request: IncomingMessage): Promise<boolean> {
    try {
      Object.assign(recorded, await receive(request));
    } catch (error) {
      if (request.readableAborted) throw error;
      return false;
    }
    const repeated =
      recorded.endpoint === 'message' &&
      repeatedMessage(recorded, this.requests.slice(0, this.requests.indexOf(recorded)));
    if (repeated) this.#violations.push(repeated);
    return true;
  }
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
