import * as vscode from 'vscode';
import { toEditorSchema, type ToEditor, type ToPage } from '../../protocol';
import { sentenceFor } from '../../studio/errors';
import type { Project } from '../../studio/project';
import type { EditorActions } from '../actions';
import type { Log } from '../log';
import { pageHtml } from './page';
import { changesBetween, viewOf } from './view';

export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewPanelOptions & vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
}

/**
 * The editor's side of one chat page: shows the project's value, hands over what changes, answers every request.
 * The page can be thrown away at any moment; it says *ready* and gets the whole value again.
 */
export class ChatPanel {
  readonly #subscriptions: vscode.Disposable[] = [];
  #isReady = false;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly project: Project,
    extensionUri: vscode.Uri,
    private readonly actions: EditorActions,
    private readonly log: Log,
  ) {
    panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
    this.#subscriptions.push(panel.webview.onDidReceiveMessage((message) => void this.#receive(message)));
    const unsubscribe = project.state.subscribe((after, before) => {
      if (this.#isReady) for (const change of changesBetween(before, after)) this.#post(change);
    });
    panel.onDidDispose(() => {
      unsubscribe();
      for (const subscription of this.#subscriptions) subscription.dispose();
    });
    panel.webview.html = pageHtml(panel.webview, extensionUri, project.title);
  }

  /** Undefined while the panel is hidden. */
  get column(): vscode.ViewColumn | undefined {
    return this.panel.viewColumn;
  }

  get isVisible(): boolean {
    return this.panel.visible;
  }

  reveal(): void {
    this.panel.reveal();
  }

  async #receive(message: unknown): Promise<void> {
    const parsed = toEditorSchema.safeParse(message);
    if (!parsed.success) {
      this.log.info('the chat page sent something that is not understood');
      return;
    }
    const { request } = parsed.data;
    try {
      await this.#answer(parsed.data);
      this.#post({ type: 'reply', request });
    } catch (error) {
      this.log.error(error);
      this.#post({ type: 'reply', request, error: sentenceFor(error) });
    }
  }

  /** Begins what is asked for. What takes long shows in the project's value, so the reply does not wait for it. */
  async #answer(message: ToEditor): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#post({ type: 'project', project: viewOf(this.project.state.value) });
        return;
      case 'say':
        this.#inBackground(this.project.say(message.text));
        return;
      case 'stop':
        this.project.stop();
        return;
      case 'do':
        this.#inBackground(this.actions.run(this.project, message.action));
        return;
      case 'attach': {
        const files = await this.actions.chooseFiles();
        if (files.length > 0) this.#inBackground(this.project.attach(files));
        return;
      }
      case 'drop':
        this.#inBackground(this.project.attach(message.uris.map(droppedPath)));
    }
  }

  #inBackground(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      this.log.error(error);
      void vscode.window.showErrorMessage(sentenceFor(error));
    });
  }

  #post(message: ToPage): void {
    void this.panel.webview.postMessage(message);
  }
}

/** Where a dropped file lies; only files of the file system can be taken. */
function droppedPath(uri: string): string {
  const parsed = vscode.Uri.parse(uri, true);
  if (parsed.scheme !== 'file' && parsed.scheme !== 'vscode-remote') throw new Error('not a file');
  return parsed.with({ scheme: 'file', authority: '' }).fsPath;
}
