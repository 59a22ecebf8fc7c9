import './no-eval';
import { config } from '@vscode/l10n';
import { openLink } from './link';
import { openPage } from './page';
import { fold, type Change, type ProjectView } from './state';
import './style/main.css';
import { registerControls } from './ui';
import { connectEditor } from './vscode';

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with the id root.');

// Before any string is made. The editor leaves the attribute out where its language is English.
const strings = root.dataset['l10n'];
if (strings !== undefined) config({ contents: strings });
registerControls();

let project: ProjectView | undefined;
let frame: number | undefined;
const editor = connectEditor();
const link = openLink(editor.post, (change: Change) => {
  project = fold(project, change);
  // Many changes may arrive within one frame; the page shows what they come to.
  frame ??= requestAnimationFrame(() => {
    frame = undefined;
    if (project) page.update(project);
  });
});
const page = openPage(root, link.request, editor);

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  try {
    link.receive(data);
  } catch (reason) {
    page.fail(reason);
  }
});
link.request({ type: 'ready' }).catch(page.fail);
