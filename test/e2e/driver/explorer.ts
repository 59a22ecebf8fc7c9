import type { Locator, Page } from 'playwright-core';
import { Menu } from './menu';

/** The files of the folder that is open. */
export class Explorer {
  constructor(private readonly page: Page) {}

  /** The row of a file or folder, by its name. */
  row(name: string): Locator {
    const label = this.page.locator('.label-name', { hasText: new RegExp(`^${escape(name)}$`) });
    return this.page.locator('.explorer-folders-view .monaco-list-row').filter({ has: label });
  }

  /** Brings the view to the front. */
  async show(): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+Shift+E');
    await this.page.locator('.explorer-folders-view').waitFor();
  }

  /** Selects files, the later ones with the modifier that adds to a selection. */
  async select(...names: string[]): Promise<void> {
    for (const [index, name] of names.entries()) {
      await this.row(name).click(index > 0 ? { modifiers: ['ControlOrMeta'] } : {});
    }
  }

  /** Right-clicks a row; a selection that it is part of stays. */
  async openMenu(name: string): Promise<Menu> {
    await this.row(name).click({ button: 'right' });
    return new Menu(this.page).waitUntilOpen();
  }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
