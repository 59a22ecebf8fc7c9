import type * as vscode from 'vscode';
import type { Lazy } from './lazy';
import type { Log } from './log';
import type { Secrets } from './secrets';
import type { Workshop } from './workshop';

/** What commands and views are made of; put together in `extension.ts`. */
export interface Parts {
  readonly context: vscode.ExtensionContext;
  readonly log: Log;
  readonly secrets: Secrets;
  readonly workshop: Lazy<Workshop>;
}

/** What stands behind a contributed command, given its parts and then what the editor passes. */
export type Command = (parts: Parts) => (...args: unknown[]) => Promise<unknown>;
