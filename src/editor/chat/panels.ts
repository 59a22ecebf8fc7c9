import * as vscode from 'vscode';
import * as z from 'zod';
import { chatPanelType } from '../../contributions';
import type { Project } from '../../studio/project';
import type { Studio } from '../../studio/studio';
import type { EditorActions } from '../actions';
import type { Log } from '../log';
import { ChatPanel, panelOptions } from './panel';

const rememberedSchema = z.object({ projectId: z.string() });

/** One chat panel for each project; opened, brought to the front, restored after a reload. */
export class ChatPanels {
  readonly #open = new Map<string, ChatPanel>();

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly studio: Studio,
    private readonly actions: EditorActions,
    private readonly log: Log,
  ) {}

  /** Shows a project's panel beside the editor. */
  open(project: Project): void {
    this.studio.show(project);
    const known = this.#open.get(project.id);
    if (known) {
      known.reveal();
      return;
    }
    const options = panelOptions(this.extensionUri);
    this.#attach(
      vscode.window.createWebviewPanel(chatPanelType, project.title, this.#column, options),
      project,
    );
  }

  /** Where other chats are; else beside what is being edited, or in an editor area that is empty. */
  get #column(): vscode.ViewColumn {
    const columns = [...this.#open.values()].map((panel) => panel.column);
    const isEmpty = vscode.window.tabGroups.all.every((group) => group.tabs.length === 0);
    return (
      columns.find((column) => column !== undefined) ??
      (isEmpty ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside)
    );
  }

  /** Whether a person can see this project's panel right now. */
  isVisible(projectId: string): boolean {
    return vscode.window.state.focused && (this.#open.get(projectId)?.isVisible ?? false);
  }

  /** Fills a panel that the editor has kept over a reload. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const remembered = rememberedSchema.safeParse(state);
    const project = remembered.success
      ? (this.studio.find(remembered.data.projectId) ?? (await this.studio.open(remembered.data.projectId)))
      : this.studio.current.value;
    if (!project) {
      panel.dispose();
      return;
    }
    panel.webview.options = panelOptions(this.extensionUri);
    this.#attach(panel, project);
  }

  #attach(panel: vscode.WebviewPanel, project: Project): void {
    this.#open.set(project.id, new ChatPanel(panel, project, this.extensionUri, this.actions, this.log));
    panel.onDidDispose(() => this.#open.delete(project.id));
    panel.onDidChangeViewState(() => {
      if (panel.active) this.studio.show(project);
    });
  }
}
