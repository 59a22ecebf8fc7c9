import type { Locator, Page } from 'playwright-core';

/** The box at the top that asks: a list to choose from, or a line to type. */
export class QuickInput {
  readonly root: Locator;

  constructor(private readonly page: Page) {
    this.root = page.locator('.quick-input-widget').filter({ visible: true });
  }

  private get rows(): Locator {
    return this.root.locator('.quick-input-list .monaco-list-row');
  }

  async waitUntilOpen(): Promise<this> {
    await this.root.waitFor();
    return this;
  }

  async waitUntilClosed(): Promise<void> {
    await this.root.waitFor({ state: 'hidden' });
  }

  async title(): Promise<string> {
    return (await this.root.locator('.quick-input-title').textContent()) ?? '';
  }

  /** Labels of the choices, without their icons. */
  async labels(): Promise<string[]> {
    await this.rows.first().waitFor();
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => row.querySelector('.label-name')?.textContent?.trim() ?? ''),
    );
  }

  async choose(label: string): Promise<void> {
    await this.rows.filter({ hasText: label }).first().click();
  }

  /** Types into the box, replacing what is there, and confirms. */
  async enter(text: string): Promise<void> {
    const box = this.root.locator('.quick-input-box input');
    await box.fill(text);
    await box.press('Enter');
  }

  async dismiss(): Promise<void> {
    await this.page.keyboard.press('Escape');
  }
}
