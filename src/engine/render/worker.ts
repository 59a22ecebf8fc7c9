import { rmSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { MediaError } from '../media/errors';
import { leftovers, renderJob } from './job';
import { workerTaskSchema, type WorkerMessage, type WorkerTask } from './request';

class Cancelled extends Error {}

/** What the engine's bundle does when it is started as a worker: one render job, told to the parent. */
export async function runRenderWorker(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('A render worker has a parent.');
  workerTaskSchema.parse(workerData);
  const { request, cancelled } = workerData as WorkerTask;
  const flag = new Int32Array(cancelled);
  const say = (message: WorkerMessage) => {
    port.postMessage(message);
  };
  try {
    const result = await renderJob(request, {
      onProgress: (progress) => {
        say({ type: 'progress', progress });
      },
      throwIfCancelled: () => {
        if (Atomics.load(flag, 0) === 1) throw new Cancelled();
      },
    });
    say({ type: 'done', result });
  } catch (error) {
    for (const path of leftovers(request.outputPath)) rmSync(path, { force: true });
    say(inWords(error));
  }
}

function inWords(error: unknown): WorkerMessage {
  if (error instanceof Cancelled) return { type: 'cancelled' };
  if (error instanceof MediaError) return { type: 'file-failed', code: error.code, fileName: error.fileName };
  return error instanceof Error
    ? { type: 'failed', message: error.message, stack: error.stack }
    : { type: 'failed', message: String(error), stack: undefined };
}
