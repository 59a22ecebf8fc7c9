import { isMainThread } from 'node:worker_threads';

/**
 * The engine's entry. One bundle plays both parts: the server, and in a worker thread the renderer. Each loads
 * only what it needs.
 */
if (isMainThread) {
  void import('./process').then(({ runEngineProcess }) => {
    runEngineProcess(__filename);
  });
} else {
  void import('./render/worker').then(({ runRenderWorker }) => runRenderWorker());
}
