import { t } from '@vscode/l10n';
import { element, icon, setText, type View } from './dom';

/** A line above the text box for as long as another window works on the project. */
export function elsewhereLine(): View<boolean> {
  const words = element('span');
  const sign = icon('multiple-windows');
  const root = element('div', 'elsewhere-line', sign, words);
  root.role = 'status';
  return {
    element: root,
    update(isElsewhere) {
      root.classList.toggle('is-shown', isElsewhere);
      // The words come and go in a line that stays: that is what a screen reader reads out.
      setText(words, isElsewhere ? t('This project is being worked on in another window.') : '');
    },
  };
}
