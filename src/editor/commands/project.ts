import * as vscode from 'vscode';
import { isRunning } from '../../studio/jobs';
import type { Command } from '../parts';
import { currentProject, currentProjectInView } from './current-project';

/** The commands on the project that is being looked at. */

export const openChat: Command = (parts) => async () => {
  await currentProjectInView(parts);
};

export const exportVideo: Command = (parts) => async () => {
  await (await currentProjectInView(parts))?.export();
};

export const refreshTimeline: Command = (parts) => async () => {
  await (await currentProject(parts))?.refresh();
};

export const showCredits: Command = (parts) => async () => {
  await (await currentProjectInView(parts))?.showCredits();
};

/** Cancels the export that runs; where several do, asks which. Those of other windows are not ours to cancel. */
export const cancelExport: Command = (parts) => async () => {
  const { studio } = await parts.workshop.get();
  const ours = studio.projects.value.filter((project) => !project.state.value.isElsewhere);
  const running = ours.flatMap((project) =>
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
