import assert from 'node:assert/strict';
import { request } from 'node:http';
import { paths } from '../../src/wire/paths';
import { useEngine } from './engine-process';

/** A request with exactly these headers, and nothing of fetch's own. */
function raw(baseUrl: string, path: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    request(new URL(path, baseUrl), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('the engine lets in only whoever started it', () => {
  const engine = useEngine();

  it('refuses a request without the token [wire: engine/own-token]', async () => {
    assert.equal(await raw(engine.wire.engine.baseUrl, paths.capabilities, {}), 403);
  });

  it('answers a token that is not its own with code 1001 [wire: engine/own-token]', async () => {
    const { status, json } = await engine.wire.get(paths.credits, {
      authorization: `Bearer ${'0'.repeat(64)}`,
    });
    assert.equal(status, 401);
    assert.equal(json.code, 1001);
    assert.doesNotMatch(json.message, /0000/);
  });

  it('refuses a request that a web page sent [wire: engine/own-token]', async () => {
    const { status } = await engine.wire.get(paths.capabilities, { origin: 'https://example.com' });
    assert.equal(status, 403);
  });

  it('refuses a name that somebody made resolve to this computer', async () => {
    const { baseUrl, token } = engine.wire.engine;
    const authorization = `Bearer ${token}`;
    assert.equal(await raw(baseUrl, paths.capabilities, { authorization, host: 'evil.example:80' }), 403);
    assert.equal(await raw(baseUrl, paths.capabilities, { authorization, host: 'localhost:80' }), 200);
  });

  it('says 404 for what it does not know and 405 for the wrong method', async () => {
    assert.equal((await engine.wire.get('/api/nothing')).status, 404);
    assert.equal((await engine.wire.get(`${paths.renderJob('a')}/b/c`)).status, 404);
    assert.equal((await engine.wire.get('/api/state/nemo_agent/me/%zz/latest')).status, 404);
    assert.equal((await engine.wire.get(paths.session)).status, 405);
  });

  it('answers a broken body with a sentence and stays up', async () => {
    const { wire } = engine;
    for (const body of ['{"task_name":', '[]', 'null', '{"task_name":7}']) {
      const response = await fetch(wire.engine.baseUrl + paths.session, {
        method: 'POST',
        headers: { authorization: `Bearer ${wire.engine.token}` },
        body,
      });
      assert.equal(response.status, 400, body);
      assert.match(((await response.json()) as { message: string }).message, /form that is expected/);
    }
    assert.equal((await wire.get(paths.capabilities)).status, 200);
  });

  it('does not keep a body that is too large', async () => {
    const { status } = await engine.wire.post(paths.session, { task_name: 'x'.repeat(200_000) });
    assert.equal(status, 413);
  });
});
