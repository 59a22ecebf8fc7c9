import type { Dispatcher } from 'undici';
import { messageRequest } from '../wire/message';
import { paths } from '../wire/paths';
import { arriving } from './arriving';
import { isOfType, type Calls } from './calls';
import type { Clock } from './clock';
import * as errors from './errors';
import type { Call } from './http';
import { readTurn, type TurnEvent } from './message';
import { Watchdog } from './watchdog';

export interface SayHooks {
  readonly signal?: AbortSignal | undefined;
  /** Called whenever two minutes went by without text. */
  readonly onQuiet?: () => void;
}

/** See `NemoClient.say`. */
export async function* say(
  calls: Calls,
  clock: Clock,
  sessionId: string,
  text: string,
  { signal, onQuiet = () => undefined }: SayHooks,
): AsyncGenerator<TurnEvent, void> {
  const watchdog = new Watchdog(clock, onQuiet, () => errors.timedOut(calls.http.host));
  const until = signal ? AbortSignal.any([signal, watchdog.signal]) : watchdog.signal;
  try {
    const { response, token } = await open(calls, sessionId, text, until);
    for await (const event of readTurn(arriving(response))) {
      watchdog.saw(event);
      yield event.type === 'failed' ? concealed(event, token) : event;
    }
  } catch (error) {
    until.throwIfAborted();
    throw error instanceof errors.NemoError ? error : errors.interrupted(error);
  } finally {
    watchdog.stop();
  }
}

async function open(
  calls: Calls,
  sessionId: string,
  text: string,
  signal: AbortSignal,
): Promise<{ response: Dispatcher.ResponseData; token: string }> {
  const body = JSON.stringify(messageRequest(sessionId, text));
  const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream' };
  return await calls.ofSession(
    calls.withToken(signal, async (token) => {
      const call: Call = { method: 'POST', headers, body, token, signal, idleTimeoutMs: 0, once: true };
      const response = await calls.http.open(paths.message, call);
      // An error may come as 200 with an envelope or a page instead of a stream.
      if (response.statusCode >= 300 || isOfType(response, 'application/json', 'text/html'))
        throw await calls.http.failure(response, call);
      return { response, token };
    }),
  );
}

/** A server's words without the token that it was shown. */
function concealed(event: TurnEvent & { type: 'failed' }, token: string): TurnEvent {
  return { type: 'failed', reason: event.reason?.replaceAll(token, '•••') };
}
