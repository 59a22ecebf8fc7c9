/** One row of a table of the wire, or one rule of its prose: what the tests hold the program to. */
export interface WireRow {
  /** What a test calls it in its title: `[wire: headers/platform]`. */
  readonly id: string;
  readonly section: string;
  readonly says: string;
}

const sections: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Addresses: {
    'base/api-url': 'The API’s address is the vendor’s, unless a setting or NEMO_API_URL says otherwise',
    'base/web-url': 'The web address is the vendor’s, unless NEMO_WEB_URL says otherwise',
  },
  'Headers on every request': {
    'headers/bearer': 'Every request but the one for an anonymous token carries the bearer token',
    'headers/attribution':
      'Every request carries the three attribution headers: uploads, polls and downloads too',
    'headers/source': 'X-Skill-Source is the name in package.json',
    'headers/version': 'X-Skill-Version is the version in package.json, read from there',
    'headers/platform': 'X-Skill-Platform is detected: variable, install path, product, else unknown',
    'headers/missing': 'An export without attribution is refused with 402',
    'headers/other-origin': 'No other origin ever sees token or attribution: it gets a plain GET',
  },
  Envelopes: {
    'envelopes/two': 'Both envelopes are read: code with data, success with data or error',
    'envelopes/code-under-200': 'A code other than 0 is an error, under HTTP 200 too',
    'envelopes/bare-errors':
      'A bare status is an error, whatever its body: error, detail, a list, HTML, nothing',
    'envelopes/unknown-fields': 'Fields that nobody knows are kept and ignored',
    'ids/opaque': 'Ids are strings with all their digits, also where they come as numbers beyond 2^53',
  },
  Endpoints: {
    'endpoints/anonymous-token':
      'POST anonymous-token: X-Client-Id and no body → token, user, expiry, credits',
    'endpoints/session': 'POST with-session: task name and language → task, session',
    'endpoints/message': 'POST run_sse: a message → server-sent events',
    'endpoints/upload': 'POST upload-video, multipart, field “files” repeated → what each file is',
    'endpoints/upload-by-url': 'POST upload-video with addresses as JSON → what each file is',
    'endpoints/credits': 'GET credits balance → available, frozen, total',
    'endpoints/state': 'GET state → draft, video_infos, canvas and more',
    'endpoints/render': 'POST render: id, sessionId in camelCase, draft, output → the job',
    'endpoints/render-status': 'GET render → how the job stands',
    'endpoints/render-cancel': 'POST cancel, no body → ok, and the job stops',
    'endpoints/render-download': 'GET download → the file, where its own address fails',
    'endpoints/claim-token': 'POST claim-token: task and session → a claim token and its seconds',
    'claim/browser-link': 'The browser’s link is the web’s claim page with the claim token',
    'claim/no-token-in-url': 'A bearer token never stands in an address',
  },
  'Render jobs': {
    'poll/three-shapes': 'A poll’s answer is read in each of its three shapes, with an error in any',
    'poll/statuses': 'A job goes from pending over processing to completed or failed',
    'poll/duplicate-id':
      'A render id that is taken: it is looked for, and where it is unknown or has failed, another id, once',
    'poll/failed-id': 'A render that failed: another id, once',
    'poll/trouble-is-not-failure':
      'Lost connections, 408, 429 and 5xx while polling: the same id is asked again',
    'poll/interval': 'The cloud is asked every 30 s, a back end that says so more often',
    'poll/patience': 'A job is followed for 15 minutes, and then stays resumable',
  },
  'Accounts and credits': {
    'account/export-is-free': 'An export takes no credits',
    'account/client-id': 'The client id has at most 64 characters, is made once and kept',
    'account/token-kept': 'An anonymous token is used until it expires or is refused',
    'account/scope-refused': 'An export that plan or scope refuse is explained, and offered on this computer',
  },
  'Sending a message': {
    'message/body': 'A message has the app, the user, the session and its parts',
    'message/role': 'A message always has its role',
    'message/accept': 'A message asks for text/event-stream',
    'message/once': 'A message is never sent twice',
    'message/no-idle-timeout': 'No idle timeout of the HTTP library ends an answer',
  },
  'The events': {
    'events/adk': 'Events of the Agent Development Kit are read: text, calls, responses',
    'events/several-parts': 'One event may hold parts of several kinds',
    'events/snake-case': 'Keys may be in snake_case',
    'events/thought': 'Thoughts are never shown',
    'events/adk-partial': 'Partial text is appended; a whole text takes the place of its pieces',
    'events/dedupe': 'A call that comes twice under one id is one call',
    'events/response-role': 'A function’s response under the role “user” is no echo of the user',
    'events/silent-end': 'A silent edit ends behind a response, or with an event without parts',
    'events/vendor': 'The vendor’s own events are read: text, tool_call, tool_result, heartbeat',
    'events/both-forms': 'Both forms may stand in one stream',
    'events/keep-alive': 'Heartbeats, empty data and comments are signs of life and no more',
    'events/error-code': 'errorCode and errorMessage on an event are an error of the turn',
    'events/error-object': 'An event {"error"} is an error of the turn',
    'events/error-not-json': 'Data that is not JSON, over two lines perhaps, is an error of the turn',
    'events/error-keeps-text': 'An error in the stream throws nothing away and nothing out',
    'events/noise-tail': 'A “temporary issue” behind a normal answer is dropped',
    'events/end': 'The end of the stream is the end of the turn',
    'events/unknown-session': 'A session that is gone: 404 with error or detail, or code 1002',
    'sse/line-ends': 'Lines end with CR, LF or CRLF, split anywhere',
    'sse/bom': 'One byte order mark may lead',
    'sse/multi-line': 'An event’s data may have several lines',
    'sse/utf-8': 'A character may be split between two chunks',
    'sse/bound': 'An event past 8 MiB ends the turn, not the process',
  },
  'While it runs, and when it breaks': {
    'run/hidden': 'Calls, responses and thoughts are not shown; the progress line may name the work',
    'run/still-working': 'After 2 minutes without text, and every 2 again: still working',
    'run/timeout': '10 minutes of keep-alives, or 15 in all, end the turn; the state is read',
    'run/silent-edit': 'A turn without text: the state before and after are compared, in words',
    'run/lost':
      'A lost connection: the state after 30 s, then every 60 s, five times, then an offer to retry',
    'run/queue': 'What is said meanwhile waits in order, and is sent one at a time',
    'run/cancel': 'A cancelled turn is aborted, and what it changed already is said',
    'run/two-stages': 'Two stages are reported as two, each to keep or to strip',
    'run/summary': 'A turn that changed the timeline ends with a summary, before and after',
    'run/next-steps': 'A turn that changed the timeline ends with two or three next steps',
  },
  'Which messages never reach the agent': {
    'intents/export': 'Asking for the export, in English or Chinese, exports',
    'intents/credits': 'Asking for the credits shows the credits',
    'intents/timeline': 'Asking for the status shows the timeline',
    'intents/upload': 'Asking for an upload, or giving a file, uploads',
    'intents/edit': 'Anything else goes to the agent',
    'intents/not-substring': 'A word of an intent inside an edit is an edit',
  },
  'What the agent says as if there were a GUI': {
    'gui/click': '“Click the button” becomes the button, where it is one of ours',
    'gui/open': '“Open the panel” shows the state',
    'gui/drag': '“Drag and drop” becomes an edit to send',
    'gui/preview': '“Preview in the timeline” shows the summary of the tracks',
    'gui/export-button': 'The “Export button” becomes an export on offer',
    'gui/account': '“Check your account” shows the credits',
    'gui/content-kept': 'What describes content is kept word for word',
    'gui/never-by-itself': 'No text of the agent starts an export or an upload by itself',
  },
  'The draft': {
    'draft/fields': 'Tracks, segments, durations in ms and metadata are read under their short names',
    'draft/bytes': 'The draft goes back byte for byte',
    'draft/opaque':
      'Segments are read defensively: start, duration, name, text and volume where there are any',
    'draft/exportable': 'A draft with a track that has a segment can be exported; no other can',
    'draft/summary': 'The summary has exactly the form of the sample',
  },
  Files: {
    'files/types': 'Fourteen types of video, picture and sound are taken, no others',
    'files/size': 'A file may have 500 MB and not a byte more',
    'files/checked-first': 'Type and size are checked before a byte is sent',
    'files/checked-again': 'The server checks them too, and says 4001 or 4002',
    'files/output': 'The video is H.264 in MP4, 1920×1080 or 1080×1920',
  },
  Codes: {
    'codes/0': '0 is success',
    'codes/1001': '1001 or 401: a new anonymous token under the same client id, the call once more',
    'codes/own-token': 'A token of the user’s own is never replaced; they are asked',
    'codes/1002': '1002 or 404: a new session, the files again if the user agrees, the old timeline readable',
    'codes/2001': '2001: register with the user’s id in the link, or top up',
    'codes/4001': '4001: the formats that are taken',
    'codes/4002': '4002: compress or trim, or render on this computer',
    'codes/400': '400 for a missing client id: one is made, the call once more',
    'codes/402': '402: a matter of the plan, not of credits; register, or render on this computer',
    'codes/429': '429: wait as long as Retry-After says, else 30 s, once, visibly',
  },
  'What the engine adds': {
    'engine/capabilities': 'The engine says what it can do',
    'engine/plain-cloud': 'Where nobody answers that, or with something else, it is a plain cloud',
    'engine/paths': 'The engine takes files where they lie, and copies nothing',
    'engine/own-token': 'The engine answers its own token on the loopback interface, and nobody else',
    'engine/frame': 'The engine gives a PNG of any time',
    'engine/sound': 'The engine gives the sound as MP3',
    'engine/progress': 'The engine’s polls say percent, stage and time left',
  },
};

/** Every row, in the order of the wire. */
export const wireRows: readonly WireRow[] = Object.entries(sections).flatMap(([section, rows]) =>
  Object.entries(rows).map(([id, says]) => ({ id, section, says })),
);
