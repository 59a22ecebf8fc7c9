import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { Connections } from '../studio/backend';
import type { Beginning } from '../studio/conversion';
import { sentenceFor } from '../studio/errors';
import { Journal } from '../studio/journal/journal';
import type { Project } from '../studio/project';
import type { BackendKind } from '../studio/project-state';
import { defaultRequest, Studio } from '../studio/studio';
import { EditorActions } from './actions';
import { EditorBackends } from './backends';
import { ChatPanels } from './chat/panels';
import { Endings } from './endings';
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
  readonly actions: EditorActions;
  readonly #backends: EditorBackends;
  readonly #progress: Progress;
  readonly #endings: Endings;

  private constructor(
    context: vscode.ExtensionContext,
    secrets: Secrets,
    private readonly log: Log,
    onTree: () => void,
  ) {
    const logError = (error: unknown) => log.error(error);
    this.#backends = new EditorBackends(context, secrets, log);
    this.connections = new Connections(this.#backends);
    this.studio = new Studio({
      journal: new Journal(journalFolder(context).fsPath),
      connections: this.connections,
      language: vscode.env.language,
      outputFolder: () => readSettings().outputFolder,
      logError,
    });
    this.actions = new EditorActions((project) => this.#convertHere(project), log);
    this.panels = new ChatPanels(context.extensionUri, this.studio, this.actions, log);
    this.#endings = new Endings(this.panels);
    this.#progress = new Progress(this.studio, {
      onTree,
      onExportEnd: (project, job) => void this.#endings.tellExport(project, job).catch(logError),
    });
  }

  /** @param onTree is called when there is something else to show in the side bar */
  static async open(
    context: vscode.ExtensionContext,
    secrets: Secrets,
    log: Log,
    onTree: () => void,
  ): Promise<Workshop> {
    if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
    const workshop = new Workshop(context, secrets, log, onTree);
    await workshop.studio.restore();
    return workshop;
  }

  /** Makes a project for each recording, shows the first, and takes all of them to their videos. */
  async convert(
    files: readonly string[],
    backend: BackendKind,
    request = readSettings().defaultRequest || defaultRequest(),
  ): Promise<void> {
    try {
      const made = this.studio.create(files, backend);
      if (made[0]) this.panels.open(made[0].project);
      await this.#convertAll(
        made.map(({ project, extras }) => ({ project, beginning: { request, extras } })),
      );
    } catch (error) {
      this.log.error(error);
      await vscode.window.showErrorMessage(sentenceFor(error));
    }
  }

  /** Lets go of everything, as it is: the next window goes on with it. Resolves when nothing is under way any more. */
  async close(): Promise<void> {
    this.#endings.silence();
    this.#progress.dispose();
    await this.studio.dispose();
    await this.#backends.close();
  }

  /** The end of a batch is told once; what happens on the way shows in the panels and the status bar. */
  async #convertAll(wanted: readonly { project: Project; beginning: Beginning }[]): Promise<void> {
    const converting = this.studio.convert(wanted);
    const projects = wanted.map(({ project }) => project);
    if (projects.length > 1) await this.#endings.tellBatch(projects, converting);
    else await this.#endings.tellConversion(converting);
  }

  /** The same conversion anew on this computer. */
  async #convertHere(project: Project): Promise<void> {
    const asked = project.state.value.record.items.find((item) => item.kind === 'user');
    await this.convert(project.files, 'local', asked?.kind === 'user' ? asked.text : undefined);
  }
}
