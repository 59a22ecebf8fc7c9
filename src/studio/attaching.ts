import { randomUUID } from 'node:crypto';
import { checkFile, kindOf } from '../nemo/files';
import type { Connection } from './backend';
import type { UploadItem } from './conversation';

/**
 * Gives files to a session: by reference where the back end reads this computer's files, else by upload. All
 * are checked before a byte of the first is sent.
 *
 * @throws NemoError, AbortError; the upload's item then says `failed` or `cancelled`
 */
export async function attach(
  { client, capabilities }: Connection,
  sessionId: string,
  paths: readonly string[],
  { signal, show }: { signal: AbortSignal; show(item: UploadItem): void },
): Promise<void> {
  const files = await Promise.all(paths.map((path) => checkFile(path, capabilities.localFiles)));
  // Pictures and transcripts first: they are there when the recording is looked at.
  files.sort((a, b) => Number(isRecording(a.name)) - Number(isRecording(b.name)));
  if (capabilities.localFiles) {
    const references = files.map((file) => file.path);
    if (references.length > 0)
      await client.uploadByReference(sessionId, { source_type: 'path', paths: references }, signal);
    return;
  }
  for (const file of files) {
    let item: UploadItem = {
      kind: 'upload',
      id: randomUUID(),
      at: Date.now(),
      name: file.name,
      sentBytes: 0,
      totalBytes: file.bytes,
      status: 'running',
    };
    show(item);
    try {
      await client.upload(sessionId, [file], {
        signal,
        onSent: (sentBytes) => show((item = { ...item, sentBytes })),
      });
      show({ ...item, sentBytes: file.bytes, status: 'done' });
    } catch (error) {
      show({ ...item, status: signal.aborted ? 'cancelled' : 'failed' });
      throw error;
    }
  }
}

function isRecording(name: string): boolean {
  const kind = kindOf(name);
  return kind === 'audio' || kind === 'video';
}
