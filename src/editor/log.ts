import * as vscode from 'vscode';
import { describeError, redact } from '../nemo/redact';

/** The log that a person can open: what happened, without secrets, bodies or stacks. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Podcast Video', { log: true });
  readonly #secrets = new Set<string>();

  /** Keeps a secret out of everything that is logged from now on. */
  conceal(secret: string): void {
    if (secret !== '') this.#secrets.add(secret);
  }

  info(line: string): void {
    this.#channel.info(redact(line, this.#secrets));
  }

  error(error: unknown): void {
    this.#channel.error(redact(describeError(error), this.#secrets));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}
