import * as vscode from 'vscode';
import { commands } from '../../contributions';
import { isRunning } from '../../studio/jobs';
import type { Project } from '../../studio/project';
import type { Command, Parts } from '../parts';

/** The commands on the project that is being looked at. */

export const openChat: Command = (parts) => async () => {
  const project = await currentProject(parts);
  if (project) (await parts.workshop.get()).panels.open(project);
};

export const exportVideo: Command = (parts) => async () => {
  const project = await currentProject(parts);
  if (!project) return;
  (await parts.workshop.get()).panels.open(project);
  await project.export();
};

export const refreshTimeline: Command = (parts) => async () => {
  await (await currentProject(parts))?.refresh();
};

export const showCredits: Command = (parts) => async () => {
  const project = await currentProject(parts);
  if (!project) return;
  (await parts.workshop.get()).panels.open(project);
  await project.showCredits();
};

/** Cancels the export that runs; where several do, asks which. */
export const cancelExport: Command = (parts) => async () => {
  const { studio } = await parts.workshop.get();
  const running = studio.projects.value.flatMap((project) =>
    project.state.value.record.jobs.filter(isRunning).map((job) => ({ label: project.title, project, job })),
  );
  const [only, ...others] = running;
  const choice =
    others.length === 0
      ? only
      : await vscode.window.showQuickPick(running, {
          title: vscode.l10n.t('Which export should be cancelled?'),
        });
  choice?.project.cancelExport(choice.job.id);
};

async function currentProject(parts: Parts): Promise<Project | undefined> {
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
