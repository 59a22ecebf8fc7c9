import assert from 'node:assert/strict';
import { Router, type Route } from '../../../src/engine/server/router';
import { paths } from '../../../src/wire/paths';

describe('the router of the engine', () => {
  const route = (method: Route['method'], path: Route['path']): Route => ({
    method,
    path,
    handle: () => undefined,
  });
  const routes = [
    route('GET', paths.credits),
    route('POST', paths.render),
    route('GET', paths.renderJob),
    route('POST', paths.renderCancel),
    route('GET', paths.renderDownload),
  ];
  const router = new Router(routes);

  it('finds who answers, with the id out of the path', () => {
    const id = 'render/1 ä%';
    for (const [method, address, index] of [
      ['GET', paths.renderJob(id), 2],
      ['POST', paths.renderCancel(id), 3],
      ['GET', paths.renderDownload(id), 4],
    ] as const) {
      const found = router.find(method, address);
      assert.deepEqual([found.handle === routes[index]?.handle, found.id], [true, id]);
    }
    assert.equal(router.find('HEAD', paths.credits).handle, routes[0]?.handle);
  });

  it('tells an unknown path from a method that is not taken', () => {
    assert.throws(() => router.find('GET', '/'), { status: 404 });
    assert.throws(() => router.find('GET', `${paths.render}/`), { status: 404 });
    assert.throws(() => router.find('DELETE', paths.credits), { status: 405 });
    assert.throws(() => router.find('GET', paths.renderJob('%').replace('%25', '%')), { status: 404 });
  });
});
