import type { NemoClient } from '../nemo/client';
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

/** One connection to each back end, made when first needed and again when it has ended. */
export class Connections {
  readonly #open = new Map<BackendKind, Promise<Connection>>();

  constructor(private readonly factory: ClientFactory) {}

  /** @throws NemoError, StudioError */
  async get(kind: BackendKind): Promise<Connection> {
    const known = this.#open.get(kind);
    if (known) return await known;
    const opening = this.#connect(kind, () => this.#forget(kind, opening));
    this.#open.set(kind, opening);
    opening.catch(() => this.#forget(kind, opening));
    return await opening;
  }

  /** The connection that there is, if there is one; makes none. */
  async known(kind: BackendKind): Promise<Connection | undefined> {
    return await this.#open.get(kind)?.catch(() => undefined);
  }

  /** Forgets a connection, so that the next call makes another: after a sign-out, or a changed setting. */
  async reset(kind: BackendKind): Promise<void> {
    const known = this.#open.get(kind);
    this.#open.delete(kind);
    // One that never came about has nothing to close.
    const connection = await known?.catch(() => undefined);
    await connection?.client.close();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#open.keys()].map((kind) => this.reset(kind)));
  }

  async #connect(kind: BackendKind, onEnd: () => void): Promise<Connection> {
    const { client, ended } = await this.factory.open(kind);
    void ended.then(onEnd);
    return { client, capabilities: await client.capabilities() };
  }

  /** One that ended late must not take its successor with it. */
  #forget(kind: BackendKind, connection: Promise<Connection>): void {
    if (this.#open.get(kind) === connection) this.#open.delete(kind);
  }
}
