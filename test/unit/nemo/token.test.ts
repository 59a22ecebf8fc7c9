import assert from 'node:assert/strict';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NemoError } from '../../../src/nemo/errors';
import { Http } from '../../../src/nemo/http';
import { AnonymousTokens, givenToken, readAccount, type AnonymousAccount } from '../../../src/nemo/token';
import { attribution } from '../../builders';

/** A place for an account, as good as its disk. */
class Drawer {
  saves: AnonymousAccount[] = [];
  constructor(public account?: AnonymousAccount) {}
  async load() {
    await sleep(1);
    return this.account;
  }
  async save(account: AnonymousAccount) {
    await sleep(1);
    this.saves.push(account);
    this.account = account;
  }
}

describe('tokens', () => {
  let answer: (count: number) => { status?: number; body: unknown };
  let asked: IncomingHttpHeaders[];
  let http: Http;
  const server = createServer((request, response) => {
    asked.push(request.headers);
    const { status = 200, body } = answer(asked.length);
    setTimeout(() => response.writeHead(status).end(JSON.stringify(body)), 20);
  });

  before((done) => void server.listen(0, '127.0.0.1', done));
  after(() => server.close());
  beforeEach(() => {
    asked = [];
    answer = (count) => ({ body: { code: 0, data: { token: `nmv_usr_${count}`, user_id: 'anon_1' } } });
    http = new Http(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, attribution);
  });
  afterEach(() => http.close());

  const tokensIn = (drawer: Drawer, now?: () => number) => new AnonymousTokens(drawer, () => 'client-1', now);

  it('are shown to no other service than the one that gave them', async () => {
    const drawer = new Drawer({ clientId: 'kept', token: 'elsewhere', host: 'api.example' });
    assert.equal(await tokensIn(drawer).current(http), 'nmv_usr_1');
    assert.equal(drawer.account?.host, http.host);
    assert.equal(await tokensIn(drawer).current(http), 'nmv_usr_1');
    assert.equal(asked.length, 1);
  });

  it('are fetched once for all who ask at the same time', async () => {
    const tokens = tokensIn(new Drawer());
    const all = await Promise.all(Array.from({ length: 5 }, () => tokens.current(http)));
    assert.deepEqual(new Set(all), new Set(['nmv_usr_1']));
    assert.equal(asked.length, 1);
  });

  it('are renewed once for all whose token was refused', async () => {
    const drawer = new Drawer({ clientId: 'kept', token: 'old' });
    const tokens = tokensIn(drawer);
    const all = await Promise.all(Array.from({ length: 5 }, () => tokens.renew(http, 'old')));
    assert.deepEqual(new Set(all), new Set(['nmv_usr_1']));
    assert.equal(await tokens.renew(http, 'old'), 'nmv_usr_1', 'another call renewed it already');
    assert.equal(asked.length, 1);
  });

  it('are fetched without a bearer, with the client id and the attribution', async () => {
    await tokensIn(new Drawer()).current(http);
    const [sent] = asked;
    assert.equal(sent?.['x-client-id'], 'client-1');
    assert.equal(sent['x-skill-source'], attribution.source);
    assert.equal(sent.authorization, undefined);
  });

  it('keep the client id that was made once', async () => {
    const drawer = new Drawer({ clientId: 'kept', token: 'old' });
    await tokensIn(drawer).renew(http, 'old');
    assert.equal(asked[0]?.['x-client-id'], 'kept');
    assert.equal(drawer.account?.clientId, 'kept');
  });

  it('write a new client id down before it is used', async () => {
    answer = () => ({ status: 500, body: {} });
    const drawer = new Drawer();
    await assert.rejects(tokensIn(drawer).current(http), NemoError);
    assert.deepEqual(drawer.account, { clientId: 'client-1' });
  });

  it('are used until a minute before they expire, in whatever unit that is told', async () => {
    const end = 1_900_000_000_000;
    for (const expires_at of [new Date(end).toISOString(), end, end / 1000]) {
      asked = [];
      answer = () => ({ body: { code: 0, data: { token: 'fresh', expires_at } } });
      let now = end - 3_600_000;
      const tokens = tokensIn(new Drawer(), () => now);
      await tokens.current(http);
      now = end - 61_000;
      await tokens.current(http);
      assert.equal(asked.length, 1, `${expires_at}: still good`);
      now = end - 59_000;
      await tokens.current(http);
      assert.equal(asked.length, 2, `${expires_at}: as good as expired`);
    }
  });

  it('count as good where no end is told, or none that can be read', async () => {
    for (const expires_at of [undefined, 'in a week']) {
      asked = [];
      answer = () => ({ body: { code: 0, data: { token: 'fresh', expires_at } } });
      const tokens = tokensIn(new Drawer());
      await tokens.current(http);
      await tokens.current(http);
      assert.equal(asked.length, 1);
    }
  });

  it('come to those who wait, when another who asked gives up', async () => {
    const tokens = tokensIn(new Drawer());
    const abort = new AbortController();
    const first = tokens.current(http, abort.signal);
    const second = tokens.current(http);
    abort.abort(new DOMException('stopped', 'AbortError'));
    await assert.rejects(first, { name: 'AbortError' });
    assert.equal(await second, 'nmv_usr_1');
  });

  it('can be asked for again after a failure', async () => {
    answer = (count) =>
      count === 1 ? { status: 503, body: {} } : { body: { code: 0, data: { token: 'second' } } };
    const tokens = tokensIn(new Drawer());
    await assert.rejects(tokens.current(http), NemoError);
    assert.equal(await tokens.current(http), 'second');
  });

  it('that another process stored meanwhile are taken, not fetched', async () => {
    const drawer = new Drawer({ clientId: 'kept', token: 'old', expiresAt: 1000 });
    const tokens = tokensIn(drawer, () => 2_000_000);
    const first = drawer.load.bind(drawer);
    drawer.load = async () => {
      const account = await first();
      drawer.account = { clientId: 'kept', token: 'of another window', userId: 'anon_7' };
      return account;
    };
    assert.equal(await tokens.current(http), 'of another window');
    assert.equal(asked.length, 0);
    assert.deepEqual(await tokens.account(), { kind: 'anonymous', userId: 'anon_7' });
  });

  it('that another process was given are taken where there is only one for a client [wire: account/token-kept]', async () => {
    const drawer = new Drawer({ clientId: 'kept' });
    answer = () => {
      drawer.account = { clientId: 'kept', token: 'the only one' };
      return { status: 429, body: {} };
    };
    assert.equal(await tokensIn(drawer).current(http), 'the only one');
  });

  it('keep the user id where a new one does not tell it', async () => {
    answer = () => ({ body: { code: 0, data: { token: 'new' } } });
    const drawer = new Drawer({ clientId: 'kept', token: 'old', userId: 'anon_3' });
    const tokens = tokensIn(drawer);
    await tokens.renew(http, 'old');
    assert.deepEqual(await tokens.account(), { kind: 'anonymous', userId: 'anon_3' });
  });

  it('have a client id of at most 64 characters, whatever is stored or made [wire: account/client-id]', async () => {
    const long = 'x'.repeat(100);
    for (const stored of [undefined, long, '', 'line\nbreak', 'no ünicode']) {
      asked = [];
      const drawer = new Drawer(stored === undefined ? undefined : { clientId: stored });
      await new AnonymousTokens(drawer, () => `y${long}`).current(http);
      assert.equal(asked[0]?.['x-client-id'], `y${'x'.repeat(63)}`);
      assert.equal(drawer.account?.clientId, asked[0]['x-client-id']);
      await new AnonymousTokens(drawer, () => 'another').renew(http, 'nmv_usr_1');
      assert.equal(asked[1]?.['x-client-id'], asked[0]['x-client-id'], 'made once and kept');
    }
  });

  it('leave nothing listening to a signal that outlives them', async () => {
    const { signal } = new AbortController();
    let listeners = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...args: Parameters<typeof add>) => (listeners++, add(...args));
    signal.removeEventListener = (...args: Parameters<typeof remove>) => (listeners--, remove(...args));
    await tokensIn(new Drawer()).current(http, signal);
    assert.equal(listeners, 0);
  });

  it('of the user’s own are never replaced', async () => {
    const own = givenToken('mine');
    assert.equal(await own.current(http), 'mine');
    await assert.rejects(own.renew(http, 'mine'), { code: 'tokenRefused' });
    assert.equal(asked.length, 0);
  });

  it('are read as they were stored, and anything else as none', () => {
    const account = { clientId: 'c', token: 't', expiresAt: 1, userId: 'u' };
    assert.deepEqual(readAccount(JSON.stringify(account)), account);
    for (const text of ['', 'null', '{}', '{"clientId":3}', '{"clientId":"c"', '[]'])
      assert.equal(readAccount(text), undefined, text);
  });
});
