import * as vscode from 'vscode';
import { commands, contextKeys } from '../contributions';
import { isRunning, type Job } from '../studio/jobs';
import type { Project } from '../studio/project';
import type { ProjectState } from '../studio/project-state';
import type { Studio } from '../studio/studio';
import { stageWords } from '../studio/words';

/** Who is told of what. */
export interface ProgressDesk {
  /** There is something else to show in the side bar. */
  onTree(): void;
  /** An export has ended, or will not go on by itself. */
  onExportEnd(project: Project, job: Job): void;
}

/** Shows what the studio is doing outside the panel: context keys and one status bar item. */
export class Progress implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('podcastVideo.status', vscode.StatusBarAlignment.Left);
  readonly #followed = new Map<Project, () => void>();
  readonly #subscriptions: (() => void)[];

  constructor(
    private readonly studio: Studio,
    private readonly desk: ProgressDesk,
  ) {
    this.#item.name = vscode.l10n.t('Podcast Video');
    this.#subscriptions = [
      studio.projects.subscribe(() => this.#follow()),
      studio.current.subscribe(() => this.#show()),
      studio.older.subscribe(() => desk.onTree()),
    ];
    this.#follow();
  }

  dispose(): void {
    for (const unsubscribe of [...this.#subscriptions, ...this.#followed.values()]) unsubscribe();
    this.#item.dispose();
  }

  #follow(): void {
    for (const project of this.studio.projects.value) {
      if (this.#followed.has(project)) continue;
      this.#followed.set(
        project,
        project.state.subscribe((after, before) => this.#note(project, after, before)),
      );
    }
    this.#show();
    this.desk.onTree();
  }

  #note(project: Project, after: ProjectState, before: ProjectState): void {
    const isShownOtherwise = after.isElsewhere !== before.isElsewhere;
    if (after.timeline !== before.timeline || isShownOtherwise) this.desk.onTree();
    if (after.record.jobs === before.record.jobs && !isShownOtherwise) return;
    this.#show();
    // What another window does, that window tells.
    if (after.isElsewhere) return;
    for (const job of after.record.jobs) {
      const old = before.record.jobs.find(({ id }) => id === job.id);
      if (old && isRunning(old) && !isRunning(job)) this.desk.onExportEnd(project, job);
    }
  }

  #show(): void {
    const projects = this.studio.projects.value;
    const ours = projects.filter(({ state }) => !state.value.isElsewhere);
    const running = ours.flatMap(({ state }) => state.value.record.jobs.filter(isRunning));
    setContext(contextKeys.hasProject, projects.length > 0);
    setContext(contextKeys.isExporting, running.length > 0);
    setContext(contextKeys.isInCloud, this.studio.current.value?.state.value.record.backend === 'cloud');
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
}

function setContext(key: string, value: boolean): void {
  void vscode.commands.executeCommand('setContext', key, value);
}

function percentOf({ state }: Job): string {
  return state.status === 'rendering' ? `${Math.floor(state.percent)} %` : vscode.l10n.t('Podcast Video');
}

function stageOf({ state }: Job): string {
  return stageWords(state.status === 'rendering' ? state.stage : 'saving');
}
