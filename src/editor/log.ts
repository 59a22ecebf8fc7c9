import * as vscode from 'vscode';

/** Whatever could be a secret: tokens of the service, bearer headers, the engine's token (64 hex digits). */
const secrets = /\b(?:nmv_usr|clm)_[\w-]+|Bearer\s+\S+|\b[0-9a-f]{64}\b/gi;

export function redact(text: string): string {
  return text.replace(secrets, '•••');
}

/** The log that a person can open: what happened, without secrets, bodies or stacks. */
export class Log implements vscode.Disposable {
  readonly #channel = vscode.window.createOutputChannel('Podcast Video', { log: true });

  info(line: string): void {
    this.#channel.info(redact(line));
  }

  error(error: unknown): void {
    this.#channel.error(redact(describe(error)));
  }

  show(): void {
    this.#channel.show();
  }

  dispose(): void {
    this.#channel.dispose();
  }
}

/** An error and what caused it, each in one line. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? ` (${String(error.code)})` : '';
  const line = `${error.name}${code}: ${error.message.split('\n', 1)[0] ?? ''}`;
  return error.cause === undefined ? line : `${line} ← ${describe(error.cause)}`;
}
