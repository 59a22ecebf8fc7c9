import { t } from '@vscode/l10n';
import { element, icon, setText, type View } from './dom';
import type { ProjectView } from './state';

/** The project's name, and where its video is made. */
export function header(): View<Pick<ProjectView, 'title' | 'backend'>> {
  const title = element('h1', 'title');
  const badge = element('span', 'backend');
  let backend: ProjectView['backend'] | undefined;
  return {
    element: element('header', 'header', element('div', 'column', title, badge)),
    update(project) {
      setText(title, project.title);
      title.title = project.title;
      if (project.backend === backend) return;
      backend = project.backend;
      const isLocal = backend === 'local';
      badge.title = isLocal
        ? t('The video is made on this computer. Nothing is uploaded.')
        : t('The video is made in the cloud. Files are uploaded to it.');
      badge.replaceChildren(
        icon(isLocal ? 'device-desktop' : 'cloud'),
        isLocal ? t('This computer') : t('NemoVideo cloud'),
      );
    },
  };
}
