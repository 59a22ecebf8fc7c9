import * as vscode from 'vscode';
import { extensions } from '../nemo/files';

/** Lets the person choose recordings, beginning in the open folder. */
export async function askForFiles(): Promise<string[]> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t('Convert'),
    title: vscode.l10n.t('Choose recordings to convert'),
    ...(folder ? { defaultUri: folder } : {}),
    filters: {
      [vscode.l10n.t('Recordings')]: [...extensions.audio, ...extensions.video],
      [vscode.l10n.t('Pictures')]: [...extensions.image],
    },
  });
  return (chosen ?? []).map((uri) => uri.fsPath);
}
