import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Cloud } from './cloud';

/** The endpoints of the wire by name; `cdn` is a file on the other origin. */
export type Endpoint =
  | 'anonymousToken'
  | 'claimToken'
  | 'session'
  | 'message'
  | 'upload'
  | 'credits'
  | 'state'
  | 'render'
  | 'renderStatus'
  | 'renderCancel'
  | 'renderDownload'
  | 'capabilities'
  | 'cdn'
  | 'unknown';

export interface ReceivedFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** A request as it came in, kept for the test to look at. */
export interface Recorded {
  readonly endpoint: Endpoint;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as text; empty for an upload, whose files stand in `files`. */
  body: string;
  files: ReceivedFile[];
  /** Whether the client took the whole answer; false while it runs, and where it hung up. */
  finished: boolean;
  /** Status of the answer, and its type; undefined where there was none. */
  answer: { readonly status: number; readonly type: string } | undefined;
}

/** One request and the answer to be given. */
export interface Exchange {
  readonly cloud: Cloud;
  readonly recorded: Recorded;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The id in the path, of a session or a render; empty where there is none. */
  readonly id: string;
}

/** An answer. `takesBody`: it reads the request's body itself, at its own pace. */
export type Handler = ((exchange: Exchange) => void | Promise<void>) & { readonly takesBody?: true };
