import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { event, json, redirect, sse } from './server/answers';
import type { Cloud } from './server/cloud';
import { data } from './server/envelopes';
import type { Exchange, Handler } from './server/exchange';

/** Secrets that are found again wherever they get to; the own token looks like nothing that a pattern could know. */
export const canaries = {
  anonymous: 'nmv_usr_canary-Zk3',
  own: 'tweety-canary-9',
  claim: 'clm_canary-claim',
} as const;

const isCanary = /[\w-]*canary[\w-]*/gi;

/** The canaries in a text. */
export function canariesIn(text: string): string[] {
  return text.match(isCanary) ?? [];
}

/** Has the cloud give the canary to whoever has no token. */
export function giveCanary(cloud: Cloud): void {
  cloud.always('anonymousToken', async (exchange) => {
    cloud.tokens.add(canaries.anonymous);
    await data({ token: canaries.anonymous, user_id: 'anon_1' })(exchange);
  });
}

/** All that was told the cloud where no secret may be: every line of every request but the one for the token. */
export function toldTo(cloud: Cloud): string[] {
  return cloud.requests.flatMap(({ endpoint, path, headers, body }) => {
    const { authorization, ...others } = headers;
    const isOther = endpoint === 'cdn' || endpoint === 'anonymousToken';
    return [path, body, JSON.stringify(others), isOther ? (authorization ?? '') : ''];
  });
}

/** Requests that showed who this client is, or that sent back what a server wanted kept. */
export function identified(cloud: Cloud): string[] {
  return cloud.requests
    .filter(({ headers }) => headers['x-client-id'] ?? headers.cookie ?? headers.referer)
    .map(({ endpoint }) => endpoint);
}

/** The texts of all files in a folder, by path. */
export async function textsIn(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // What has gone meanwhile says nothing.
    texts.set(path, await readFile(path, 'latin1').catch(() => ''));
  }
  return texts;
}

/** The token alone: what stands behind “Bearer” would be known for a secret by that. */
const shown = ({ recorded }: Exchange) => recorded.headers.authorization?.replace('Bearer ', '') ?? 'nothing';

/** Ways of refusing that repeat what was shown, in the body and in every header that might be kept or followed. */
export const echoes: Readonly<Record<string, (status: number) => Handler>> = {
  error: (status) => echo(status, (told) => ({ error: `You showed ${told}, which will not do.` })),
  detail: (status) => echo(status, (told) => ({ detail: [{ msg: `not with ${told}`, input: told }] })),
  code: (status) => echo(status, (told) => ({ code: 5000, message: `${told} is not allowed`, data: told })),
  success: (status) => echo(status, (told) => ({ success: false, error: `${told} has no right to this.` })),
  page: (status) => (exchange) =>
    void exchange.response
      .writeHead(status, { 'Content-Type': 'text/html', 'X-Echo': shown(exchange) })
      .end(`<html><title>${shown(exchange)}</title></html>`),
};

function echo(status: number, bodyOf: (told: string) => unknown): Handler {
  return (exchange) => {
    const told = shown(exchange);
    exchange.response
      .writeHead(status, {
        'Content-Type': 'application/json',
        'WWW-Authenticate': told,
        'Set-Cookie': `session=${encodeURIComponent(told)}; Path=/`,
        'X-Echo': told,
      })
      .end(JSON.stringify(bodyOf(told)));
  };
}

/** Answers to a message that fail in the stream, with what was shown. */
export const failingStreams: readonly Handler[] = [
  (exchange) => sse(event({ error: `refused ${shown(exchange)}` }))(exchange),
  (exchange) => sse(event({ errorCode: '403', errorMessage: `${shown(exchange)} is over` }))(exchange),
  (exchange) => sse(`data: Traceback of ${shown(exchange)}\ndata: and more\n\n`)(exchange),
];

/** A render that failed, with what was shown. */
export const failedRender: Handler = (exchange) =>
  json({ success: true, data: { id: 'r', status: 'failed', error: `No GPU for ${shown(exchange)}` } })(
    exchange,
  );

/** Sends on to itself, to another place each time, until nobody follows. */
export const endlessRedirect: Handler = (exchange) =>
  redirect(`${exchange.recorded.path.split('?')[0]}?again=${exchange.cloud.issue()}`)(exchange);
