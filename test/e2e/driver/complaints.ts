import type { ConsoleMessage, Page } from 'playwright-core';

/** A webview's documents come from here, whatever the workbench is called. */
const webviewAddress = /\/webview\/browser\/pre\/|vscode-resource|vscode-cdn|blob:/;

/** Something a webview's browser says when a content security policy stops it, in whichever frame. */
const policyViolation = /content security policy/i;

/** The policy of the workbench's own pages is not ours to keep; they break it when they start. */
const workbenchAddress = /\/out\/vs\/code\/browser\/workbench\/|[?&]folder=/;

/**
 * Collects what goes wrong in webviews: errors on the console, uncaught errors, and everything that a content
 * security policy refused. A page that works says none of that.
 */
export class Complaints {
  private readonly texts: string[] = [];

  constructor(page: Page) {
    page.on('console', (message) => this.hear(message));
    page.on('pageerror', (error) => {
      if (webviewAddress.test(error.stack ?? '')) this.texts.push(error.stack ?? error.message);
    });
  }

  /** What was heard since the last call. */
  take(): string[] {
    return this.texts.splice(0);
  }

  private hear(message: ConsoleMessage): void {
    const { url } = message.location();
    const isOurs =
      webviewAddress.test(url) || (policyViolation.test(message.text()) && !workbenchAddress.test(url));
    if (isOurs && message.type() === 'error') this.texts.push(`${message.text()} (${url})`);
  }
}
