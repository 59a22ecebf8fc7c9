import type { Dispatcher } from 'undici';
import type * as z from 'zod';
import * as errors from './errors';
import type { Answer, Call, Http } from './http';
import type { TokenSource } from './token';

/** Calls with a token, and with another, once, where the first is refused. */
export class Calls {
  /** Tokens that the service was shown. */
  readonly #shown = new Set<string>();

  constructor(
    readonly http: Http,
    private readonly tokens: TokenSource,
  ) {}

  /** @throws NemoError, or the signal's reason */
  json<S extends z.ZodType>(path: string, schema: S, call: Call): Promise<Answer<z.output<S>>> {
    return this.withToken(call.signal, (token) => this.http.json(path, schema, { ...call, token }));
  }

  /** A call that belongs to a session: a 404 says that it is gone. */
  async ofSession<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      const isGone = error instanceof errors.NemoError && error.code === 'rejected' && error.status === 404;
      throw isGone ? errors.sessionNotFound() : error;
    }
  }

  /** What is refused was not taken, so that even a call that is made once is repeated. */
  async withToken<T>(signal: AbortSignal | undefined, call: (token: string) => Promise<T>): Promise<T> {
    const token = await this.tokens.current(this.http, signal);
    this.#shown.add(token);
    try {
      return await call(token);
    } catch (error) {
      if (!(error instanceof errors.NemoError) || error.code !== 'tokenRefused') throw error;
      const renewed = await this.tokens.renew(this.http, token, signal);
      this.#shown.add(renewed);
      return await call(renewed);
    }
  }

  /** A service's words without the tokens that it was shown: some repeat them. */
  concealed(words: string): string {
    return [...this.#shown].reduce((text, token) => text.replaceAll(token, '•••'), words);
  }
}

/** Whether an answer is of one of the types, by their beginning. */
export function isOfType({ headers }: Dispatcher.ResponseData, ...types: string[]): boolean {
  const type = String(headers['content-type'] ?? '').toLowerCase();
  return types.some((beginning) => type.startsWith(beginning));
}
