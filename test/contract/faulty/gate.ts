import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A door before a server: while it is shut, connections are refused as if nobody were there. */
export class Gate {
  #server: Server | undefined;
  readonly #sockets = new Set<Socket>();

  private constructor(
    /** of the loopback interface; the same one whenever it is open */
    readonly port: number,
    private readonly behind: number,
  ) {}

  /** @param behind port of the server */
  static async before(behind: number): Promise<Gate> {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const { port } = probe.address() as AddressInfo;
    await new Promise((closed) => probe.close(closed));
    const gate = new Gate(port, behind);
    await gate.open();
    return gate;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    if (this.#server) return;
    this.#server = createServer((outer) => this.#pass(outer));
    this.#server.listen(this.port, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Lets nobody in any more; who is connected stays so. */
  shut(): void {
    this.#server?.close();
    this.#server = undefined;
  }

  /** Shuts it, and cuts who is connected. */
  close(): void {
    this.shut();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(outer: Socket): void {
    const inner = connect(this.behind, '127.0.0.1');
    for (const [from, to] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      this.#sockets.add(from);
      // A reset of one is passed on as the end of the other.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      from.pipe(to);
    }
  }
}
