import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { isMissing } from '../disk/atomic';
import { log } from '../log';
import { MediaError } from '../media/errors';
import { sentenceOf } from '../sentences';
import { checkCaller } from './guard';
import { sendError } from './reply';
import { Router, type Route } from './router';
import { badRequest, WireError, notFound } from './wire-error';

export interface EngineServer {
  readonly http: Server;
  /** Takes no more requests, ends those under way and waits until they have cleaned up after themselves. */
  close(): Promise<void>;
}

/** ms that answers on their way have for reaching their end */
const closeGraceMs = 200;

/** The HTTP server of the engine: who asks, who answers, and what is said when that fails. */
export function createEngineServer(token: string, routes: readonly Route[]): EngineServer {
  const router = new Router(routes);
  const answers = new Set<Promise<void>>();
  const http = createServer((request, response) => {
    const answered = answer(request, response, router, token).finally(() => answers.delete(answered));
    answers.add(answered);
  });
  // Uploads and turns take as long as they take; a client that goes away is noticed by its connection.
  http.requestTimeout = 0;
  return {
    http,
    close: async () => {
      http.close();
      const settled = Promise.all(answers);
      await Promise.race([settled, setTimeout(closeGraceMs, undefined, { ref: false })]);
      http.closeAllConnections();
      await settled;
    },
  };
}

/** Never rejects. */
async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  router: Router,
  token: string,
): Promise<void> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const abort = new AbortController();
  response.on('close', () => {
    if (!response.writableFinished) abort.abort();
  });
  // A client that resets its connection is seen as `close`; unheard, the error would end the process.
  response.on('error', () => undefined);
  try {
    checkCaller(request, token);
    const { handle, id } = router.find(request.method ?? 'GET', pathname);
    await handle({ request, response, id, query, signal: abort.signal });
  } catch (error) {
    if (abort.signal.aborted) return;
    if (response.headersSent) {
      log.error(pathname, error);
      response.destroy();
      return;
    }
    sendError(response, wireErrorOf(error, pathname), pathname.startsWith('/api/render/'));
    request.resume();
  }
}

function wireErrorOf(error: unknown, pathname: string): WireError {
  if (error instanceof WireError) return error;
  if (error instanceof MediaError) return badRequest(error.message);
  log.error(pathname, error);
  return isMissing(error) ? notFound(pathname) : new WireError(500, 500, sentenceOf(error));
}
