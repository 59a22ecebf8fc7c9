import * as vscode from 'vscode';
import { readSettings, rememberBackend } from './settings';

/**
 * Where videos are made: the setting, or (the first time) one question whose answer becomes the setting. Nothing
 * leaves the computer before it is answered.
 *
 * @returns undefined where the question was dismissed
 */
export async function backendToUse(): Promise<'local' | 'cloud' | undefined> {
  const { backend } = readSettings();
  return backend === 'ask' ? await askForBackend() : backend;
}

/** Asks, and remembers the answer. */
export async function askForBackend(): Promise<'local' | 'cloud' | undefined> {
  const { host } = new URL(readSettings().apiBaseUrl);
  const answers = [
    {
      backend: 'local' as const,
      label: `$(device-desktop) ${vscode.l10n.t('Render on this computer')}`,
      description: vscode.l10n.t('private, offline, no account'),
      detail: vscode.l10n.t('Nothing is uploaded.'),
    },
    {
      backend: 'cloud' as const,
      label: `$(cloud) ${vscode.l10n.t('NemoVideo cloud')}`,
      description: vscode.l10n.t('AI editing, 100 free credits'),
      detail: vscode.l10n.t('Files and messages are uploaded to {0}.', host),
    },
  ];
  const answer = await vscode.window.showQuickPick(answers, {
    title: vscode.l10n.t('Where should your videos be made?'),
    placeHolder: vscode.l10n.t('Asked once; you can change it in the settings at any time.'),
    ignoreFocusOut: true,
  });
  if (answer) await rememberBackend(answer.backend);
  return answer?.backend;
}
