import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import { NemoError } from '../nemo/errors';
import { isExportable } from '../timeline/draft';
import type { UserItem } from './conversation';
import { nothingToExport } from './errors';
import type { Exports } from './exporting/exports';
import { wantedPath } from './exporting/output';
import type { Job } from './jobs';
import { newItem, type Ledger } from './ledger';
import type { Session } from './session';

/** What a new project begins with. */
export interface Beginning {
  /** What is asked for first. */
  readonly request: string;
  /** Files that come with the recording: a cover, a transcript. Absolute paths. */
  readonly extras: readonly string[];
  /** Absolute path of the video; beside the recording where it is not given. */
  readonly outputPath?: string | undefined;
}

export interface ConversionParts {
  readonly ledger: Ledger;
  readonly session: Session;
  readonly exports: Exports;
  /** Folder for finished videos; empty for beside the recording. */
  outputFolder(): string;
}

/** A message that asks for something, as it is first shown. */
export function newMessage(text: string, status: UserItem['status'], files: string[] = []): UserItem {
  return newItem({ kind: 'user', text, files, status });
}

/** Puts into the record what a project is to become; it is to be saved, and nothing is done yet. */
export function enlist(ledger: Ledger, beginning: Beginning): void {
  const { recording } = ledger.record;
  const { request, extras, outputPath } = beginning;
  const item = newMessage(
    request,
    'queued',
    [recording, ...extras].map((path) => basename(path)),
  );
  ledger.show(item);
  ledger.put({
    files: [...new Set([recording, ...extras])],
    conversion: {
      extras: [...extras],
      itemId: item.id,
      status: 'running',
      ...(outputPath === undefined ? {} : { outputPath }),
    },
  });
}

/**
 * Does what is left of the way from the recording to an export that has begun: how far it is stands in the record,
 * whoever wrote it. A service that forgets the session on the way gets one more with the same files.
 */
export async function proceed(
  parts: ConversionParts,
  signal: AbortSignal,
): Promise<{ ended: Promise<Job> } | undefined> {
  const { ledger } = parts;
  try {
    return await goOn(parts, signal);
  } catch (error) {
    if (!(error instanceof NemoError) || error.code !== 'sessionNotFound') throw error;
    signal.throwIfAborted();
    ledger.notice(
      'info',
      l10n.t('The service has forgotten the session. A new one begins with the same files.'),
    );
    const { conversion } = ledger.record;
    const item = conversion && ledger.userItem(conversion.itemId);
    // Nothing that was said in a session that is gone is on a timeline.
    if (item) ledger.showStatus(item, 'queued');
    await ledger.change({ session: undefined });
    return await goOn(parts, signal);
  }
}

async function goOn(
  { ledger, session, exports, outputFolder }: ConversionParts,
  signal: AbortSignal,
): Promise<{ ended: Promise<Job> } | undefined> {
  const { conversion, recording } = ledger.record;
  const item = conversion && ledger.userItem(conversion.itemId);
  if (!conversion || !item) return undefined;
  if (item.status === 'sending') await session.recover(item, signal);
  else if (item.status !== 'sent') {
    await session.attach([recording, ...conversion.extras], signal);
    await session.say(item, signal);
  }
  signal.throwIfAborted();
  // Right behind the answer, the state may not have been there to be read.
  if (!ledger.draft) await session.readState(signal);
  if (!ledger.draft || !isExportable(ledger.draft)) throw nothingToExport();
  // With the export the conversion is over: both are written down at once.
  return await exports.start(conversion.outputPath ?? wantedPath(recording, outputFolder()), {
    conversion: undefined,
  });
}
