import * as l10n from '@vscode/l10n';
import type { NemoClient } from '../nemo/client';
import { turnFailed } from '../nemo/errors';

/** ms without text after which a sign of life is shown, and again after as long */
const stillWorkingMs = 2 * 60_000;

export interface TurnHooks {
  /** The answer so far, as Markdown. */
  onText(text: string): void;
  /** A line for whoever waits. */
  onNote(note: string): void;
  readonly signal: AbortSignal;
}

/**
 * Says one thing and follows the answer to its end.
 *
 * @returns the whole answer; empty where the agent worked without a word
 * @throws NemoError; what had come in by then was passed to `onText`
 */
export async function runTurn(
  client: NemoClient,
  sessionId: string,
  text: string,
  hooks: TurnHooks,
): Promise<string> {
  let answer = '';
  let failure: Error | undefined;
  let timer: NodeJS.Timeout | undefined;
  const watch = () => {
    clearInterval(timer);
    timer = setInterval(() => hooks.onNote(l10n.t('⏳ Still working…')), stillWorkingMs);
  };
  watch();
  try {
    for await (const event of client.say(sessionId, text, { signal: hooks.signal })) {
      if (event.type === 'text') {
        watch();
        answer = event.text;
        hooks.onText(answer);
      } else if (event.type === 'tool') {
        hooks.onNote(l10n.t('Editing the timeline…'));
      } else if (event.type === 'failed') {
        // More may follow; the turn ends with its stream.
        failure ??= turnFailed(event.reason);
      }
    }
  } finally {
    clearInterval(timer);
  }
  if (failure) throw failure;
  return answer;
}
