import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mp4 } from '../../builders';
import { refuse } from './answers';
import { defaults, isAllowed } from './defaults';
import type { Endpoint, Exchange, Handler, Recorded } from './exchange';
import { receive } from './receive';

const segment = '([^/]+)';
const routes: readonly (readonly [Endpoint, string, RegExp])[] = [
  ['anonymousToken', 'POST', /^\/api\/auth\/anonymous-token$/],
  ['claimToken', 'POST', /^\/api\/auth\/claim-token$/],
  ['session', 'POST', /^\/api\/tasks\/me\/with-session\/nemo_agent$/],
  ['message', 'POST', /^\/run_sse$/],
  ['upload', 'POST', new RegExp(`^/api/upload-video/nemo_agent/me/${segment}$`)],
  ['credits', 'GET', /^\/api\/credits\/balance\/simple$/],
  ['state', 'GET', new RegExp(`^/api/state/nemo_agent/me/${segment}/latest$`)],
  ['render', 'POST', /^\/api\/render\/proxy\/lambda$/],
  ['renderStatus', 'GET', new RegExp(`^/api/render/proxy/lambda/${segment}$`)],
  ['renderCancel', 'POST', new RegExp(`^/api/render/proxy/lambda/${segment}/cancel$`)],
  ['renderDownload', 'GET', new RegExp(`^/api/render/proxy/${segment}/download$`)],
  ['capabilities', 'GET', /^\/api\/engine\/capabilities$/],
];

/** A draft as a service may write it: odd spacing, integers that a double cannot hold, escapes, `1.50`. */
export const oddDraft =
  '{"t" :[ {"tt":0,"sg":[{"id":90071992547409935,"name":"caf\\u00e9 \\/ sea","start":0,"d":3000,"x":1.0e-7}]},\n' +
  '\t{"tt":1,"sg":[{"id":"a1","name":"episode","d":3000,"volume":0.30000000000000004}] }], "d":3000,"m":{"title":"Odd","width":1920,"height":1080}}';

/**
 * The vendor's service as the tests have it: the wire over real sockets, a file host on another origin, every request
 * on record, and every endpoint open to a script that answers otherwise.
 */
export class Cloud {
  readonly requests: Recorded[] = [];
  readonly tokens = new Set<string>();
  /** The drafts of the sessions that are known, as text; empty before the first message. */
  readonly drafts = new Map<string, string>();
  readonly renders = new Map<string, { polls: number; cancelled: boolean }>();
  /** What a message turns the draft into. */
  draftText = oddDraft;
  pollShape: 'enveloped' | 'bare' | 'task' = 'enveloped';
  /** Polls that answer "processing" before the one that answers "completed". */
  pollsUntilDone = 0;
  /** Where it is set, the cloud has a capabilities endpoint that asks for polls as often as this. */
  pollMs: number | undefined;
  video = mp4(100_000);
  readonly #scripts = new Map<Endpoint, Handler[]>();
  readonly #always = new Map<Endpoint, Handler>();
  #count = 0;

  private constructor(
    private readonly api: Server,
    private readonly files: Server,
  ) {}

  static async start(): Promise<Cloud> {
    const [api, files] = [createServer(), createServer()];
    const cloud = new Cloud(api, files);
    api.on('request', (request, response) => void cloud.#serve(request, response, routeOf(request)));
    files.on(
      'request',
      (request, response) => void cloud.#serve(request, response, { endpoint: 'cdn', id: '' }),
    );
    for (const server of [api, files]) {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    }
    return cloud;
  }

  async stop(): Promise<void> {
    for (const server of [this.api, this.files]) {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    }
  }

  get baseUrl(): string {
    return urlOf(this.api);
  }

  /** The other origin. */
  get cdnUrl(): string {
    return urlOf(this.files);
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

  addSession(): string {
    const id = `90071992547409${931 + this.issue()}`;
    this.drafts.set(id, '');
    return id;
  }

  /** A number that was not given out before. */
  issue(): number {
    return ++this.#count;
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
    { endpoint, id }: { endpoint: Endpoint; id: string },
  ): Promise<void> {
    const { method = '', url = '', headers } = request;
    const recorded: Recorded = { endpoint, method, path: url, headers, body: '', files: [], finished: false };
    this.requests.push(recorded);
    response.on('finish', () => (recorded.finished = true));
    const exchange: Exchange = { cloud: this, recorded, request, response, id };
    const handler = this.#scripts.get(endpoint)?.shift() ?? this.#always.get(endpoint);
    try {
      if (!handler?.takesBody) Object.assign(recorded, await receive(request));
      if (handler) await handler(exchange);
      else if (!isAllowed(exchange)) await refuse(1001, 'token expired')(exchange);
      else await defaults[endpoint](exchange);
    } catch (error) {
      // A client that hangs up in the middle is what some tests are about.
      if (request.socket.destroyed) return;
      response.writeHead(500, { 'Content-Type': 'text/plain' }).end(String(error));
    }
  }
}

function routeOf({ method, url = '' }: IncomingMessage): { endpoint: Endpoint; id: string } {
  const path = url.split('?')[0] ?? '';
  for (const [endpoint, verb, pattern] of routes) {
    const match = verb === method && pattern.exec(path);
    if (match) return { endpoint, id: decodeURIComponent(match[1] ?? '') };
  }
  return { endpoint: 'unknown', id: '' };
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
