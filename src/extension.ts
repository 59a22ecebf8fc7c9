import * as vscode from 'vscode';
import { chatPanelType, commands } from './contributions';
import { hasProjects } from './editor/journal-folder';
import { Lazy } from './editor/lazy';
import { Log } from './editor/log';
import type { Parts } from './editor/parts';
import { Secrets } from './editor/secrets';
import { TimelineTree } from './editor/timeline-tree';
import type { Workshop } from './editor/workshop';

/**
 * Makes the parts, wires them, registers them. What a conversion needs (client, studio, schemas) is loaded when
 * one begins or a project is restored; here is only what the editor must know from the start.
 */
export function activate(context: vscode.ExtensionContext): void {
  const log = new Log();
  const secrets = new Secrets(context.secrets);
  const workshop: Lazy<Workshop> = new Lazy(async () => {
    const { Workshop: Opened } = await import('./editor/workshop');
    return await Opened.open(context, secrets, log, () => tree.refresh());
  });
  const tree = new TimelineTree(workshop, () => hasProjects(context));
  const parts: Parts = { context, log, secrets, workshop };

  for (const id of Object.values(commands)) {
    const run = async (...args: unknown[]) => {
      const { handlers } = await import('./editor/commands');
      return await handlers[id](parts)(...args);
    };
    context.subscriptions.push(vscode.commands.registerCommand(id, run));
  }
  const serializer: vscode.WebviewPanelSerializer = {
    deserializeWebviewPanel: async (panel, state) => (await workshop.get()).panels.restore(panel, state),
  };
  context.subscriptions.push(
    log,
    tree,
    vscode.window.registerWebviewPanelSerializer(chatPanelType, serializer),
  );

  // An export that a closed window left is picked up without anybody asking.
  hasProjects(context)
    .then(async (areThere) => {
      if (areThere) await workshop.get();
    })
    .catch((error: unknown) => log.error(error));
}
