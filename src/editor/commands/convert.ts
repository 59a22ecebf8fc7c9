import * as vscode from 'vscode';
import { askForFiles } from '../ask-for-files';
import { backendToUse } from '../first-use';
import type { Command } from '../parts';

/**
 * From the explorer (one file or a selection), an editor's title, or the palette, which asks for the files. Each
 * recording becomes a project.
 */
export const convert: Command = (parts) => async (clicked, selection) => {
  const files = filesFrom(clicked, selection) ?? (await askForFiles('convert'));
  if (files.length === 0) return;
  const backend = await backendToUse();
  if (!backend) return;
  await (await parts.workshop.get()).convert(files, backend);
};

/** Paths of what was clicked, in the order of the selection; undefined where nothing was. */
function filesFrom(clicked: unknown, selection: unknown): string[] | undefined {
  const uris = Array.isArray(selection) && selection.length > 0 ? selection : [clicked];
  const paths = uris.filter((uri) => uri instanceof vscode.Uri).map((uri) => uri.fsPath);
  return paths.length > 0 ? paths : undefined;
}
