import * as l10n from '@vscode/l10n';
import type { NemoClient } from '../nemo/client';
import { turnFailed } from '../nemo/errors';

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
 * @throws NemoError; what had come in by then was passed to `onText`
 */
export async function runTurn(
  client: NemoClient,
  sessionId: string,
  text: string,
  { onText, onNote, signal }: TurnHooks,
): Promise<void> {
  let failure: Error | undefined;
  const onQuiet = () => onNote(l10n.t('⏳ Still working…'));
  for await (const event of client.say(sessionId, text, { signal, onQuiet })) {
    if (event.type === 'text') onText(event.text);
    else if (event.type === 'tool') onNote(l10n.t('Editing the timeline…'));
    // More may follow; the turn ends with its stream.
    else if (event.type === 'failed') failure ??= turnFailed(event.reason);
  }
  if (failure) throw failure;
}
