import type { AddressInfo } from 'node:net';
import { Director } from './director/director';
import { log } from './log';
import { ProjectStore } from './projects/store';
import { RenderQueue, type Renderer } from './renders/queue';
import { RenderRecords } from './renders/records';
import type { Parts } from './server/parts';
import { accountRoutes } from './server/routes/account';
import { messageRoutes } from './server/routes/message';
import { previewRoutes } from './server/routes/preview';
import { renderRoutes } from './server/routes/render';
import { stateRoutes } from './server/routes/state';
import { uploadRoutes } from './server/routes/upload';
import { createEngineServer } from './server/server';
import type { StartParameters } from './start';

export interface EngineOptions extends Omit<StartParameters, 'type'> {
  /** Absolute path of the bundle that render workers run. */
  readonly workerFile: string;
}

export interface Engine {
  /** Listens on 127.0.0.1 and a free port, and says which. */
  listen(): Promise<number>;
  /**
   * Stops answering and ends running renders; they leave nothing behind.
   *
   * @param reason `asked` in good order: files that were fetched go now. `vanished`: they stay for a while, for a
   * parent that comes back and fetches the rest.
   */
  close(reason: 'asked' | 'vanished'): Promise<void>;
}

/** ms between two rounds of cleaning up, and until the first: never in the way of the start */
const sweepEveryMs = 10 * 60_000;
const firstSweepMs = 5_000;

/** Puts the parts of the engine together. What is heavy is loaded when it is first needed. */
export function createEngine(options: EngineOptions): Engine {
  const { token, dataFolder, fontsFolder, workerFile } = options;
  const records = new RenderRecords(dataFolder);
  const store = new ProjectStore(dataFolder);
  const render: Renderer = async ({ draft, outputPath, quality }, hooks) => {
    const { renderDraft } = await import('./render/render');
    return await renderDraft({ draft, outputPath, quality, fontsFolder, workerFile }, hooks);
  };
  const renders = new RenderQueue(records, render);
  const parts: Parts = {
    token,
    store,
    renders,
    director: new Director(store),
    still: async (draft, timeMs, widthPx) => {
      const { renderStill } = await import('./render/still');
      return await renderStill(draft, timeMs, widthPx, fontsFolder);
    },
    sound: async (draft, folder, signal) => {
      const { previewSound } = await import('./preview/sound');
      return await previewSound(draft, folder, signal);
    },
  };
  const server = createEngineServer(token, [
    ...accountRoutes(parts),
    ...uploadRoutes(parts),
    ...messageRoutes(parts),
    ...stateRoutes(parts),
    ...renderRoutes(parts),
    ...previewRoutes(parts),
  ]);
  const sweep = () => {
    records.sweep(Date.now()).catch((error: unknown) => {
      log.error('sweep', error);
    });
  };
  const timers = [setTimeout(sweep, firstSweepMs), setInterval(sweep, sweepEveryMs)];

  return {
    listen: () =>
      new Promise((resolve, reject) => {
        server.http.once('error', reject);
        server.http.listen(0, '127.0.0.1', () => {
          server.http.off('error', reject);
          resolve((server.http.address() as AddressInfo).port);
        });
      }),
    close: async (reason) => {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([server.close(), renders.close()]);
      if (reason === 'asked') await renders.removeFetched();
    },
  };
}
