import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { outFolder } from '../../host/paths';
import { ChatPage } from './chat-page';
import { Explorer } from './explorer';
import { Notifications } from './notifications';
import { QuickInput } from './quick-input';
import { TreeView } from './tree-view';

/** Themes that every editor has, and the class that the workbench carries while one is on. */
const themes = {
  light: { title: 'Light Modern', className: 'vs' },
  dark: { title: 'Dark Modern', className: 'vs-dark' },
  'high contrast': { title: 'Dark High Contrast', className: 'hc-black' },
  'high contrast light': { title: 'Light High Contrast', className: 'hc-light' },
} as const;
export type Theme = keyof typeof themes;

export const screenshotsFolder = join(outFolder, 'screenshots');

/** The whole window, as a person sees it. */
export class Workbench {
  readonly explorer: Explorer;
  readonly notifications: Notifications;
  readonly quickInput: QuickInput;

  /** @param settingsFile the user's settings.json */
  constructor(
    readonly page: Page,
    private readonly settingsFile: string,
  ) {
    this.explorer = new Explorer(page);
    this.notifications = new Notifications(page);
    this.quickInput = new QuickInput(page);
  }

  /** Waits until the window is drawn, its folder listed and its extensions listening. */
  async waitUntilReady(): Promise<void> {
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor({ timeout: 60_000 });
    await this.page
      .locator('.activitybar .action-label[aria-label^="Podcast Video"]')
      .waitFor({ timeout: 60_000 });
  }

  /** Reloads the window, as "Developer: Reload Window" does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.waitUntilReady();
  }

  /** Runs a command by the title it has in the palette, category included. */
  async runCommand(title: string): Promise<void> {
    await this.openPalette(title);
    await this.quickInput.choose(title);
  }

  /** Titles that the palette offers for what is typed. */
  async paletteOffers(text: string): Promise<string[]> {
    await this.openPalette(text);
    const labels = await this.quickInput.labels();
    await this.quickInput.dismiss();
    return labels;
  }

  private async openPalette(text: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.quickInput.waitUntilOpen();
    await this.quickInput.root.locator('.quick-input-box input').fill(`>${text}`);
  }

  /** Opens a view container of the activity bar; nothing happens to one that is open. */
  async openContainer(name: string): Promise<void> {
    const item = this.page.locator('.activitybar .action-item').filter({
      has: this.page.locator(`.action-label[aria-label^="${name}"]`),
    });
    if ((await item.getAttribute('aria-expanded')) === 'true') return;
    if (((await item.getAttribute('class')) ?? '').split(' ').includes('checked')) return;
    await item.click();
  }

  tree(name: string): TreeView {
    return new TreeView(this.page, name);
  }

  /** The document inside the webview on screen. */
  get webview(): FrameLocator {
    return this.page
      .locator('iframe.webview.ready')
      .filter({ visible: true })
      .contentFrame()
      .frameLocator('#active-frame');
  }

  /** The chat panel on screen. */
  get chat(): ChatPage {
    return new ChatPage(this.webview);
  }

  /** The tab of an editor or panel. */
  tab(title: string): Locator {
    return this.page.locator('.tab').filter({ hasText: title });
  }

  /** The item of the status bar that holds this text. */
  statusItem(text: string | RegExp): Locator {
    return this.page.locator('.statusbar-item').filter({ hasText: text });
  }

  /**
   * Changes user settings and reloads the window: in a browser the editor does not watch them.
   * @param changes by full name; undefined takes one away
   */
  async setSettings(changes: Record<string, unknown>): Promise<void> {
    await writeFile(this.settingsFile, JSON.stringify({ ...(await this.settings()), ...changes }, null, 2));
    await this.reload();
  }

  /** User settings as they are on disk. */
  async settings(): Promise<Record<string, unknown>> {
    return JSON.parse(await readFile(this.settingsFile, 'utf8')) as Record<string, unknown>;
  }

  /** Changes the theme as a person does, without a reload. */
  async setTheme(theme: Theme): Promise<void> {
    const { title, className } = themes[theme];
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.waitUntilOpen();
    await this.quickInput.enter(title);
    await this.quickInput.waitUntilClosed();
    await this.page.locator(`.monaco-workbench.${className}`).waitFor();
  }

  /** Takes a picture of the window: out/screenshots/NAME.png. */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshotsFolder, { recursive: true });
    const path = join(screenshotsFolder, `${name}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    return path;
  }
}
