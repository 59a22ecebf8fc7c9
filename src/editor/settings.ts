import * as vscode from 'vscode';
import * as z from 'zod';
import { settings as ids } from '../contributions';
import { defaultApiUrl } from '../nemo/addresses';

const settingsSchema = z.object({
  backend: z.enum(['ask', 'local', 'cloud']).catch('ask'),
  defaultRequest: z.string().catch(''),
  outputFolder: z.string().catch(''),
  apiBaseUrl: z.url({ protocol: /^https?$/ }).catch(defaultApiUrl),
});
export type Settings = z.infer<typeof settingsSchema>;

/** The settings as they are now; whatever is not valid counts as its default. */
export function readSettings(): Settings {
  const section = vscode.workspace.getConfiguration(ids.section);
  return settingsSchema.parse({
    backend: section.get(ids.backend),
    defaultRequest: section.get(ids.defaultRequest),
    outputFolder: section.get(ids.outputFolder),
    apiBaseUrl: process.env.NEMO_API_URL ?? section.get(ids.apiBaseUrl),
  });
}

/** Remembers where videos are made, for all windows. */
export async function rememberBackend(backend: 'local' | 'cloud'): Promise<void> {
  await vscode.workspace
    .getConfiguration(ids.section)
    .update(ids.backend, backend, vscode.ConfigurationTarget.Global);
}
