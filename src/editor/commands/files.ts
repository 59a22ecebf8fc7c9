import * as vscode from 'vscode';
import { checkAddress } from '../../nemo/addresses';
import { sentenceFor } from '../../studio/errors';
import type { Command } from '../parts';
import { currentProject, currentProjectInView } from './current-project';

/** The commands that bring something into the project that is being looked at, or take it to a browser. */

export const uploadFiles: Command = (parts) => async () => {
  const project = await currentProjectInView(parts);
  if (project) await (await parts.workshop.get()).actions.run(project, { do: 'attach' });
};

export const uploadFromUrl: Command = (parts) => async () => {
  const project = await currentProject(parts);
  if (!project) return;
  const url = await vscode.window.showInputBox({
    title: vscode.l10n.t('Upload a file from the web'),
    prompt: vscode.l10n.t('The service fetches it from this address.'),
    placeHolder: 'https://',
    ignoreFocusOut: true,
    validateInput: addressProblem,
  });
  if (!url?.trim()) return;
  (await parts.workshop.get()).panels.open(project);
  await project.attachUrl(url.trim());
};

export const openInBrowser: Command = (parts) => async () => {
  const project = await currentProject(parts);
  if (project) await (await parts.workshop.get()).actions.run(project, { do: 'openInBrowser' });
};

/** Why an address cannot be used; undefined where it can, or where nothing is typed yet. */
function addressProblem(text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    checkAddress(text.trim());
    return undefined;
  } catch (error) {
    return sentenceFor(error);
  }
}
