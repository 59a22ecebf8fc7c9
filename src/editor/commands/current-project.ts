import * as vscode from 'vscode';
import { commands } from '../../contributions';
import type { Project } from '../../studio/project';
import type { Parts } from '../parts';

/** The project that is being looked at; where there is none, offers to begin one. */
export async function currentProject(parts: Parts): Promise<Project | undefined> {
  const { studio } = await parts.workshop.get();
  const project = studio.current.value;
  if (!project) {
    const convert = vscode.l10n.t('Convert a Recording…');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('There is no project yet. Convert a recording to begin.'),
      convert,
    );
    if (answer === convert) await vscode.commands.executeCommand(commands.convert);
  }
  return project;
}

/** The same, with its panel brought to the front: what happens next shows there. */
export async function currentProjectInView(parts: Parts): Promise<Project | undefined> {
  const project = await currentProject(parts);
  if (project) (await parts.workshop.get()).panels.open(project);
  return project;
}
