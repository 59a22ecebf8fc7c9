import * as vscode from 'vscode';
import { askForBackend } from '../first-use';
import type { Command } from '../parts';

/** The commands about where videos are made and whose token is used. */

export const chooseBackend: Command = () => async () => {
  await askForBackend();
};

export const setToken: Command = (parts) => async () => {
  const token = await vscode.window.showInputBox({
    title: vscode.l10n.t('Set the token of your NemoVideo account'),
    prompt: vscode.l10n.t('It is kept in the secret storage of your editor and sent to the cloud only.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('Paste the token here.') : undefined),
  });
  if (!token) return;
  await parts.secrets.setOwnToken(token.trim());
  await reconnect(parts);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Token saved.'), 5000);
};

export const signOut: Command = (parts) => async () => {
  await parts.secrets.signOut();
  await reconnect(parts);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Signed out of NemoVideo.'), 5000);
};

export const showLog: Command = (parts) => () => {
  parts.log.show();
  return Promise.resolve();
};

/** The next call to the cloud finds the new token. */
async function reconnect(parts: Parameters<Command>[0]): Promise<void> {
  if (parts.workshop.isMade) await (await parts.workshop.get()).connections.reset('cloud');
}
