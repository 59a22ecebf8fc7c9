import type * as vscode from 'vscode';
import type { AccountStore } from '../nemo/token';

const keys = { ownToken: 'nemo.ownToken', account: 'nemo.anonymousAccount' } as const;

/** What must not be read by others: the user's own token, or the anonymous account made for them. */
export class Secrets {
  constructor(private readonly storage: vscode.SecretStorage) {}

  /** `NEMO_TOKEN` wins over the token that was set here. */
  async ownToken(): Promise<string | undefined> {
    return process.env.NEMO_TOKEN || (await this.storage.get(keys.ownToken));
  }

  async setOwnToken(token: string): Promise<void> {
    await this.storage.store(keys.ownToken, token);
  }

  get account(): AccountStore {
    return {
      load: async () => {
        const { readAccount } = await import('../nemo/token');
        return readAccount((await this.storage.get(keys.account)) ?? '');
      },
      save: async (account) => {
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
}
