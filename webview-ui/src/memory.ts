import type { PageState } from '../../src/protocol';
import type { Editor } from './vscode';

/** What outlives a reload of the page: the text not sent yet, and where the reader was. */
export interface Memory {
  /** What was remembered of this project. From now on, what is kept belongs to it. */
  recall(projectId: string): PageState | undefined;
  keepDraft(text: string): void;
  /** Keeps the reader's place once scrolling has come to rest. */
  keepPlace(): void;
}

/** Milliseconds without scrolling before the place is asked for: asking costs a layout. */
const rest = 150;

/** `placeOf` tells where the reader is: nowhere in particular while at the end. */
export function openMemory(
  editor: Pick<Editor, 'remembered' | 'remember'>,
  placeOf: () => PageState['reading'],
): Memory {
  let projectId: string | undefined;
  let draftText = '';
  let reading: PageState['reading'];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    if (projectId !== undefined) editor.remember({ projectId, draftText, ...(reading ? { reading } : {}) });
  };
  return {
    recall(id) {
      const state = editor.remembered(id);
      projectId = id;
      draftText = state?.draftText ?? '';
      reading = state?.reading;
      // Written even where nothing is remembered: the editor finds the project of a restored panel in it.
      write();
      return state;
    },
    keepDraft(text) {
      if (text === draftText) return;
      draftText = text;
      write();
    },
    keepPlace() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        reading = placeOf();
        write();
      }, rest);
    },
  };
}
