import * as vscode from 'vscode';
import type { Outcome } from '../studio/batch';
import type { Job } from '../studio/jobs';
import type { Project } from '../studio/project';
import { play, reveal } from './actions';
import type { ChatPanels } from './chat/panels';
import { endOfBatch, failureBeforeExport } from './outcomes';

/**
 * Notifications of how things ended: of one export when nobody was watching it, of several conversions once, when all
 * of them have ended.
 */
export class Endings {
  /** Projects of a batch, whose end is told together. */
  readonly #together = new Set<Project>();
  #isSilent = false;

  constructor(private readonly panels: ChatPanels) {}

  /** Tells nothing more: what ends now has ended because the window goes. */
  silence(): void {
    this.#isSilent = true;
  }

  /** An export that has ended, or will not go on by itself. */
  async tellExport(project: Project, { state, outputPath, id }: Job): Promise<void> {
    if (this.#isSilent || this.#together.has(project) || this.panels.isVisible(project.id)) return;
    if (state.status === 'failed') return await this.#tellFailure(project, state.message);
    if (state.status === 'paused') {
      const goOn = vscode.l10n.t('Go On');
      const answer = await vscode.window.showWarningMessage(`${project.title}: ${state.message}`, goOn);
      if (answer === goOn) await project.act({ do: 'resumeExport', jobId: id });
    } else if (state.status === 'done') {
      const [playIt, showIt] = [vscode.l10n.t('Play'), vscode.l10n.t('Reveal')];
      const words = vscode.l10n.t('The video of {0} is ready.', project.title);
      const answer = await vscode.window.showInformationMessage(words, playIt, showIt);
      if (answer === playIt) await play(outputPath);
      else if (answer === showIt) await reveal(outputPath);
    }
  }

  /** A conversion by itself: its export tells its own end, so that only one without an export is told here. */
  async tellConversion(converting: Promise<readonly Outcome[]>): Promise<void> {
    const [outcome] = await converting;
    const failure = outcome && failureBeforeExport(outcome);
    if (!outcome || failure === undefined || this.#isSilent) return;
    if (!this.panels.isVisible(outcome.project.id)) await this.#tellFailure(outcome.project, failure);
  }

  /** Several conversions. @param projects those of them */
  async tellBatch(projects: readonly Project[], converting: Promise<readonly Outcome[]>): Promise<void> {
    for (const project of projects) this.#together.add(project);
    const outcomes = await converting.finally(() => {
      for (const project of projects) this.#together.delete(project);
    });
    const end = endOfBatch(outcomes);
    if (!end || this.#isSilent) return;
    const show = vscode.l10n.t('Show');
    const answer = end.isGood
      ? await vscode.window.showInformationMessage(end.words, show)
      : await vscode.window.showWarningMessage(end.words, show);
    if (answer === show) this.panels.open(end.toShow);
  }

  async #tellFailure(project: Project, message: string): Promise<void> {
    const open = vscode.l10n.t('Open Chat');
    const answer = await vscode.window.showErrorMessage(`${project.title}: ${message}`, open);
    if (answer === open) this.panels.open(project);
  }
}
