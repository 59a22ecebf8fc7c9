import { t } from '@vscode/l10n';
import type { Desk } from './actions';
import { activityView } from './activity';
import { chips } from './chips';
import { composer } from './composer';
import { conversation } from './conversation';
import { element, setHidden, setText } from './dom';
import { acceptDrops } from './drop';
import { errorLine } from './error-line';
import { elsewhereLine } from './elsewhere';
import { header } from './header';
import type { Request } from './link';
import { openMemory } from './memory';
import { keepAtEnd } from './scroll';
import { rowsOf, suggestionsOf, type ProjectView } from './state';
import { allowChanges, button } from './ui';
import type { Editor } from './vscode';
import { firstSuggestions, welcome } from './welcome';

/** The page around one project. */
export interface Page {
  update(project: ProjectView): void;
  /** Shows a sentence above the text box. */
  fail(reason: unknown): void;
}

/** Builds the page into `root`. `request` sends to the editor, which also remembers for the page. */
export function openPage(
  root: HTMLElement,
  request: (request: Request) => Promise<void>,
  editor: Pick<Editor, 'remembered' | 'remember'>,
): Page {
  const problem = errorLine();
  /** Sends; what the editor refuses is shown. */
  const send = async (message: Request) => {
    try {
      await request(message);
      problem.clear();
    } catch (reason) {
      problem.show(reason);
    }
  };
  const say = (text: string) => {
    keeper.toEnd();
    return request({ type: 'say', text });
  };
  const attach = () => void send({ type: 'attach' });

  const announcer = element('div', 'for-screen-readers');
  announcer.ariaLive = 'polite';
  let isElsewhere = false;
  const desk: Desk = {
    get isElsewhere() {
      return isElsewhere;
    },
    act: (action) =>
      void send(action.do === 'say' ? { type: 'say', text: action.text } : { type: 'do', action }),
    announce: (sentence) => setText(announcer, sentence),
  };

  const scroller = element('main', 'scroller');
  scroller.tabIndex = 0;
  scroller.ariaLabel = t('Conversation');
  const top = header();
  const greeting = welcome(attach);
  const list = conversation(scroller, desk);
  const busy = activityView();
  const content = element('div', 'column content', greeting, list.element, busy.element);
  scroller.append(content);

  const jump = button({
    label: t('Jump to latest'),
    icon: 'arrow-down',
    className: 'jump',
    onPress: () => keeper.toEnd(),
  });
  setHidden(jump, true);
  const keeper = keepAtEnd(scroller, content, (atEnd) => {
    setHidden(jump, atEnd);
    memory.keepPlace();
  });
  const memory = openMemory(editor, () =>
    keeper.atEnd ? undefined : list.rowAt(scroller.getBoundingClientRect().top),
  );

  const suggestions = chips((text) => void send({ type: 'say', text }));
  const box = composer({
    async say(text) {
      await say(text);
      problem.clear();
    },
    stop: () => void send({ type: 'stop' }),
    attach,
    keep: memory.keepDraft,
    fail: problem.show,
  });
  const restore = ({ projectId }: ProjectView) => {
    const state = memory.recall(projectId);
    box.setText(state?.draftText ?? '');
    const target = state?.reading && list.reach(state.reading.itemId);
    if (state?.reading && target) keeper.toElement(target, state.reading.offset);
    else keeper.toEnd();
  };

  const veil = acceptDrops(root, { add: (uris) => void send({ type: 'drop', uris }), fail: problem.show });
  const jumpPlace = element('div', 'jump-place', jump);
  const elsewhere = elsewhereLine();
  const foot = element(
    'div',
    'column foot',
    jumpPlace,
    suggestions.element,
    elsewhere.element,
    problem.element,
    box.element,
  );
  root.replaceChildren(top.element, scroller, element('footer', 'footer', foot), veil, announcer);
  root.classList.add('is-waiting');

  const setElsewhere = (now: boolean) => {
    // Rows built from now on look at the desk; those that are there, and the chips, are told.
    if (now || isElsewhere) allowChanges(root, !now);
    isElsewhere = now;
    elsewhere.update(now);
    box.setClosed(now);
  };

  let shownId: string | undefined;
  return {
    fail(reason) {
      // Also before there is a project: a page that fails to begin must say so.
      root.classList.remove('is-waiting');
      problem.show(reason);
    },
    update(project) {
      root.classList.remove('is-waiting');
      const isEmpty = project.items.length === 0;
      const isIdle = project.activity.kind === 'idle';
      top.update(project);
      setHidden(greeting, !isEmpty);
      list.update(rowsOf(project));
      busy.update(project.activity);
      suggestions.update(isEmpty && isIdle ? firstSuggestions() : suggestionsOf(project));
      box.setBusy(!isIdle);
      setElsewhere(project.isElsewhere);
      if (project.projectId !== shownId) restore(project);
      shownId = project.projectId;
    },
  };
}
