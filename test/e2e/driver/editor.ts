import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../host/browser';
import { projectFolder } from '../../host/paths';
import { startServer, type EditorServer, type ServerOptions } from '../../host/server';
import { temporaryWorkspace, type TemporaryWorkspace } from '../../host/workspace';
import { Complaints } from './complaints';
import { Workbench } from './workbench';

export interface EditorOptions extends ServerOptions {
  /** Puts files of its own into the workspace, a copy of `samples/`, before the window opens. */
  prepare?: (folder: string) => Promise<void>;
}

/** An editor with a window on a copy of the samples. */
export interface Editor {
  readonly workbench: Workbench;
  /** The folder that is open. */
  readonly folder: string;
  readonly server: EditorServer;
  readonly complaints: Complaints;
  close(): Promise<void>;
}

async function openWindow(browser: Browser, server: EditorServer, workspace: TemporaryWorkspace) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const complaints = new Complaints(page);
  const workbench = new Workbench(page, join(server.folder, 'ud', 'User', 'settings.json'));
  await page.goto(server.window(workspace.folder));
  try {
    await workbench.waitUntilReady();
  } catch (error) {
    await workbench.screenshot('failed-to-open');
    throw error;
  }
  return { workbench, complaints };
}

/** Starts a server and a browser, and opens a window. Whatever it started ends when any of it fails. */
export async function openEditor(options: EditorOptions = {}): Promise<Editor> {
  const workspace = await temporaryWorkspace();
  const closing: (() => Promise<void>)[] = [() => workspace.remove()];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    await options.prepare?.(workspace.folder);
    const server = await startServer({ extension: projectFolder, ...options });
    closing.push(() => server.stop());
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    const opened = await openWindow(browser, server, workspace);
    return { ...opened, server, folder: workspace.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
