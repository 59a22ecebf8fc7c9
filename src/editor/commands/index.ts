import * as vscode from 'vscode';
import { commands, type CommandId } from '../../contributions';
import { isAbort, sentenceFor } from '../../studio/errors';
import type { Command, Parts } from '../parts';
import { chooseBackend, setToken, showLog, signOut } from './account';
import { convert } from './convert';
import { openInBrowser, uploadFiles, uploadFromUrl } from './files';
import { cancelExport, exportVideo, openChat, refreshTimeline, showCredits } from './project';
import { switchProject } from './switch-project';

/** Every contributed command and what it does; one that is missing does not compile. */
const handlers: Record<CommandId, Command> = {
  [commands.convert]: convert,
  [commands.openChat]: openChat,
  [commands.export]: exportVideo,
  [commands.cancelExport]: cancelExport,
  [commands.refreshTimeline]: refreshTimeline,
  [commands.showCredits]: showCredits,
  [commands.uploadFiles]: uploadFiles,
  [commands.uploadFromUrl]: uploadFromUrl,
  [commands.openInBrowser]: openInBrowser,
  [commands.switchProject]: switchProject,
  [commands.chooseBackend]: chooseBackend,
  [commands.setToken]: setToken,
  [commands.signOut]: signOut,
  [commands.showLog]: showLog,
};

/** Runs a command; where it fails, the person is told in a sentence and the log has the rest. */
export async function runCommand(id: CommandId, parts: Parts, args: unknown[]): Promise<unknown> {
  try {
    return await handlers[id](parts)(...args);
  } catch (error) {
    if (isAbort(error)) return undefined;
    parts.log.error(error);
    void vscode.window.showErrorMessage(sentenceFor(error));
    return undefined;
  }
}
