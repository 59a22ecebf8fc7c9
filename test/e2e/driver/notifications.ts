import type { Locator, Page } from 'playwright-core';

/** Messages in the corner of the window, and dialogs in the middle of it. */
export class Notifications {
  constructor(private readonly page: Page) {}

  private get toasts(): Locator {
    return this.page.locator('.notification-toast');
  }

  /** Texts of the messages on screen. */
  async messages(): Promise<string[]> {
    return this.toasts.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message that holds this text and returns the whole of it. */
  async waitFor(text: string | RegExp, timeoutMs = 10_000): Promise<string> {
    const toast = this.toasts.filter({ hasText: text }).first();
    await toast.waitFor({ timeout: timeoutMs });
    return toast.locator('.notification-list-item-message').innerText();
  }

  /** Presses a button of the message that holds this text. */
  async press(text: string | RegExp, button: string): Promise<void> {
    const toast = this.toasts.filter({ hasText: text }).first();
    await toast.locator('.monaco-button', { hasText: button }).click();
  }

  /** A modal dialog. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async pressInDialog(button: string): Promise<void> {
    await this.dialog.locator('.monaco-button', { hasText: button }).click();
  }
}
