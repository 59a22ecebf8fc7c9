import * as z from 'zod';
import type { Http } from './http';
import { anonymousTokenSchema } from '../wire/account';
import { headers, paths } from '../wire/paths';
import { tokenRefused } from './errors';

/** Where bearer tokens come from. */
export interface TokenSource {
  /** The token to use now; fetched first if there is none. */
  current(http: Http, signal?: AbortSignal): Promise<string>;
  /**
   * Another token in place of one that was refused.
   *
   * @throws NemoError tokenRefused where there can be no other
   */
  renew(http: Http, refused: string, signal?: AbortSignal): Promise<string>;
  /** Whose tokens these are, as far as that is known here; nobody is asked. */
  account(): Promise<Account>;
}

/** Whose token is used: one that the user has, or one made for them. */
export type Account =
  | { readonly kind: 'own' }
  /** `userId` is known once a token was fetched. */
  | { readonly kind: 'anonymous'; readonly userId?: string };

/** A token that was given, by the user or by the engine: used as it is and never replaced silently. */
export function givenToken(token: string): TokenSource {
  return {
    current: () => Promise.resolve(token),
    renew: () => Promise.reject(tokenRefused()),
    account: () => Promise.resolve({ kind: 'own' }),
  };
}

/** What is kept of an anonymous account, in a safe place. */
const accountSchema = z.object({
  /** Made once and kept: the free credits hang on it. */
  clientId: z.string(),
  token: z.string().optional(),
  /** ms since the epoch */
  expiresAt: z.number().optional(),
  userId: z.string().optional(),
});
export type AnonymousAccount = z.infer<typeof accountSchema>;

/** Reads an account as it was stored; anything else counts as none. */
export function readAccount(text: string): AnonymousAccount | undefined {
  try {
    return accountSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export interface AccountStore {
  load(): Promise<AnonymousAccount | undefined>;
  save(account: AnonymousAccount): Promise<void>;
}

/** ms before its end at which a token no longer counts as good */
const expiryMarginMs = 60_000;

/** Anonymous tokens: fetched when needed, kept until they expire or are refused, one fetch at a time. */
export class AnonymousTokens implements TokenSource {
  #fetching: Promise<string> | undefined;

  constructor(
    private readonly store: AccountStore,
    private readonly makeClientId: () => string,
    private readonly now: () => number = Date.now,
  ) {}

  async current(http: Http, signal?: AbortSignal): Promise<string> {
    const account = await this.store.load();
    const fresh = (account?.expiresAt ?? Infinity) - expiryMarginMs > this.now();
    return account?.token && fresh ? account.token : await this.#fetchOnce(http, signal);
  }

  async renew(http: Http, refused: string, signal?: AbortSignal): Promise<string> {
    const account = await this.store.load();
    // Another call may have renewed it already.
    if (account?.token && account.token !== refused) return account.token;
    return await this.#fetchOnce(http, signal);
  }

  async account(): Promise<Account> {
    const userId = (await this.store.load())?.userId;
    return { kind: 'anonymous', ...(userId === undefined ? {} : { userId }) };
  }

  /** One fetch for all who wait for it; whoever gives up waiting leaves it to the others. */
  async #fetchOnce(http: Http, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    this.#fetching ??= this.#fetch(http).finally(() => (this.#fetching = undefined));
    return await Promise.race([this.#fetching, ...(signal ? [aborted(signal)] : [])]);
  }

  async #fetch(http: Http): Promise<string> {
    const clientId = (await this.store.load())?.clientId ?? this.makeClientId();
    await this.store.save({ clientId });
    const { value } = await http.json(paths.anonymousToken, anonymousTokenSchema, {
      method: 'POST',
      headers: { [headers.clientId]: clientId },
    });
    await this.store.save({
      clientId,
      token: value.token,
      expiresAt: expiryOf(value.expires_at),
      userId: value.user_id,
    });
    return value.token;
  }
}

/** Rejects with the signal's reason when it is aborted. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** An expiry as ms since the epoch: servers send ISO text, seconds or milliseconds. */
function expiryOf(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : value < 1e11 ? value * 1000 : value;
  return Number.isFinite(time) ? time : undefined;
}
