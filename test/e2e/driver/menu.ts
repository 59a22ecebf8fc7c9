import type { Locator, Page } from 'playwright-core';

/** A context menu that is open. */
export class Menu {
  constructor(private readonly page: Page) {}

  private get items(): Locator {
    return this.page.locator('.monaco-menu .action-item .action-label:not(.separator)');
  }

  async waitUntilOpen(): Promise<this> {
    await this.items.first().waitFor();
    return this;
  }

  /** Labels of the items, top to bottom. */
  async labels(): Promise<string[]> {
    const labels = await this.items.evaluateAll((elements) =>
      elements.map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''),
    );
    return labels.filter((label) => label !== '');
  }

  /** Puts the mouse on an item, as a person does before choosing it. */
  async hover(label: string): Promise<void> {
    await this.item(label).hover();
  }

  async choose(label: string): Promise<void> {
    await this.item(label).click();
  }

  async close(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }

  private item(label: string): Locator {
    return this.items.filter({ hasText: label }).first();
  }
}
