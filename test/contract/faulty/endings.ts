import { empty, event, json, refuse, sse } from '../server/answers';
import { resetBefore } from '../server/faults';
import { cutUpload } from '../server/slow-upload';
import { edits, scripted, type Fault } from './faults';

/** A fault that no program may make good by itself. */
export interface Ending extends Fault {
  /** What the failure says. */
  readonly sentence: RegExp;
  /** What the agent had said before, word for word: it is told all the same. */
  readonly says?: string;
}

const failed = json({
  success: true,
  data: { id: 'r', status: 'failed', error: 'Lambda ran out of memory.' },
});

export const endings: readonly Ending[] = [
  {
    // One error of that turn, which keeps the words before it: what it left on the timeline may be half of it.
    what: 'where an error that is no JSON stands behind good words',
    holds: ['events/error-not-json', 'events/error-keeps-text'],
    ...scripted(
      'message',
      edits(sse(event({ type: 'text', content: 'Half is done.' }), 'data: The model\ndata: is gone.\n\n')),
    ),
    sentence: /^The model is gone\.$/,
    says: 'Half is done.',
    requests: { message: 1, render: 0 },
  },
  {
    what: 'where an upload may have been taken, which is not sent again',
    ...scripted('upload', cutUpload(100, { reset: true })),
    sentence: /^The connection was lost/,
    requests: { upload: 1, message: 0 },
  },
  {
    what: 'where two renders fail, and tries no third',
    holds: ['poll/failed-id'],
    ...scripted('renderStatus', failed, failed),
    sentence: /^Lambda ran out of memory\.$/,
    requests: { message: 1, render: 2, cdn: 0 },
  },
  {
    what: 'where the plan does not include the export',
    holds: ['codes/402'],
    ...scripted('render', empty(402)),
    sentence: /^The plan of this account does not include export/,
    requests: { message: 1, render: 1 },
  },
  {
    what: 'where the credits are used up, and charges for nothing more',
    holds: ['codes/2001'],
    ...scripted('message', refuse(2001)),
    sentence: /^The credits are used up\./,
    requests: { message: 1, render: 0 },
  },
  {
    what: 'where the server hangs up on the question for a session, which may have been made',
    ...scripted('session', resetBefore),
    sentence: /cannot be reached\./,
    requests: { session: 1, upload: 0 },
  },
];
