import * as vscode from 'vscode';
import type { Action } from '../studio/conversation';
import type { Job } from '../studio/jobs';
import type { Project } from '../studio/project';
import { commands } from '../contributions';
import { askForFiles } from './ask-for-files';
import type { Log } from './log';

/** What a button in the chat does: the editor's part here, the rest is the project's. */
export class EditorActions {
  /** @param convertHere begins the same conversion anew on this computer */
  constructor(
    private readonly convertHere: (project: Project) => Promise<void>,
    private readonly log: Log,
  ) {}

  async run(project: Project, action: Action): Promise<void> {
    switch (action.do) {
      case 'play':
        return await play(outputOf(project, action.jobId));
      case 'reveal':
        return await reveal(outputOf(project, action.jobId));
      case 'setToken':
        await vscode.commands.executeCommand(commands.setToken);
        return;
      case 'openLink':
        await vscode.env.openExternal(vscode.Uri.parse(action.url, true));
        return;
      case 'renderLocally':
        return await this.convertHere(project);
      case 'openInBrowser':
        return await this.#openInBrowser(project);
      case 'attach': {
        const chosen = await this.chooseFiles();
        if (chosen.length > 0) await project.attach(chosen);
        return;
      }
      default:
        await project.act(action);
    }
  }

  chooseFiles(): Promise<string[]> {
    return askForFiles('add');
  }

  /** The address lets whoever has it into the project, so it is neither shown nor logged. */
  async #openInBrowser(project: Project): Promise<void> {
    const url = await project.browserUrl();
    if (url === undefined) return;
    this.log.conceal(url);
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  }
}

/** Opens a finished video: in the system's player, or in the editor where the files are on another machine. */
export async function play(path: string): Promise<void> {
  const uri = vscode.Uri.file(path);
  if (vscode.env.remoteName === undefined && (await vscode.env.openExternal(uri))) return;
  await vscode.commands.executeCommand('vscode.open', uri);
}

/** Shows a finished video in the explorer where it is in the open folder, else in the system's file manager. */
export async function reveal(path: string): Promise<void> {
  const uri = vscode.Uri.file(path);
  const isInWorkspace = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  await vscode.commands.executeCommand(isInWorkspace ? 'revealInExplorer' : 'revealFileInOS', uri);
}

function outputOf(project: Project, jobId: string): string {
  const job: Job | undefined = project.state.value.record.jobs.find((candidate) => candidate.id === jobId);
  if (job?.state.status !== 'done') throw new Error('the export has no file');
  return job.outputPath;
}
