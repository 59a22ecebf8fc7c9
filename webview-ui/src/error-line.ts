import { t } from '@vscode/l10n';
import { element, icon, setHidden, setText } from './dom';
import { button } from './ui';

/** A line above the text box for what could not be done. */
export interface ErrorLine {
  readonly element: HTMLElement;
  show(reason: unknown): void;
  clear(): void;
}

/** Hidden until something fails. */
export function errorLine(): ErrorLine {
  const text = element('span', 'error-text');
  const dismiss = button({ label: t('Dismiss'), icon: 'close', look: 'icon', onPress: () => clear() });
  const root = element('div', 'error-line', icon('error'), text, dismiss);
  root.role = 'alert';
  setHidden(root, true);
  const clear = () => {
    setHidden(root, true);
  };
  return {
    element: root,
    show(reason) {
      setHidden(root, false);
      setText(text, reason instanceof Error ? reason.message : String(reason));
    },
    clear,
  };
}
