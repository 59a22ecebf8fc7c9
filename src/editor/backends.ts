import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { launchEngine, type RunningEngine } from '../engine/launch';
import { defaultWebUrl } from '../nemo/addresses';
import { detectPlatform } from '../nemo/attribution';
import { NemoClient } from '../nemo/client';
import { AnonymousTokens, givenToken } from '../nemo/token';
import type { ClientFactory } from '../studio/backend';
import { engineUnavailable } from '../studio/errors';
import { name, version } from '../../package.json';
import type { Log } from './log';
import type { Secrets } from './secrets';
import { readSettings } from './settings';

/** The back ends as the editor finds them: the engine that ships with the extension, the cloud by settings. */
export class EditorBackends implements ClientFactory {
  #engine: RunningEngine | undefined;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly secrets: Secrets,
    private readonly log: Log,
  ) {}

  async open(kind: 'local' | 'cloud', signal?: AbortSignal) {
    return kind === 'local' ? await this.#openEngine(signal) : await this.#openCloud();
  }

  /** Ends the engine, if one was started. */
  async close(): Promise<void> {
    await this.#engine?.stop();
  }

  async #openCloud() {
    const own = await this.secrets.ownToken();
    const tokens = own ? givenToken(own) : new AnonymousTokens(this.secrets.account, randomUUID);
    const client = new NemoClient({
      baseUrl: readSettings().apiBaseUrl,
      webUrl: process.env.NEMO_WEB_URL ?? defaultWebUrl,
      attribution: this.#attribution,
      tokens,
    });
    return { client, ended: new Promise<void>(() => undefined) };
  }

  async #openEngine(signal?: AbortSignal) {
    const { extensionUri, globalStorageUri } = this.context;
    try {
      const engine = await launchEngine({
        engineFile: vscode.Uri.joinPath(extensionUri, 'dist', 'engine.js').fsPath,
        fontsFolder: vscode.Uri.joinPath(extensionUri, 'dist', 'fonts').fsPath,
        l10nFile: vscode.Uri.joinPath(extensionUri, 'l10n', 'bundle.l10n.zh-cn.json').fsPath,
        dataFolder: vscode.Uri.joinPath(globalStorageUri, 'engine').fsPath,
        locale: vscode.env.language,
        log: (line) => this.log.info(`engine: ${line}`),
        ...(signal ? { signal } : {}),
      });
      this.#engine = engine;
      this.log.conceal(engine.token);
      const tokens = givenToken(engine.token);
      return {
        client: new NemoClient({
          baseUrl: engine.baseUrl,
          webUrl: defaultWebUrl,
          attribution: this.#attribution,
          tokens,
        }),
        ended: engine.exited,
      };
    } catch (error) {
      throw engineUnavailable(error);
    }
  }

  get #attribution() {
    const platform = detectPlatform({
      skillSource: process.env.SKILL_SOURCE,
      installPath: this.context.extensionUri.fsPath,
      productName: vscode.env.appName,
      uriScheme: vscode.env.uriScheme,
    });
    return { source: name, version, platform };
  }
}
