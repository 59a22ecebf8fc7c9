import * as vscode from 'vscode';
import { commands, contextKeys } from '../contributions';
import { isRunning, type Job } from '../studio/jobs';
import type { Project } from '../studio/project';
import type { Studio } from '../studio/studio';
import { stageWords } from '../studio/words';
import { play, reveal } from './actions';
import type { ChatPanels } from './chat/panels';

/**
 * Shows what the studio is doing outside the panel: context keys, one status bar item, and a notification when
 * an export ends that nobody was watching.
 */
export class Progress implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('podcastVideo.status', vscode.StatusBarAlignment.Left);
  readonly #subscriptions = new Map<Project, () => void>();
  readonly #unsubscribe: () => void;

  constructor(
    private readonly studio: Studio,
    private readonly panels: ChatPanels,
    private readonly onTimeline: () => void,
  ) {
    this.#item.name = vscode.l10n.t('Podcast Video');
    this.#unsubscribe = studio.projects.subscribe(() => this.#follow());
    this.#follow();
  }

  dispose(): void {
    this.#unsubscribe();
    for (const unsubscribe of this.#subscriptions.values()) unsubscribe();
    this.#item.dispose();
  }

  #follow(): void {
    for (const project of this.studio.projects.value) {
      if (this.#subscriptions.has(project)) continue;
      const unsubscribe = project.state.subscribe((after, before) => {
        if (after.timeline !== before.timeline) this.onTimeline();
        if (after.record.jobs === before.record.jobs) return;
        this.#show();
        for (const job of after.record.jobs) {
          const old = before.record.jobs.find(({ id }) => id === job.id);
          if (old && isRunning(old) && !isRunning(job)) void this.#tellEnd(project, job);
        }
      });
      this.#subscriptions.set(project, unsubscribe);
    }
    this.#show();
    this.onTimeline();
  }

  #show(): void {
    const projects = this.studio.projects.value;
    const running = projects.flatMap(({ state }) => state.value.record.jobs.filter(isRunning));
    void vscode.commands.executeCommand('setContext', contextKeys.hasProject, projects.length > 0);
    void vscode.commands.executeCommand('setContext', contextKeys.isExporting, running.length > 0);
    const [first] = running;
    if (!first) {
      this.#item.hide();
      return;
    }
    this.#item.text = `$(sync~spin) ${percentOf(first)}${running.length > 1 ? ` (+${running.length - 1})` : ''}`;
    this.#item.tooltip = stageOf(first);
    this.#item.command = commands.openChat;
    this.#item.show();
  }

  async #tellEnd(project: Project, job: Job): Promise<void> {
    if (this.panels.isVisible(project.id)) return;
    if (job.state.status === 'failed') {
      const open = vscode.l10n.t('Open Chat');
      const answer = await vscode.window.showErrorMessage(`${project.title}: ${job.state.message}`, open);
      if (answer === open) this.panels.open(project);
    } else if (job.state.status === 'done') {
      const [playIt, showIt] = [vscode.l10n.t('Play'), vscode.l10n.t('Reveal')];
      const words = vscode.l10n.t('The video of {0} is ready.', project.title);
      const answer = await vscode.window.showInformationMessage(words, playIt, showIt);
      if (answer === playIt) await play(job.outputPath);
      else if (answer === showIt) await reveal(job.outputPath);
    }
  }
}

function percentOf({ state }: Job): string {
  return state.status === 'rendering' ? `${Math.floor(state.percent)} %` : vscode.l10n.t('Podcast Video');
}

function stageOf({ state }: Job): string {
  return stageWords(state.status === 'rendering' ? state.stage : 'saving');
}
