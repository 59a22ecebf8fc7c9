import type { ConsoleMessage, Page } from 'playwright-core';

/** The workbench's own pages and scripts, favicon and such; what they say about themselves is not ours to answer for. */
const workbenchAddress = /\/static\/(out|node_modules|extensions)\/|\/_static\/|[?&]folder=|\/manifest\.json/;

/**
 * Collects what goes wrong in webviews: errors on the console, uncaught errors, resources that are missing, and
 * all that a content security policy refused. A page that works says none of that. The script of a document that
 * was written into its frame, as a webview's is, has no address or one of `vscode-resource`.
 */
export class Complaints {
  private readonly texts: string[] = [];

  constructor(page: Page) {
    page.on('console', (message) => this.hear(message));
    page.on('pageerror', (error) => {
      const text = error.stack ?? error.message;
      if (!workbenchAddress.test(text)) this.texts.push(text);
    });
  }

  /** What was heard since the last call. */
  take(): string[] {
    return this.texts.splice(0);
  }

  private hear(message: ConsoleMessage): void {
    const { url, line, column } = message.location();
    if (message.type() === 'error' && !workbenchAddress.test(url)) {
      this.texts.push(`${message.text()} (${url}:${line}:${column})`);
    }
  }
}
