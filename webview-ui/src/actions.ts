import { t } from '@vscode/l10n';
import { element } from './dom';
import type { Action } from './state';
import { button, type Button } from './ui';

/** What a view may ask of the page around it. */
export interface Desk {
  /** Has an action done by the editor; a refusal is shown by the page. */
  act(action: Action): void;
  /** Whether another window works on the project, so that nothing can be done about it here. */
  readonly isElsewhere: boolean;
  /** Says something to those who listen to the screen. */
  announce(sentence: string): void;
}

/** The words on an action's button. */
function labelOf(action: Action): string {
  switch (action.do) {
    case 'say':
      return action.text;
    case 'export':
      return t('Export Video');
    case 'showTimeline':
      return t('Show Timeline');
    case 'showCredits':
      return t('Show Credits');
    case 'attach':
      return t('Add Files…');
    case 'renderLocally':
      return t('Render on This Computer');
    case 'retry':
      return t('Try Again');
    case 'setToken':
      return t('Set Token…');
    case 'startAnew':
      return t('Start a New Session');
    case 'openInBrowser':
      return t('Open in Browser');
    case 'resumeExport':
      return t('Go On');
    case 'cancelExport':
      return t('Cancel');
    case 'play':
      return t('Play');
    case 'reveal':
      return t('Reveal in Explorer');
    case 'openLink':
      return linkLabelOf(action.to);
  }
}

function linkLabelOf(to: Extract<Action, { do: 'openLink' }>['to']): string {
  switch (to) {
    case 'registration':
      return t('Register');
    case 'account':
      return t('Open My Account');
    case undefined:
      return t('Open in Browser');
  }
}

const icons: Partial<Record<Action['do'], string>> = {
  export: 'export',
  showTimeline: 'list-tree',
  attach: 'attach',
  renderLocally: 'device-desktop',
  retry: 'refresh',
  setToken: 'key',
  startAnew: 'debug-restart',
  openInBrowser: 'globe',
  resumeExport: 'debug-continue',
  play: 'play',
  reveal: 'folder-opened',
  openLink: 'link-external',
};

/** Actions on files and pages that are there already, whoever works on the project. */
const harmless: readonly Action['do'][] = ['play', 'reveal', 'openLink'];

/** A button for an action. */
export function actionButton(
  action: Action,
  desk: Desk,
  { label = labelOf(action), look = 'secondary' }: { label?: string; look?: 'primary' | 'secondary' } = {},
): Button {
  const icon = icons[action.do];
  const changes = !harmless.includes(action.do);
  const made = button({
    label,
    look,
    changes,
    ...(icon === undefined ? {} : { icon }),
    onPress: () => desk.act(action),
  });
  made.disabled = changes && desk.isElsewhere;
  return made;
}

/** A row of buttons, or nothing where there are none. */
export function actionRow(actions: readonly Action[], desk: Desk): HTMLElement | undefined {
  if (actions.length === 0) return undefined;
  return element('div', 'actions', ...actions.map((action) => actionButton(action, desk)));
}
