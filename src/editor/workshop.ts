import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Connections } from '../studio/backend';
import { sentenceFor } from '../studio/errors';
import { Journal } from '../studio/journal/journal';
import type { BackendKind } from '../studio/project-state';
import { defaultRequest, Studio } from '../studio/studio';
import { EditorActions } from './actions';
import { EditorBackends } from './backends';
import { ChatPanels } from './chat/panels';
import { journalFolder } from './journal-folder';
import type { Log } from './log';
import { Progress } from './progress';
import type { Secrets } from './secrets';
import { readSettings } from './settings';

/** The studio with its panels and its progress: made when first needed, not when the editor starts. */
export class Workshop {
  readonly connections: Connections;
  readonly studio: Studio;
  readonly panels: ChatPanels;

  private constructor(
    context: vscode.ExtensionContext,
    secrets: Secrets,
    private readonly log: Log,
    onTimeline: () => void,
  ) {
    const backends = new EditorBackends(context, secrets, log);
    this.connections = new Connections(backends);
    this.studio = new Studio({
      journal: new Journal(journalFolder(context).fsPath),
      connections: this.connections,
      language: vscode.env.language,
      outputFolder: () => readSettings().outputFolder,
      logError: (error) => log.error(error),
    });
    const actions = new EditorActions((project) => this.convert(project.files, 'local'));
    this.panels = new ChatPanels(context.extensionUri, this.studio, actions, log);
    const progress = new Progress(this.studio, this.panels, onTimeline);
    context.subscriptions.push(progress, backends, { dispose: () => void this.studio.dispose() });
  }

  /** @param onTimeline is called when there is another timeline to show */
  static async open(
    context: vscode.ExtensionContext,
    secrets: Secrets,
    log: Log,
    onTimeline: () => void,
  ): Promise<Workshop> {
    if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
    const workshop = new Workshop(context, secrets, log, onTimeline);
    await workshop.studio.restore();
    return workshop;
  }

  /** Makes a project for each recording, shows the first, and converts them one after the other. */
  async convert(files: readonly string[], backend: BackendKind): Promise<void> {
    try {
      const made = this.studio.create(files, backend);
      if (made[0]) this.panels.open(made[0].project);
      const request = readSettings().defaultRequest || defaultRequest();
      for (const { project, extras } of made) await project.convert({ request, extras });
    } catch (error) {
      this.log.error(error);
      await vscode.window.showErrorMessage(sentenceFor(error));
    }
  }
}
