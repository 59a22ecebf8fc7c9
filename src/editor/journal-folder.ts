import { createHash } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * Projects belong to the folder or workspace that is open; without one, to the user. Not in the editor's own storage
 * for a workspace: a second window on the same folder gets another one there, and what it began is never seen again.
 */
export function journalFolder(context: vscode.ExtensionContext): vscode.Uri {
  const { workspaceFile, workspaceFolders } = vscode.workspace;
  const place = workspaceFile ?? workspaceFolders?.[0]?.uri;
  const name = place
    ? createHash('sha256').update(place.toString()).digest('hex').slice(0, 16)
    : 'without-folder';
  return vscode.Uri.joinPath(context.globalStorageUri, 'projects', name);
}
