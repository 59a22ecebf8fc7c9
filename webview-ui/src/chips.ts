import { t } from '@vscode/l10n';
import { element, setHidden, type View } from './dom';
import { button } from './ui';

/** Things to say, one press each. An empty list takes no room. */
export function chips(onPick: (text: string) => void): View<readonly string[]> {
  const lead = element('span', 'chips-lead', t('Try saying…'));
  const list = element('div', 'chips-list');
  const root = element('div', 'chips', lead, list);
  root.role = 'group';
  root.ariaLabel = t('Suggestions');
  let shown = '';
  return {
    element: root,
    update(texts) {
      setHidden(root, texts.length === 0);
      const key = JSON.stringify(texts);
      if (key === shown) return;
      shown = key;
      list.replaceChildren(
        ...texts.map((text) =>
          button({ label: text, className: 'chip', changes: true, onPress: () => onPick(text) }),
        ),
      );
    },
  };
}
