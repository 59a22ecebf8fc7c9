import { randomUUID } from 'node:crypto';
import { messageRequestSchema } from '../../../wire/message';
import { paths } from '../../../wire/paths';
import type { DirectorEvent } from '../../director/director';
import { log } from '../../log';
import { sentenceOf } from '../../sentences';
import { readBody } from '../body';
import { projectOf, type Parts } from '../parts';
import type { Route } from '../router';
import { EventStream } from '../sse';
import { notUnderstood } from '../wire-error';

const mostBytes = 1024 * 1024;

/** A message to the director; its answer as events of Google's Agent Development Kit. */
export function messageRoutes({ store, director }: Parts): Route[] {
  return [
    {
      method: 'POST',
      path: paths.message,
      handle: async ({ request, response, signal }) => {
        const body = await readBody(request, messageRequestSchema, mostBytes);
        const text = body.new_message.parts
          .map((part) => part.text ?? '')
          .join('\n')
          .trim();
        if (text === '') throw notUnderstood();
        const project = await projectOf(store, body.session_id);
        const events = new EventStream(response);
        const frame = eventFrame();
        try {
          for await (const event of director.say(project.sessionId, text, signal)) events.send(frame(event));
        } catch (error) {
          if (signal.aborted) return;
          log.error('message', error);
          events.send({ ...frame({ type: 'text', text: '' }), content: null, ...failure(error) });
        }
        events.end();
      },
    },
  ];
}

const failure = (error: unknown) => ({ errorCode: 'ENGINE_ERROR', errorMessage: sentenceOf(error) });

/** Makes ADK events of one turn. */
function eventFrame(): (event: DirectorEvent) => object {
  const invocationId = `e-${randomUUID()}`;
  return (event) => ({
    id: randomUUID(),
    invocationId,
    author: 'nemo_agent',
    timestamp: Date.now() / 1000,
    actions: { stateDelta: {}, artifactDelta: {} },
    ...contentOf(event),
  });
}

function contentOf(event: DirectorEvent): object {
  switch (event.type) {
    case 'piece':
      return { content: { role: 'model', parts: [{ text: event.text }] }, partial: true };
    case 'text':
      return { content: { role: 'model', parts: [{ text: event.text }] }, finishReason: 'STOP' };
    case 'call': {
      const { id, name, args } = event;
      return { content: { role: 'model', parts: [{ functionCall: { id, name, args } }] } };
    }
    case 'done': {
      const { id, name, response } = event;
      // A response to a call has the role of the user in this protocol.
      return { content: { role: 'user', parts: [{ functionResponse: { id, name, response } }] } };
    }
  }
}
