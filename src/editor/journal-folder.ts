import * as vscode from 'vscode';

/** Projects belong to the folder that is open, so that windows seldom share one; without a folder, to the user. */
export function journalFolder(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'projects');
}
