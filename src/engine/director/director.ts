import { randomUUID } from 'node:crypto';
import { inLanguage } from '../language';
import { MediaError } from '../media/errors';
import type { Project } from '../projects/project';
import type { ProjectStore } from '../projects/store';
import { applyEdit } from './apply';
import type { Edit } from './edit';
import { localNames } from './names';
import { planEdits } from './plan';
import { reply, type AppliedEdit, type Outcome } from './reply';
import { understand } from './understand';

/** What happens in the course of an answer. */
export type DirectorEvent =
  /** An edit, and what came of it; the same id in both. */
  | { readonly type: 'call'; readonly id: string; readonly name: string; readonly args: object }
  | { readonly type: 'done'; readonly id: string; readonly name: string; readonly response: object }
  /** The reply, piece by piece, and then whole. */
  | { readonly type: 'piece' | 'text'; readonly text: string };

/**
 * Turns words into a timeline: words → wishes → edits → draft → sentence, each step on its own page. What is said
 * to have been done is on disk by then.
 */
export class Director {
  readonly #store: ProjectStore;

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  /**
   * Answers a message of a project that exists.
   *
   * @throws the signal's reason where aborted; then nothing has changed
   */
  async *say(sessionId: string, message: string, signal: AbortSignal): AsyncGenerator<DirectorEvent, void> {
    const { applied, text } = await this.#turn(sessionId, message, signal);
    for (const { edit, changed } of applied) {
      const id = `call-${randomUUID()}`;
      yield { type: 'call', id, name: edit.kind, args: argumentsOf(edit) };
      yield { type: 'done', id, name: edit.kind, response: { changed } };
    }
    for (const piece of text.split(/(?<=[.!?。！？:：]\s|\n)/)) yield { type: 'piece', text: piece };
    yield { type: 'text', text };
  }

  async #turn(
    sessionId: string,
    message: string,
    signal: AbortSignal,
  ): Promise<{ applied: readonly AppliedEdit[]; text: string }> {
    let applied: readonly AppliedEdit[] = [];
    let text = '';
    await this.#store.update(sessionId, async (project) => {
      try {
        const outcome = await direct(project, message, this.#store.folderOf(project), signal);
        applied = outcome.applied;
        text = inLanguage(project.language, () => reply(outcome));
        return outcome.draft === project.draft || !outcome.draft
          ? project
          : { ...project, draft: outcome.draft };
      } catch (error) {
        if (!(error instanceof MediaError)) throw error;
        text = error.message;
        return project;
      }
    });
    return { applied, text };
  }
}

/** The whole way from words to a draft. */
async function direct(
  project: Project,
  message: string,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome> {
  const understanding = understand(message);
  const { edits, notes } = await planEdits(understanding.wishes, project, folder, signal);
  const names = inLanguage(project.language, localNames);
  const applied: AppliedEdit[] = [];
  let draft = project.draft;
  for (const edit of edits) {
    const next = applyEdit(draft, edit, names);
    applied.push({ edit, changed: next !== draft });
    draft = next;
  }
  return { understanding, applied, notes, draft };
}

/** What an edit says of itself on the wire; captions are counted, not repeated. */
function argumentsOf(edit: Edit): object {
  return edit.kind === 'showCaptions'
    ? { kind: edit.kind, from: edit.from, captions: edit.cues.length }
    : edit;
}
