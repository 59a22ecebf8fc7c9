import { randomUUID } from 'node:crypto';
import { checkFile, kindOf } from '../nemo/files';
import type { Upload } from '../wire/files';
import type { Connection } from './backend';
import type { UploadItem } from './conversation';
import { noSound } from './errors';

/**
 * Gives files to a session: by reference where the back end reads this computer's files, else by upload. All
 * are checked before a byte of the first is sent.
 *
 * @throws NemoError, StudioError, AbortError; the upload's item then says `failed` or `cancelled`
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
      checkSound(
        await client.uploadByReference(sessionId, { source_type: 'path', paths: references }, signal),
      );
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
      const { answer } = await client.upload(sessionId, [file], {
        signal,
        onSent: (sentBytes) => show((item = { ...item, sentBytes })),
      });
      checkSound(answer);
      show({ ...item, sentBytes: file.bytes, status: 'done' });
    } catch (error) {
      show({ ...item, status: signal.aborted ? 'cancelled' : 'failed' });
      throw error;
    }
  }
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
