import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Endpoint, Recorded } from './exchange';

/** Puts a request on record, and its answer when it is given. */
export function record(request: IncomingMessage, response: ServerResponse, endpoint: Endpoint): Recorded {
  const { method = '', url = '', headers } = request;
  const recorded: Recorded = {
    endpoint,
    method,
    path: url,
    headers,
    body: '',
    files: [],
    finished: false,
    answer: undefined,
  };
  // A client that hangs up is found by whoever reads the body; unheard, the error would end the process.
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  response.on('finish', () => (recorded.finished = true));
  const writeHead = response.writeHead.bind(response);
  const noteHead = (status: number, fields: OutgoingHttpHeaders = {}) => {
    recorded.answer = { status, type: String(fields['Content-Type'] ?? '') };
    return writeHead(status, fields);
  };
  Object.assign(response, { writeHead: noteHead });
  return recorded;
}
