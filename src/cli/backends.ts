import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { launchEngine, type RunningEngine } from '../engine/launch';
import { defaultApiUrl, defaultWebUrl } from '../nemo/addresses';
import { detectPlatform } from '../nemo/attribution';
import { NemoClient } from '../nemo/client';
import { AnonymousTokens, givenToken } from '../nemo/token';
import type { ClientFactory } from '../studio/backend';
import { name, version } from '../../package.json';
import { accountFile } from './accounts';

export interface TerminalBackends extends ClientFactory {
  /** Ends the engine, if one was started. */
  close(): Promise<void>;
}

/**
 * The back ends as the terminal finds them: the engine beside this bundle, the cloud by environment
 * (`NEMO_API_URL`, `NEMO_WEB_URL`, `NEMO_TOKEN`).
 *
 * @param root folder of the installed package
 * @param dataFolder where engine and account keep their things
 * @param conceal is told every secret, before anything can be said of it
 */
export function terminalBackends(
  root: string,
  dataFolder: string,
  locale: string,
  conceal: (secret: string) => void,
): TerminalBackends {
  const attribution = {
    source: name,
    version,
    platform: detectPlatform({ skillSource: process.env.SKILL_SOURCE, installPath: root }),
  };
  let engine: RunningEngine | undefined;
  return {
    async open(kind, signal) {
      if (kind === 'cloud') {
        const baseUrl = process.env.NEMO_API_URL ?? defaultApiUrl;
        const webUrl = process.env.NEMO_WEB_URL ?? defaultWebUrl;
        // Read from a file, it may end with its line.
        const own = process.env.NEMO_TOKEN?.trim();
        if (own) conceal(own);
        const tokens = own
          ? givenToken(own)
          : new AnonymousTokens(accountFile(join(dataFolder, 'account.json'), conceal), randomUUID);
        return {
          client: new NemoClient({ baseUrl, webUrl, attribution, tokens }),
          ended: new Promise(() => undefined),
        };
      }
      engine = await launchEngine({
        engineFile: join(root, 'dist', 'engine.js'),
        dataFolder: join(dataFolder, 'engine'),
        fontsFolder: join(root, 'dist', 'fonts'),
        l10nFile: join(root, 'l10n', 'bundle.l10n.zh-cn.json'),
        locale,
        ...(signal ? { signal } : {}),
      });
      const client = new NemoClient({
        baseUrl: engine.baseUrl,
        webUrl: defaultWebUrl,
        attribution,
        tokens: givenToken(engine.token),
      });
      return { client, ended: engine.exited };
    },
    async close() {
      await engine?.stop();
    },
  };
}
