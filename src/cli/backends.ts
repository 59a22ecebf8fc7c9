import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { launchEngine, type LaunchOptions, type RunningEngine } from '../engine/launch';
import { checkAddress, defaultApiUrl, defaultWebUrl } from '../nemo/addresses';
import { detectPlatform } from '../nemo/attribution';
import { NemoClient } from '../nemo/client';
import { AnonymousTokens, givenToken } from '../nemo/token';
import type { ClientFactory } from '../studio/backend';
import { engineUnavailable } from '../studio/errors';
import { name, version } from '../../package.json';
import { accountFile } from './accounts';
import { UsageError } from './usage';

/** Where the service and its pages for people are. */
export interface Addresses {
  readonly baseUrl: string;
  readonly webUrl: string;
}

/**
 * The addresses of the cloud, as the environment says: `NEMO_API_URL` and `NEMO_WEB_URL`.
 *
 * @throws UsageError where one of them cannot be an address
 */
export function addressesFrom(env: NodeJS.ProcessEnv): Addresses {
  return {
    baseUrl: addressIn(env, 'NEMO_API_URL') ?? defaultApiUrl,
    webUrl: addressIn(env, 'NEMO_WEB_URL') ?? defaultWebUrl,
  };
}

function addressIn(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const text = env[name];
  if (text === undefined) return undefined;
  try {
    return checkAddress(text);
  } catch {
    // The address itself is not repeated: it may hold a password.
    throw new UsageError(
      l10n.t(
        '{0} holds no address that can be used. Give one that begins with https:// or http:// and holds no user name or password, or leave it unset.',
        name,
      ),
    );
  }
}

export interface TerminalSecrets {
  /** A token of the person's own, as `NEMO_TOKEN` has it; without one, an anonymous account is used. */
  readonly ownToken: string | undefined;
  /** Is told every other secret, before anything can be said of it. */
  conceal(secret: string): void;
}

export interface TerminalBackends extends ClientFactory {
  /** Ends the engine, if one was started. */
  close(): Promise<void>;
}

/**
 * The back ends as the terminal finds them: the engine beside this bundle, the cloud at its addresses.
 *
 * @param root folder of the installed package
 * @param dataFolder where engine and account keep their things
 */
export function terminalBackends(
  root: string,
  dataFolder: string,
  locale: string,
  { baseUrl, webUrl }: Addresses,
  { ownToken, conceal }: TerminalSecrets,
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
        const tokens = ownToken
          ? givenToken(ownToken)
          : new AnonymousTokens(accountFile(join(dataFolder, 'account.json'), conceal), randomUUID);
        return {
          client: new NemoClient({ baseUrl, webUrl, attribution, tokens }),
          ended: new Promise(() => undefined),
        };
      }
      engine = await startEngine({
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

/** @throws StudioError where it does not start, for whatever reason; the signal's reason where aborted */
async function startEngine(options: LaunchOptions): Promise<RunningEngine> {
  try {
    return await launchEngine(options);
  } catch (error) {
    options.signal?.throwIfAborted();
    throw engineUnavailable(error);
  }
}
