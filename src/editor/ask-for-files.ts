import * as vscode from 'vscode';
import { captionExtensions, extensions } from '../nemo/files';

/**
 * Lets the person choose files, beginning in the open folder.
 *
 * @param purpose what becomes of them: projects of their own, or part of one that there is
 * @returns absolute paths; none where the question was dismissed
 */
export async function askForFiles(purpose: 'convert' | 'add'): Promise<string[]> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const isNew = purpose === 'convert';
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: isNew ? vscode.l10n.t('Convert') : vscode.l10n.t('Add'),
    title: isNew
      ? vscode.l10n.t('Choose recordings to convert')
      : vscode.l10n.t('Choose files to add to the project'),
    ...(folder ? { defaultUri: folder } : {}),
    filters: {
      [vscode.l10n.t('Recordings')]: [...extensions.audio, ...extensions.video],
      [vscode.l10n.t('Pictures')]: [...extensions.image],
      [vscode.l10n.t('Transcripts')]: [...captionExtensions],
    },
  });
  return (chosen ?? []).map((uri) => uri.fsPath);
}
