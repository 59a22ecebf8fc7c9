import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';

/** Projects belong to the folder that is open, so that two windows do not share one; else to the user. */
export function journalFolder(context: vscode.ExtensionContext): vscode.Uri {
  return vscode.Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'projects');
}

/** Whether there are projects to restore; asks the disk, loads nothing. */
export async function hasProjects(context: vscode.ExtensionContext): Promise<boolean> {
  const names = await readdir(journalFolder(context).fsPath).catch(() => []);
  return names.some((name) => name.endsWith('.json'));
}
