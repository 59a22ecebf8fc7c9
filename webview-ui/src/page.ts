import { t } from '@vscode/l10n';
import { activityView } from './activity';
import type { Desk } from './actions';
import { chips } from './chips';
import { composer } from './composer';
import { conversation } from './conversation';
import { element, icon, setText } from './dom';
import { acceptDrops } from './drop';
import { header } from './header';
import type { Request } from './link';
import { keepAtEnd } from './scroll';
import { rowsOf, suggestionsOf, type ProjectView } from './state';
import { button } from './ui';
import type { Editor } from './vscode';
import { firstSuggestions, welcome } from './welcome';

/** The page around one project. */
export interface Page {
  update(project: ProjectView): void;
  /** Shows a sentence above the text box. */
  fail(reason: unknown): void;
}

/** Milliseconds without scrolling before the place is remembered. */
const restBeforeRemembering = 150;

/** Builds the page into `root`. `request` sends to the editor, `memory` outlives a reload. */
export function openPage(
  root: HTMLElement,
  request: (request: Request) => Promise<void>,
  memory: Pick<Editor, 'remembered' | 'remember'>,
): Page {
  let project: ProjectView | undefined;
  let draftText = '';
  let rememberTimer: ReturnType<typeof setTimeout> | undefined;

  const errorText = element('span', 'error-text');
  const errorLine = element(
    'div',
    'error-line',
    icon('error'),
    errorText,
    button({ label: t('Dismiss'), icon: 'close', look: 'icon', onPress: () => clearError() }),
  );
  errorLine.role = 'alert';
  errorLine.hidden = true;
  const clearError = () => {
    errorLine.hidden = true;
  };
  const fail = (reason: unknown) => {
    setText(errorText, reason instanceof Error ? reason.message : String(reason));
    errorLine.hidden = false;
  };
  /** Sends; what the editor refuses is shown. */
  const send = async (message: Request) => {
    try {
      await request(message);
      clearError();
    } catch (reason) {
      fail(reason);
    }
  };
  const attach = () => void send({ type: 'attach' });

  const announcer = element('div', 'for-screen-readers');
  announcer.ariaLive = 'polite';
  const desk: Desk = {
    act: (action) =>
      void send(action.do === 'say' ? { type: 'say', text: action.text } : { type: 'do', action }),
    announce: (sentence) => setText(announcer, sentence),
  };

  const scroller = element('main', 'scroller');
  scroller.tabIndex = 0;
  scroller.ariaLabel = t('Conversation');
  const top = header();
  const list = conversation(scroller, desk);
  list.element.role = 'log';
  list.element.ariaLabel = t('Conversation');
  const busy = activityView();
  const greeting = welcome(attach);
  const content = element('div', 'column content', greeting, list.element, busy.element);
  scroller.append(content);

  const jump = button({
    label: t('Jump to latest'),
    icon: 'arrow-down',
    className: 'jump',
    onPress: () => keeper.toEnd(),
  });
  jump.hidden = true;
  const keeper = keepAtEnd(scroller, content, (atEnd) => {
    jump.hidden = atEnd;
    clearTimeout(rememberTimer);
    rememberTimer = setTimeout(remember, restBeforeRemembering);
  });

  const suggestions = chips((text) => void send({ type: 'say', text }));
  const box = composer({
    async say(text) {
      keeper.toEnd();
      await request({ type: 'say', text });
      clearError();
    },
    stop: () => void send({ type: 'stop' }),
    attach,
    keep(text) {
      draftText = text;
      remember();
    },
    fail,
  });
  const remember = () => {
    if (!project) return;
    const place = keeper.atEnd ? undefined : list.rowAt(scroller.getBoundingClientRect().top);
    const reading = place && { itemId: place.id, offset: place.offset };
    memory.remember({ projectId: project.projectId, draftText, ...(reading ? { reading } : {}) });
  };
  const restore = ({ projectId }: ProjectView) => {
    const state = memory.remembered(projectId);
    box.setText(state?.draftText ?? '');
    const target = state?.reading && list.reach(state.reading.itemId);
    if (state?.reading && target) keeper.toElement(target, state.reading.offset);
    else keeper.toEnd();
    remember();
  };

  const veil = acceptDrops(root, { add: (uris) => void send({ type: 'drop', uris }), fail });
  const foot = element(
    'div',
    'column foot',
    element('div', 'jump-place', jump),
    suggestions.element,
    errorLine,
    box.element,
  );
  root.replaceChildren(top.element, scroller, element('footer', 'footer', foot), veil, announcer);
  root.classList.add('is-waiting');

  return {
    fail,
    update(next) {
      const isOther = next.projectId !== project?.projectId;
      project = next;
      root.classList.remove('is-waiting');
      const isEmpty = next.items.length === 0;
      top.update(next);
      greeting.hidden = !isEmpty;
      list.update(rowsOf(next));
      busy.update(next.activity);
      suggestions.update(isEmpty && next.activity.kind === 'idle' ? firstSuggestions() : suggestionsOf(next));
      box.setBusy(next.activity.kind !== 'idle');
      if (isOther) restore(next);
    },
  };
}
