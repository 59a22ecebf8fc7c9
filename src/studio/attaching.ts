import { stat } from 'node:fs/promises';
import type { NemoClient } from '../nemo/client';
import { checkFile, kindOf, sha256Of, type LocalFile } from '../nemo/files';
import type { Upload } from '../wire/files';
import { uploadedHashes } from '../wire/state';
import type { Connection } from './backend';
import type { UploadItem } from './conversation';
import { noSound } from './errors';
import { newItem } from './ledger';
import type { SessionFile } from './project-state';

export interface AttachHooks {
  readonly signal: AbortSignal;
  /** What the session has by now. */
  readonly known: readonly SessionFile[];
  /** Whether the session cannot have anything else: it has just been made. */
  readonly isNew: boolean;
  show(item: UploadItem): void;
  /** Writes down that the session has a file. */
  record(file: SessionFile): Promise<void>;
}

/**
 * Gives files to a session: by reference where the back end reads this computer's files, else by upload. All are
 * checked before a byte of the first is sent. What the session has already, by its content, is not sent again.
 *
 * @throws NemoError, StudioError, AbortError; the upload's item then says `failed` or `cancelled`
 */
export async function attach(
  connection: Connection,
  sessionId: string,
  paths: readonly string[],
  hooks: AttachHooks,
): Promise<void> {
  const { localFiles } = connection.capabilities;
  const files: Candidate[] = [];
  for (const path of paths) {
    // What the session has may be gone from here.
    if (hooks.known.some((known) => known.path === path) && !(await isThere(path))) continue;
    const file = await checkFile(path, localFiles);
    const candidate = { ...file, modifiedAt: Math.round((await stat(path)).mtimeMs) };
    if (!hooks.known.some((known) => isUnchanged(known, candidate))) files.push(candidate);
  }
  if (files.length === 0) return;
  // Pictures and transcripts first: they are there when the recording is looked at.
  files.sort((a, b) => Number(isRecording(a.name)) - Number(isRecording(b.name)));
  if (localFiles) await reference(connection, sessionId, files, hooks);
  else await upload(connection, sessionId, files, hooks);
}

async function isThere(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
}

interface Candidate extends LocalFile {
  /** ms since the epoch */
  readonly modifiedAt: number;
}

function isUnchanged(known: SessionFile, { path, bytes, modifiedAt }: Candidate): boolean {
  return known.path === path && known.bytes === bytes && known.modifiedAt === modifiedAt;
}

async function reference(
  { client }: Connection,
  sessionId: string,
  files: readonly Candidate[],
  { signal, record }: AttachHooks,
): Promise<void> {
  const paths = files.map(({ path }) => path);
  checkSound(await client.uploadByReference(sessionId, { source_type: 'path', paths }, signal));
  for (const { path, bytes, modifiedAt } of files) await record({ path, bytes, modifiedAt });
}

async function upload(
  { client }: Connection,
  sessionId: string,
  files: readonly Candidate[],
  hooks: AttachHooks,
): Promise<void> {
  const { signal, show, record } = hooks;
  const there = await hashesThere(client, sessionId, hooks);
  for (const file of files) {
    const { path, bytes, modifiedAt } = file;
    let item: UploadItem = newItem({
      kind: 'upload',
      name: file.name,
      sentBytes: 0,
      totalBytes: bytes,
      status: 'running',
    });
    show(item);
    try {
      let sha256 = there.size > 0 ? await sha256Of(path, signal) : undefined;
      if (sha256 === undefined || !there.has(sha256)) {
        const sent = await client.upload(sessionId, [file], {
          signal,
          onSent: (sentBytes) => show((item = { ...item, sentBytes })),
        });
        checkSound(sent.answer);
        sha256 = sent.sha256[0];
      }
      await record({ path, bytes, modifiedAt, ...(sha256 ? { sha256 } : {}) });
      show({ ...item, sentBytes: bytes, status: 'done' });
    } catch (error) {
      show({ ...item, status: signal.aborted ? 'cancelled' : 'failed' });
      throw error;
    }
  }
}

/** What the session has, by content. Where a window died between an upload and writing it down, only the session knows. */
async function hashesThere(
  client: NemoClient,
  sessionId: string,
  { signal, known, isNew }: AttachHooks,
): Promise<Set<string>> {
  const ours = known.flatMap(({ sha256 }) => (sha256 ? [sha256] : []));
  if (isNew) return new Set(ours);
  const { state } = await client.state(sessionId, signal);
  return new Set([...ours, ...uploadedHashes(state)]);
}

/** A picture under a recording's name is only known as one by whoever has looked into it. */
function checkSound({ files }: Upload): void {
  const picture = files.find((file) => isRecording(file.filename) && file.file_type.startsWith('image'));
  if (picture) throw noSound(picture.filename);
}

function isRecording(name: string): boolean {
  const kind = kindOf(name);
  return kind === 'audio' || kind === 'video';
}
