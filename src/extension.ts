import * as vscode from 'vscode';
import { chatPanelType, commands } from './contributions';
import { holdsProjects } from './editor/journal-contents';
import { journalFolder } from './editor/journal-folder';
import { Lazy } from './editor/lazy';
import { Log } from './editor/log';
import type { Parts } from './editor/parts';
import { Secrets } from './editor/secrets';
import { TimelineTree } from './editor/timeline-tree';
import type { Workshop } from './editor/workshop';

/** What must be let go of before the editor goes. */
let close: () => Promise<void> = () => Promise.resolve();

/**
 * Makes the parts, wires them, registers them. What a conversion needs (client, studio, schemas) is loaded when
 * one begins or a project is restored; here is only what the editor must know from the start.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = new Log();
  const secrets = new Secrets(context.secrets, log);
  const workshop: Lazy<Workshop> = new Lazy(async () => {
    const { Workshop: Opened } = await import('./editor/workshop');
    return await Opened.open(context, secrets, log, () => tree.refresh());
  });
  const hasProjects = () => holdsProjects(journalFolder(context).fsPath);
  const tree = new TimelineTree(workshop, hasProjects);
  const parts: Parts = { context, log, secrets, workshop };

  for (const id of Object.values(commands)) {
    const run = async (...args: unknown[]) => {
      const { runCommand } = await import('./editor/commands');
      return await runCommand(id, parts, args);
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  const serializer: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: async (panel, state) => (await workshop.get()).panels.restore(panel, state),
  };
  context.subscriptions.push(tree, vscode.window.registerWebviewPanelSerializer(chatPanelType, serializer));
  close = async () => {
    try {
      if (workshop.isMade) await (await workshop.get()).close();
    } catch (error) {
      log.error(error);
    }
    // Last: the editor disposes of subscriptions while this is still under way, and it may have something to log.
    log.dispose();
  };

  // What a closed window left undone is picked up without anybody asking.
  hasProjects()
    .then(async (areThere) => {
      if (areThere) await workshop.get();
    })
    .catch((error: unknown) => log.error(error));
}

/** Lets go of all projects as they are; the editor waits a few seconds for that. */
export async function deactivate(): Promise<void> {
  await close();
}
