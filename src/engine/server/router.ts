import type { IncomingMessage, ServerResponse } from 'node:http';
import { methodNotAllowed, notFound } from './wire-error';

/** One request on its way to its answer. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The id in the path; empty where the path has none. */
  readonly id: string;
  readonly query: URLSearchParams;
  /** Aborted when the client goes away before the answer is complete. */
  readonly signal: AbortSignal;
}
/** Answers, or throws a WireError that is answered for it. */
export type Handler = (exchange: Exchange) => Promise<void> | void;

export interface Route {
  readonly method: 'GET' | 'POST';
  /** A path of the wire, or how it is made of an id. */
  readonly path: string | ((id: string) => string);
  readonly handle: Handler;
}

/** Stands for the id while a path is taken apart; holds nothing that would be escaped. */
const placeholder = 'THE-ID';

/** Finds who answers a request. */
export class Router {
  readonly #routes: { route: Route; before: string; after: string | undefined }[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes.map((route) => {
      if (typeof route.path === 'string') return { route, before: route.path, after: undefined };
      const [before = '', after = ''] = route.path(placeholder).split(placeholder);
      return { route, before, after };
    });
  }

  /**
   * @param method HTTP method; HEAD is answered as GET is, by Node without the body
   * @throws WireError for an unknown path or a method that it does not take
   */
  find(method: string, pathname: string): { handle: Handler; id: string } {
    const wanted = method === 'HEAD' ? 'GET' : method;
    let isKnownPath = false;
    for (const { route, before, after } of this.#routes) {
      const id = idIn(pathname, before, after);
      if (id === undefined) continue;
      isKnownPath = true;
      if (route.method === wanted) return { handle: route.handle, id };
    }
    throw isKnownPath ? methodNotAllowed() : notFound(pathname);
  }
}

/** The id in a path, `''` where the path matches and has none, undefined where it does not match. */
function idIn(pathname: string, before: string, after: string | undefined): string | undefined {
  if (after === undefined) return pathname === before ? '' : undefined;
  if (!pathname.startsWith(before) || !pathname.endsWith(after)) return undefined;
  const segment = pathname.slice(before.length, pathname.length - after.length);
  if (segment === '' || segment.includes('/')) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    // Not an id that anybody escaped.
    return undefined;
  }
}
