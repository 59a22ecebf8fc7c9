import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../../host/browser';
import { projectFolder } from '../../host/paths';
import { startServer, type EditorServer, type ServerOptions } from '../../host/server';
import { copySamples } from '../../host/workspace';
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

async function openWindow(browser: Browser, server: EditorServer, folder: string) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const complaints = new Complaints(page);
  const workbench = new Workbench(page, join(server.folder, 'ud', 'User', 'settings.json'));
  await page.goto(server.window(folder));
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
  const server = await startServer({ extension: projectFolder, ...options });
  const closing = [() => server.stop()];
  const close = async () => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const folder = await copySamples(server.folder);
    await options.prepare?.(folder);
    const browser = await launchBrowser();
    closing.push(() => browser.close());
    return { ...(await openWindow(browser, server, folder)), server, folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}
