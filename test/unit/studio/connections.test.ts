import assert from 'node:assert/strict';
import type { NemoClient } from '../../../src/nemo/client';
import { Connections, type ClientFactory } from '../../../src/studio/backend';
import { plainCloud } from '../../../src/wire/capabilities';

/** A factory whose clients end when the test says so. */
class Factory implements ClientFactory {
  readonly opened: { end(): void; closed: boolean }[] = [];
  failures = 0;

  open() {
    if (this.failures-- > 0) return Promise.reject(new Error('no engine'));
    let end!: () => void;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const entry = { end, closed: false };
    this.opened.push(entry);
    const client = {
      capabilities: () => Promise.resolve(plainCloud),
      close: () => Promise.resolve(void (entry.closed = true)),
    } as Partial<NemoClient> as NemoClient;
    return Promise.resolve({ client, ended });
  }
}

describe('connections', () => {
  let factory: Factory;
  let connections: Connections;
  beforeEach(() => {
    factory = new Factory();
    connections = new Connections(factory);
  });

  it('are made once for all who ask, one for each back end', async () => {
    const [a, b, c] = await Promise.all([
      connections.get('local'),
      connections.get('local'),
      connections.get('cloud'),
    ]);
    assert.equal(a, b);
    assert.notEqual(a, c);
    assert.equal(factory.opened.length, 2);
  });

  it('are made again when they have ended', async () => {
    const first = await connections.get('local');
    factory.opened[0]?.end();
    await Promise.resolve();
    assert.notEqual(await connections.get('local'), first);
  });

  it('are made again when they could not be made', async () => {
    factory.failures = 1;
    await assert.rejects(connections.get('local'), /no engine/);
    await connections.get('local');
    assert.equal(factory.opened.length, 1);
  });

  it('do not go with a predecessor that ended late', async () => {
    await connections.get('local');
    await connections.reset('local');
    const second = await connections.get('local');
    factory.opened[0]?.end();
    await new Promise((later) => setImmediate(later));
    assert.equal(await connections.get('local'), second);
  });

  it('are closed with all of them', async () => {
    await Promise.all([connections.get('local'), connections.get('cloud')]);
    await connections.close();
    assert.deepEqual(
      factory.opened.map(({ closed }) => closed),
      [true, true],
    );
  });

  it('are closed without trouble where one never came about', async () => {
    factory.failures = 1;
    const opening = connections.get('local');
    opening.catch(() => undefined);
    await connections.close();
    await assert.rejects(opening);
  });

  describe('that never come about', () => {
    let wasClosed = false;
    /** A back end that is there and says nothing. */
    const silent = {
      capabilities: (signal?: AbortSignal) =>
        new Promise<never>((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      close: () => Promise.resolve(void (wasClosed = true)),
    } as Partial<NemoClient> as NemoClient;
    beforeEach(() => {
      wasClosed = false;
      connections = new Connections({
        open: () => Promise.resolve({ client: silent, ended: new Promise(() => undefined) }),
      });
    });

    it('are given up with a reset, and what was open of them is closed', async () => {
      const opening = connections.get('cloud');
      opening.catch(() => undefined);
      await connections.reset('cloud');
      await assert.rejects(opening, { name: 'AbortError' });
      assert.ok(wasClosed);
    });

    it('are not waited for by who gives up, and go on for the others', async () => {
      const abort = new AbortController();
      const others = connections.get('cloud');
      others.catch(() => undefined);
      const mine = connections.get('cloud', abort.signal);
      abort.abort(new DOMException('stopped', 'AbortError'));
      await assert.rejects(mine, /stopped/);
      assert.ok(!wasClosed);
      await connections.close();
    });
  });
});
