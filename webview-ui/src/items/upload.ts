import { t } from '@vscode/l10n';
import { element, icon, setHidden, setText, type View } from '../dom';
import { formatBytes } from '../format';
import type { ItemOf } from '../state';
import { bar } from './bar';

/** A file on its way into the project. */
export function uploadView(first: ItemOf<'upload'>): View<ItemOf<'upload'>> {
  const name = element('span', 'card-name');
  const status = element('span', 'card-detail');
  const progress = bar(t('Adding {0}', first.name));
  const head = element('div', 'card-head', icon('file-media'), name, status);
  const root = element('article', 'item card upload', head, progress.element);
  return {
    element: root,
    update(item) {
      root.dataset['status'] = item.status;
      root.ariaLabel = t('Adding {0}', item.name);
      name.title = item.name;
      setText(name, item.name);
      setText(status, statusWords(item));
      setHidden(progress.element, item.status !== 'running');
      const percent = item.totalBytes > 0 ? (100 * item.sentBytes) / item.totalBytes : undefined;
      progress.update(percent, t('Adding'));
    },
  };
}

function statusWords({ status, sentBytes, totalBytes }: ItemOf<'upload'>): string {
  switch (status) {
    case 'running':
      return t('{0} of {1}', formatBytes(sentBytes), formatBytes(totalBytes));
    case 'done':
      return t('Added, {0}', formatBytes(totalBytes));
    case 'failed':
      return t('Not added');
    case 'cancelled':
      return t('Cancelled');
  }
}
