import * as z from 'zod';
import type { Http } from './http';
import { anonymousTokenSchema } from '../wire/account';
import { codes } from '../wire/codes';
import { headers, paths } from '../wire/paths';
import { NemoError, tokenRefused } from './errors';
import { unlessAborted } from './unless-aborted';

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
    // What cannot stand in a header never gets as far as being refused.
    current: () => (/^[\x20-\x7e]+$/.test(token) ? Promise.resolve(token) : Promise.reject(tokenRefused())),
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
  /** The service that the token is for; it is shown to no other. */
  host: z.string().optional(),
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
  /**
   * Keeps the first account, where several processes may make one at the same time; otherwise `save` does.
   *
   * @returns the one that is kept: another process may have been first
   */
  create?(account: AnonymousAccount): Promise<AnonymousAccount>;
}

/** UTF-16 units; more, the service does not take */
const mostClientIdLength = 64;
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
    return this.#isGood(account, http.host) ? account.token : await this.#fetchOnce(http, undefined, signal);
  }

  async renew(http: Http, refused: string, signal?: AbortSignal): Promise<string> {
    const account = await this.store.load();
    // Another call, or another process, may have renewed it already.
    return this.#isGood(account, http.host, refused)
      ? account.token
      : await this.#fetchOnce(http, refused, signal);
  }

  async account(): Promise<Account> {
    const userId = (await this.store.load())?.userId;
    return { kind: 'anonymous', ...(userId === undefined ? {} : { userId }) };
  }

  /** One fetch for all who wait for it; whoever gives up waiting leaves it to the others. */
  async #fetchOnce(http: Http, refused: string | undefined, signal?: AbortSignal): Promise<string> {
    signal?.throwIfAborted();
    this.#fetching ??= this.#fetch(http, refused).finally(() => (this.#fetching = undefined));
    return await unlessAborted(this.#fetching, signal);
  }

  /** @param refused a token that is not good any more, though it does not look it */
  async #fetch(http: Http, refused: string | undefined): Promise<string> {
    const stored = await this.store.load();
    if (this.#isGood(stored, http.host, refused)) return stored.token;
    const known = stored && isClientId(stored.clientId) ? stored.clientId : await this.#makeClientId(stored);
    try {
      return await this.#fetchFor(http, known);
    } catch (error) {
      // Another process may have been given the one token that there is for this client.
      const meanwhile = await this.store.load();
      if (this.#isGood(meanwhile, http.host, refused)) return meanwhile.token;
      const isNotAccepted = error instanceof NemoError && error.status === codes.badRequest;
      if (!isNotAccepted) throw error;
      return await this.#fetchFor(http, await this.#makeClientId(meanwhile));
    }
  }

  async #fetchFor(http: Http, clientId: string): Promise<string> {
    const { value } = await http.json(paths.anonymousToken, anonymousTokenSchema, {
      method: 'POST',
      headers: { [headers.clientId]: clientId },
    });
    const userId = value.user_id ?? (await this.store.load())?.userId;
    const expiresAt = expiryOf(value.expires_at);
    await this.store.save({ clientId, token: value.token, expiresAt, userId, host: http.host });
    return value.token;
  }

  /** A new id, written down before it is used: the free credits of this person will hang on it. */
  async #makeClientId(stored: AnonymousAccount | undefined): Promise<string> {
    const clientId = this.makeClientId().slice(0, mostClientIdLength);
    if (!stored && this.store.create) return (await this.store.create({ clientId })).clientId;
    await this.store.save({ clientId });
    return clientId;
  }

  #isGood(
    account: AnonymousAccount | undefined,
    host: string,
    refused?: string,
  ): account is AnonymousAccount & { token: string } {
    if (account?.token === undefined || account.token === refused) return false;
    if (account.host !== undefined && account.host !== host) return false;
    return (account.expiresAt ?? Infinity) - expiryMarginMs > this.now();
  }
}

/** Whether an id can stand in a header as it is. */
function isClientId(text: string): boolean {
  return text.length <= mostClientIdLength && /^[\x21-\x7e]+$/.test(text);
}

/** An expiry as ms since the epoch: servers send ISO text, seconds or milliseconds. */
function expiryOf(value: string | number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const time = typeof value === 'string' ? Date.parse(value) : value < 1e11 ? value * 1000 : value;
  return Number.isFinite(time) ? time : undefined;
}
