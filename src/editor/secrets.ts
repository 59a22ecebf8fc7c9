import type * as vscode from 'vscode';
import type { AccountStore, AnonymousAccount } from '../nemo/token';
import type { Log } from './log';

const keys = { ownToken: 'nemo.ownToken', account: 'nemo.anonymousAccount' } as const;

/**
 * What must not be read by others: the user's own token, or the anonymous account made for them. Whatever passes here
 * is kept out of the log.
 */
export class Secrets {
  constructor(
    private readonly storage: vscode.SecretStorage,
    private readonly log: Log,
  ) {}

  /** `NEMO_TOKEN` wins over the token that was set here. */
  async ownToken(): Promise<string | undefined> {
    const token = process.env.NEMO_TOKEN || (await this.storage.get(keys.ownToken));
    if (token) this.log.conceal(token);
    return token;
  }

  async setOwnToken(token: string): Promise<void> {
    this.log.conceal(token);
    await this.storage.store(keys.ownToken, token);
  }

  get account(): AccountStore {
    return {
      load: async () => {
        const { readAccount } = await import('../nemo/token');
        const account = readAccount((await this.storage.get(keys.account)) ?? '');
        if (account) this.#conceal(account);
        return account;
      },
      save: async (account) => {
        this.#conceal(account);
        await this.storage.store(keys.account, JSON.stringify(account));
      },
    };
  }

  /** Forgets every token. The client id stays: the free credits of this person hang on it. */
  async signOut(): Promise<void> {
    await this.storage.delete(keys.ownToken);
    const account = await this.account.load();
    if (account) await this.account.save({ clientId: account.clientId });
  }

  #conceal({ clientId, token }: AnonymousAccount): void {
    this.log.conceal(clientId);
    if (token !== undefined) this.log.conceal(token);
  }
}
