import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { MediaError } from '../media/errors';
import { leftovers } from './job';
import type { RenderProgress, RenderRequest, RenderResult, WorkerMessage, WorkerTask } from './request';

export type { RenderProgress, RenderRequest, RenderResult } from './request';

/** ms that a cancelled worker has for stopping by itself before it is ended */
const patience = 1500;

/**
 * Renders a draft to an MP4 file in a thread of its own, so that the caller stays responsive.
 *
 * When it fails or is cancelled, nothing is left at `outputPath`.
 * @throws MediaError when a file is at fault; AbortError when `signal` is aborted; Error when the worker breaks
 */
export async function renderDraft(
  request: RenderRequest,
  hooks: { signal: AbortSignal; onProgress(progress: RenderProgress): void },
): Promise<RenderResult> {
  if (hooks.signal.aborted) throw aborted();
  const cancelled = new SharedArrayBuffer(4);
  const workerData: WorkerTask = { task: 'render', request, cancelled };
  const worker = new Worker(request.workerFile, { workerData, name: 'render' });
  let deadline: NodeJS.Timeout | undefined;
  const cancel = () => {
    Atomics.store(new Int32Array(cancelled), 0, 1);
    deadline = setTimeout(() => void worker.terminate(), patience);
  };
  hooks.signal.addEventListener('abort', cancel, { once: true });
  try {
    return await new Promise<RenderResult>((resolve, reject) => {
      worker.on('message', (message: WorkerMessage) => {
        if (message.type === 'progress') hooks.onProgress(message.progress);
        else if (message.type === 'done') resolve(message.result);
        else reject(asError(message));
      });
      worker.on('error', reject);
      worker.on('exit', (status) => {
        reject(
          hooks.signal.aborted ? aborted() : new Error(`The render worker ended with status ${status}.`),
        );
      });
    });
  } catch (error) {
    await worker.terminate();
    await Promise.all(leftovers(request.outputPath).map((path) => rm(path, { force: true })));
    throw hooks.signal.aborted ? aborted() : error;
  } finally {
    clearTimeout(deadline);
    hooks.signal.removeEventListener('abort', cancel);
  }
}

function aborted(): DOMException {
  return new DOMException('The render was cancelled.', 'AbortError');
}

function asError(message: Exclude<WorkerMessage, { type: 'progress' | 'done' }>): Error {
  if (message.type === 'cancelled') return aborted();
  if (message.type === 'file-failed') return new MediaError(message.code, message.fileName);
  const error = new Error(message.message);
  if (message.stack) error.stack = message.stack;
  return error;
}
