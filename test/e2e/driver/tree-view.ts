import type { Locator, Page } from 'playwright-core';
import { Menu } from './menu';

export interface TreeRow {
  label: string;
  /** The dimmed text behind the label. */
  description: string;
  /** 1 for the outermost rows. */
  level: number;
  /** undefined where there is nothing to expand. */
  expanded: boolean | undefined;
}

/** A tree in the side bar, by the name of its view. */
export class TreeView {
  readonly root: Locator;

  constructor(
    private readonly page: Page,
    readonly name: string,
  ) {
    const header = page.locator(`.pane-header[aria-label^="${name}"]`);
    const pane = page.locator('.pane').filter({ has: header });
    // A container with one view merges the two headers and shows only its own.
    this.root = pane.or(page.locator('.sidebar .pane-body')).first();
  }

  private get rowElements(): Locator {
    return this.root.locator('.monaco-list-row');
  }

  /** Rows that are drawn, top to bottom. */
  async rows(): Promise<TreeRow[]> {
    return this.rowElements.evaluateAll((elements) =>
      elements.map((element) => {
        const expanded = element.getAttribute('aria-expanded');
        return {
          label: element.querySelector('.label-name')?.textContent ?? '',
          description: element.querySelector('.label-description')?.textContent ?? '',
          level: Number(element.getAttribute('aria-level')),
          expanded: expanded === null ? undefined : expanded === 'true',
        };
      }),
    );
  }

  row(label: string): Locator {
    return this.rowElements.filter({ has: this.page.locator('.label-name', { hasText: label }) }).first();
  }

  async waitForRow(label: string, timeoutMs = 10_000): Promise<Locator> {
    const row = this.row(label);
    await row.waitFor({ timeout: timeoutMs });
    return row;
  }

  /** Expands a row with its arrow; nothing happens to one that is open. */
  async expand(label: string): Promise<void> {
    const row = await this.waitForRow(label);
    if ((await row.getAttribute('aria-expanded')) !== 'false') return;
    await row.locator('.monaco-tl-twistie').click();
  }

  async openMenu(label: string): Promise<Menu> {
    await (await this.waitForRow(label)).click({ button: 'right' });
    return new Menu(this.page).waitUntilOpen();
  }

  /** Presses a button that shows while the mouse is on the row. */
  async pressInline(label: string, action: string): Promise<void> {
    const row = await this.waitForRow(label);
    await row.hover();
    await row.locator(`.action-label[aria-label^="${action}"]`).click();
  }

  /** Presses a button in the title of the view. */
  async pressTitle(action: string): Promise<void> {
    await this.page
      .locator(`.sidebar .title-actions .action-label[aria-label^="${action}"]`)
      .or(this.root.locator(`.pane-header .action-label[aria-label^="${action}"]`))
      .first()
      .click();
  }

  /** Text of the welcome that an empty view shows. */
  async welcome(): Promise<string> {
    return this.root.locator('.welcome-view-content').innerText();
  }
}
