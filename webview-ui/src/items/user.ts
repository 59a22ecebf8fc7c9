import { t } from '@vscode/l10n';
import { element, icon, setHidden, setText, type View } from '../dom';
import type { ItemOf } from '../state';

/** What the person said, and the files that came with it. */
export function userView(): View<ItemOf<'user'>> {
  const text = element('div', 'user-text');
  const files = element('ul', 'user-files');
  const statusText = element('span');
  const status = element('div', 'user-status', icon('error'), statusText);
  const bubble = element('div', 'user-bubble', files, text);
  const root = element('article', 'item user', bubble, status);
  root.ariaLabel = t('You');
  return {
    element: root,
    update(item) {
      setText(text, item.text);
      setHidden(text, item.text === '');
      setHidden(files, item.files.length === 0);
      if (files.childElementCount !== item.files.length) {
        files.replaceChildren(...item.files.map((name) => element('li', '', icon('file-media'), name)));
      }
      const words = statusWords(item);
      root.classList.toggle('is-waiting', item.status === 'queued' || item.status === 'sending');
      root.classList.toggle('is-failed', item.status === 'failed');
      setHidden(status, words === undefined);
      setText(statusText, words ?? '');
    },
  };
}

function statusWords({ status, before }: ItemOf<'user'>): string | undefined {
  switch (status) {
    case 'queued':
      return t('Waiting');
    case 'sending':
      return t('Sending…');
    case 'failed':
      // One that went out may have been taken, whatever became of its answer.
      return before === undefined ? t('Not sent') : t('Not finished');
    case 'sent':
      return undefined;
  }
}
