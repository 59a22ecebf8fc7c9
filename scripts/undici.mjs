// What the bundles have of undici: the client alone. Its index also loads fetch, WebSocket, caches and mocks, which
// are a third of everything that a first conversion has to read and compile.
import Agent from 'undici/lib/dispatcher/agent.js';
import Client from 'undici/lib/dispatcher/client.js';
import send from 'undici/lib/api/api-request.js';

export { Agent, Client };

/** As undici's own `request`, for callers that name their dispatcher. */
export function request(url, { dispatcher, ...options }) {
  const { origin, pathname, search } = new URL(url);
  return send.call(dispatcher, { ...options, origin, path: `${pathname}${search}` });
}
