import type { NemoClient } from '../nemo/client';
import { unlessAborted } from '../nemo/unless-aborted';
import type { Capabilities } from '../wire/capabilities';
import type { BackendKind } from './project-state';

/** A back end that is there, and what it can do. */
export interface Connection {
  readonly client: NemoClient;
  readonly capabilities: Capabilities;
}

/** Makes clients; the editor and the terminal each have their own way of finding tokens and the engine. */
export interface ClientFactory {
  /** `ended` resolves when the back end is gone and another client is needed (an engine that died). */
  open(kind: BackendKind, signal?: AbortSignal): Promise<{ client: NemoClient; ended: Promise<void> }>;
}

/** A connection, or the way to one, which can be given up. */
interface Opening {
  readonly connection: Promise<Connection>;
  giveUp(): void;
}

/** One connection to each back end, made when first needed and again when it has ended. */
export class Connections {
  readonly #open = new Map<BackendKind, Opening>();

  constructor(private readonly factory: ClientFactory) {}

  /**
   * @param signal ends the wait for the connection, which others may wait for as well
   * @throws NemoError, StudioError; the signal's reason
   */
  async get(kind: BackendKind, signal?: AbortSignal): Promise<Connection> {
    signal?.throwIfAborted();
    const { connection } = this.#open.get(kind) ?? this.#begin(kind);
    return await unlessAborted(connection, signal);
  }

  /** The connection that there is, if there is one; makes none. */
  async known(kind: BackendKind): Promise<Connection | undefined> {
    return await this.#open.get(kind)?.connection.catch(() => undefined);
  }

  /** Forgets a connection, so that the next call makes another: after a sign-out, or a changed setting. */
  async reset(kind: BackendKind): Promise<void> {
    const known = this.#open.get(kind);
    this.#open.delete(kind);
    known?.giveUp();
    // One that never came about has nothing to close.
    const connection = await known?.connection.catch(() => undefined);
    await connection?.client.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((kind) => this.reset(kind)));
  }

  #begin(kind: BackendKind): Opening {
    const abort = new AbortController();
    const connection = this.#connect(kind, abort.signal, () => this.#forget(kind, opening));
    let giveUp = () => abort.abort(new DOMException('not wanted any more', 'AbortError'));
    const opening: Opening = { connection, giveUp: () => giveUp() };
    this.#open.set(kind, opening);
    connection.then(
      // An engine that runs is ended by its owner.
      () => (giveUp = () => undefined),
      () => this.#forget(kind, opening),
    );
    return opening;
  }

  async #connect(kind: BackendKind, signal: AbortSignal, onEnd: () => void): Promise<Connection> {
    const { client, ended } = await this.factory.open(kind, signal);
    void ended.then(onEnd);
    try {
      signal.throwIfAborted();
      return { client, capabilities: await client.capabilities(signal) };
    } catch (error) {
      await client.close();
      throw error;
    }
  }

  /** One that ended late must not take its successor with it. */
  #forget(kind: BackendKind, opening: Opening): void {
    if (this.#open.get(kind) === opening) this.#open.delete(kind);
  }
}
