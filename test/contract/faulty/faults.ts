import { setTimeout as sleep } from 'node:timers/promises';
import { empty, event, html, json, redirect, refuse, reset, sse, tool, after } from '../server/answers';
import type { Cloud } from '../server/cloud';
import { asEver } from '../server/defaults';
import type { Endpoint, Handler } from '../server/exchange';
import * as spoil from '../server/faults';
import { limited, serverError } from '../server/refusals';
import { readSlowly, refuseEarly } from '../server/slow-upload';
import type { Gate } from './gate';

/** One way in which a conversion is made hard, and how often everything may be asked for because of it. */
export interface Fault {
  readonly what: string;
  /** Rows of the wire that it holds the program to. */
  readonly holds?: readonly string[];
  /** Whether the program waits for half a minute over it. */
  readonly isSlow?: true;
  prepare(cloud: Cloud, gate: Gate): void;
  /** Requests to endpoints, where there is more or less than one. */
  readonly requests?: Partial<Record<Endpoint, number>>;
}

/** Does what a message asks for, and says of it what the handler says. */
export const edits =
  (say: Handler): Handler =>
  async (exchange) => {
    const { session_id } = JSON.parse(exchange.recorded.body) as { session_id: string };
    exchange.cloud.drafts.set(session_id, exchange.cloud.draftText);
    await say(exchange);
  };

export const scripted = (endpoint: Endpoint, ...answers: Handler[]) => ({
  prepare: (cloud: Cloud) => cloud.script(endpoint, ...answers),
});
const disposed = (change: Partial<Cloud>) => ({
  prepare: (cloud: Cloud) => void Object.assign(cloud, change),
});

/** Answers, and lets nobody in for the better part of a second. */
const shutBehind =
  (gate: Gate): Handler =>
  async (exchange) => {
    gate.shut();
    await asEver(exchange);
    await sleep(700);
    await gate.open();
  };

const completed = (fields: object): Handler => json({ id: 'r', status: 'completed', ...fields });

const tokens: readonly Fault[] = [
  {
    what: 'the token is refused: 1001 in a body',
    holds: ['codes/1001', 'envelopes/code-under-200'],
    ...scripted('session', refuse(1001)),
    requests: { anonymousToken: 2, session: 2 },
  },
  {
    what: 'the token is refused at the message: HTTP 401 with a page',
    holds: ['codes/1001', 'message/once'],
    ...scripted('message', html(401)),
    requests: { anonymousToken: 2, message: 2 },
  },
  {
    what: 'the token is refused while the upload still goes out',
    holds: ['codes/1001'],
    ...scripted('upload', refuseEarly(1000, { refusal: empty(401) })),
    requests: { anonymousToken: 2, upload: 2 },
  },
  {
    what: 'the client id is not taken: 400',
    holds: ['codes/400'],
    ...scripted('anonymousToken', json({ error: 'X-Client-Id header is required' }, 400)),
    requests: { anonymousToken: 2 },
  },
];

const asked: readonly Endpoint[] = ['anonymousToken', 'session', 'upload', 'message', 'state', 'render'];
const limits: readonly Fault[] = asked.map((endpoint) => ({
  what: `asked too often: 429 with Retry-After 1 (${endpoint})`,
  holds: ['codes/429'],
  ...scripted(endpoint, limited(1)),
  requests: { [endpoint]: endpoint === 'state' ? 3 : 2, ...(endpoint === 'render' ? { state: 3 } : {}) },
}));

const sessions: readonly Fault[] = [
  {
    what: 'the session is forgotten before the message: 1002',
    holds: ['codes/1002'],
    ...scripted('message', refuse(1002)),
    requests: { session: 2, upload: 2, message: 2 },
  },
  {
    what: 'the session is forgotten before the upload: HTTP 404',
    holds: ['codes/1002', 'events/unknown-session'],
    ...scripted('upload', json({ detail: 'Session not found' }, 404)),
    requests: { session: 2, upload: 2 },
  },
  {
    what: 'the server is gone for a second before the upload',
    prepare: (cloud, gate) => cloud.script('session', shutBehind(gate)),
  },
  {
    what: 'the upload is taken at a trickle',
    ...scripted('upload', readSlowly(16, 20)),
  },
  {
    what: 'whoever is asked for capabilities gives a page',
    holds: ['engine/plain-cloud'],
    ...scripted('capabilities', html(200)),
  },
  {
    what: 'whoever is asked for capabilities has trouble: 500',
    holds: ['engine/plain-cloud'],
    ...scripted('capabilities', serverError(500, 'text')),
  },
  {
    what: 'the state cannot be read behind the message: 500',
    ...scripted('state', serverError(500, 'halfJson')),
    requests: { state: 3 },
  },
  {
    what: 'ids are strings, in the envelope with success',
    holds: ['ids/opaque', 'envelopes/two'],
    ...disposed({ idForm: 'string', envelope: 'success' }),
  },
  {
    what: 'ids are numbers beyond 2^53, in no envelope at all',
    holds: ['ids/opaque'],
    ...disposed({ idForm: 'number', envelope: 'bare' }),
  },
];

const messages: readonly Fault[] = [
  {
    what: 'the answer is cut within a character, the edit done',
    holds: ['run/lost', 'message/once'],
    isSlow: true,
    ...scripted(
      'message',
      edits(spoil.cutWithinCharacter(sse('data: {"type":"text","content":"Gut, grün"}\n\n'))),
    ),
  },
  {
    what: 'the connection is reset in place of an answer, the edit done',
    holds: ['run/lost', 'message/once'],
    isSlow: true,
    ...scripted('message', edits(spoil.resetBefore)),
  },
  {
    what: 'a gateway gives up on the answer, the edit done: 504',
    holds: ['run/lost', 'message/once'],
    isSlow: true,
    ...scripted('message', edits(html(504))),
  },
  {
    what: 'the edit is silent: no word in the answer',
    holds: ['run/silent-edit', 'events/silent-end'],
    ...scripted('message', edits(sse(tool('build_draft')))),
  },
  {
    what: 'the events come byte by byte',
    holds: ['sse/utf-8'],
    ...scripted(
      'message',
      edits(spoil.byteByByte(sse('\ufeffdata: {"type":"text",\r\ndata: "content":"Fertig 🎬"}\r\n\r\n'))),
    ),
  },
  {
    what: 'the events are the vendor’s own, and end in noise',
    holds: ['events/vendor', 'events/noise-tail'],
    ...scripted(
      'message',
      edits(
        sse(
          event({ type: 'tool_call', name: 'build', args: {} }),
          event({ type: 'heartbeat' }),
          event({ type: 'text', content: 'Here it is.' }),
          event({ type: 'tool_result', name: 'build' }),
          event({ type: 'text', content: ' I encountered a temporary issue.' }),
        ),
      ),
    ),
  },
];

const renders: readonly Fault[] = [
  {
    what: 'the render is not taken at first: 503',
    ...scripted('render', serverError(503, 'html')),
    requests: { render: 2, state: 3 },
  },
  {
    what: 'the render is taken, and nobody says so',
    ...scripted('render', spoil.doneButUnsaid()),
  },
  {
    what: 'the render’s id is taken by nobody known',
    holds: ['poll/duplicate-id'],
    ...scripted('render', json({ success: false, error: 'duplicate render id' })),
    requests: { render: 2, state: 3 },
  },
  {
    what: 'the render fails once',
    holds: ['poll/failed-id'],
    ...scripted(
      'renderStatus',
      json({ success: true, data: { id: 'r', status: 'failed', error: 'lambda died' } }),
    ),
    requests: { render: 2, state: 3 },
  },
  {
    what: 'polls find 500, a page, a hang-up, 408 and 429',
    holds: ['poll/trouble-is-not-failure'],
    ...scripted('renderStatus', serverError(500, 'json'), html(200), reset, empty(408), limited(1)),
  },
  ...(['enveloped', 'bare', 'task'] as const).map((pollShape) => ({
    what: `polls are answered in the shape “${pollShape}”`,
    holds: ['poll/three-shapes'],
    ...disposed({ pollShape, pollsUntilDone: 3 }),
  })),
];

const downloads: readonly Fault[] = [
  {
    what: 'the video’s address is forbidden: 403',
    holds: ['endpoints/render-download'],
    ...scripted('cdn', empty(403)),
    requests: { renderDownload: 1 },
  },
  {
    what: 'the video is cut off in the middle',
    ...scripted('cdn', spoil.cutAfter(40_000)),
    requests: { cdn: 2 },
  },
  {
    what: 'the video is cut off, and cannot be had in part',
    prepare: (cloud) => {
      cloud.ranges = false;
      cloud.script('cdn', spoil.cutAfter(40_000));
    },
    requests: { cdn: 2 },
  },
  {
    what: 'the video is reset in the middle, without a name for its version',
    prepare: (cloud) => {
      cloud.validators = 'none';
      cloud.script('cdn', spoil.resetAfter(70_000));
    },
    requests: { cdn: 2 },
  },
  {
    what: 'at the video’s address is a page',
    ...scripted('cdn', html(200)),
    requests: { renderDownload: 1 },
  },
  {
    what: 'at the video’s address is less than a video, as if it were whole',
    ...scripted('cdn', spoil.shortenedBy(10)),
    requests: { renderDownload: 1 },
  },
  {
    what: 'the video comes at a trickle',
    ...scripted('cdn', spoil.trickled(5000, 20)),
  },
  {
    what: 'the download endpoint sends on to another origin',
    holds: ['headers/other-origin'],
    prepare: (cloud) => {
      cloud.script('renderStatus', completed({}));
      cloud.script('renderDownload', (exchange) => redirect(`${cloud.cdnUrl}/r.mp4?sig=1`)(exchange));
    },
    requests: { renderDownload: 1 },
  },
  {
    what: 'everything takes a while, and the video’s host is slow to answer',
    prepare: (cloud) => {
      for (const endpoint of asked) cloud.script(endpoint, after(150, asEver));
      cloud.script('cdn', after(300, asEver));
    },
  },
];

/** All that a conversion at the cloud must come through. The slow ones first, so that the others go on beside them. */
export const faults: readonly Fault[] = [
  ...messages,
  ...tokens,
  ...limits,
  ...sessions,
  ...renders,
  ...downloads,
].toSorted((a, b) => Number(b.isSlow ?? false) - Number(a.isSlow ?? false));
