import { basename, dirname } from 'node:path';
import * as vscode from 'vscode';
import type { ProjectHead } from '../../studio/project-state';
import type { Command } from '../parts';

interface Choice extends vscode.QuickPickItem {
  /** Undefined for the line above a group. */
  readonly projectId?: string;
}

/** Lets the person choose among the open projects and those of old, and shows the chosen one. */
export const switchProject: Command = (parts) => async () => {
  const { studio, panels } = await parts.workshop.get();
  const open = studio.projects.value.map((project) => choiceOf(project.state.value.record));
  const older = studio.older.value.map(choiceOf);
  const choice = await vscode.window.showQuickPick(
    [...group(vscode.l10n.t('open'), open), ...group(vscode.l10n.t('older'), older)],
    { title: vscode.l10n.t('Switch to another project'), matchOnDescription: true, matchOnDetail: true },
  );
  if (choice?.projectId === undefined) return;
  const project = await studio.open(choice.projectId);
  if (project) panels.open(project);
  else
    await vscode.window.showErrorMessage(
      vscode.l10n.t('The project of {0} cannot be read any more. Convert the recording again.', choice.label),
    );
};

/** The choices under a line that names them; nothing where there are none. */
function group(label: string, choices: readonly Choice[]): Choice[] {
  return choices.length === 0 ? [] : [{ label, kind: vscode.QuickPickItemKind.Separator }, ...choices];
}

function choiceOf({ id, recording, backend, createdAt }: ProjectHead): Choice {
  return {
    projectId: id,
    label: basename(recording),
    description: new Date(createdAt).toLocaleString(vscode.env.language, {
      dateStyle: 'medium',
      timeStyle: 'short',
    }),
    detail: dirname(recording),
    iconPath: new vscode.ThemeIcon(backend === 'local' ? 'device-desktop' : 'cloud'),
  };
}
