import assert from 'node:assert/strict';
import { NemoError } from '../../src/nemo/errors';
import { givenToken } from '../../src/nemo/token';
import { clientOf } from './cloud';
import { empty, html, json, ok, rawJson, refuse, reset } from './server/answers';
import type { Handler } from './server/exchange';
import { useClient } from './use-client';

describe('the client’s failures', () => {
  const { cloud, client, clock } = useClient();
  const canary = 'canary-secret-token';

  const table: readonly (readonly [string, Handler, string])[] = [
    ['no credits [wire: codes/2001]', refuse(2001, 'balance: 0'), 'outOfCredits'],
    ['the plan, in the body [wire: codes/402]', refuse(402), 'exportBlocked'],
    ['the plan, by status [wire: codes/402]', json({ detail: 'scope render missing' }, 402), 'exportBlocked'],
    ['what the account may not do', empty(403), 'rejected'],
    ['too many requests [wire: codes/429]', html(429), 'rateLimited'],
    ['a type [wire: codes/4001]', refuse(4001), 'unsupportedFile'],
    ['a type, by status', empty(415), 'unsupportedFile'],
    ['a size [wire: codes/4002]', refuse(4002), 'fileTooLarge'],
    ['a size, by status', html(413), 'fileTooLarge'],
    ['a session [wire: codes/1002]', refuse(1002), 'sessionNotFound'],
    ['its own trouble [wire: envelopes/bare-errors]', html(502), 'rejected'],
    ['nothing [wire: envelopes/bare-errors]', empty(500), 'rejected'],
    ['what is missing', json({ detail: [{ loc: ['body'], msg: 'field required' }] }, 422), 'rejected'],
    [
      'a failure of the second generation [wire: envelopes/two]',
      json({ success: false, error: 'No' }),
      'rejected',
    ],
    ['a code that nobody knows', refuse(5), 'rejected'],
    ['a stack', json({ error: 'KeyError\n  File "/srv/app.py", line 3, in f' }, 500), 'rejected'],
    ['the token it was shown', json({ error: `cannot use ${canary} here` }, 400), 'rejected'],
    ['JSON in JSON', json({ error: '{"code":5,"trace":"deep"}' }, 500), 'rejected'],
    ['an answer of another shape', ok({ balance: 'plenty' }), 'unexpectedAnswer'],
    ['an answer that is no JSON', rawJson('{"code":0,'), 'unexpectedAnswer'],
    ['a page under 200', html(200), 'unexpectedAnswer'],
    ['a connection that breaks', reset, 'unreachable'],
  ];

  for (const [name, answer, code] of table)
    it(`are a sentence each: ${name}`, async () => {
      cloud().tokens.add(canary);
      const own = clientOf(cloud(), givenToken(canary));
      cloud().script('credits', answer);
      const error: unknown = await own.credits().catch((reason: unknown) => reason);
      await own.close();
      assert.ok(error instanceof NemoError);
      assert.equal(error.code, code);
      assert.match(error.message, /^\S.{1,299}$/u, 'one line of a sentence’s length');
      assert.doesNotMatch(error.message, /canary|[<{[]|srv|trace/, 'nothing raw and nothing secret');
    });

  it('of an export say that the plan or the scope leaves it out, and of nothing else [wire: account/scope-refused]', async () => {
    for (const answer of [empty(403), json({ detail: 'scope render missing' }, 403), refuse(403)]) {
      cloud().script('render', answer);
      await assert.rejects(client().render('r', 's', '{"t":[]}'), { code: 'exportBlocked' });
      cloud().script('credits', answer);
      await assert.rejects(client().credits(), { code: 'rejected', status: 403 });
    }
    cloud().script('credits', html(403), json({ detail: 'Only owners may look.' }, 403));
    await assert.rejects(client().credits(), { message: /^This account may not do that\./ });
    await assert.rejects(client().credits(), { message: 'Only owners may look.' });
  });

  it('tell a status alone from one with the service’s words', async () => {
    for (const [answer, isBare] of [
      [html(404), true],
      [empty(404), true],
      [json({ message: 'not even a field of ours' }, 404), true],
      [json({ detail: 'Not Found' }, 404), false],
      [json({ code: 404, message: 'no such render' }), false],
    ] as const) {
      cloud().script('renderStatus', answer);
      await assert.rejects(client().renderStatus('r'), { code: 'rejected', status: 404, isBare });
    }
  });

  it('have the status of the answer where the body says no more than 400', async () => {
    cloud().script('render', json({ code: 400, message: '此 ID 的渲染任务已存在。' }, 409));
    await assert.rejects(client().render('r', 's', '{"t":[]}'), { code: 'rejected', status: 409 });
    cloud().script('credits', refuse(400));
    await assert.rejects(client().credits(), { code: 'rejected', status: 400 });
  });

  it('name the host that cannot be reached', async () => {
    const { host } = new URL(cloud().baseUrl);
    await cloud().stop();
    await assert.rejects(client().credits(), (error: Error) =>
      error.message.startsWith(`${host} cannot be reached`),
    );
  });

  it('of being asked too often say how long to wait [wire: codes/429]', async () => {
    const limited =
      (retryAfter?: string): Handler =>
      ({ response }) =>
        void response.writeHead(429, retryAfter === undefined ? {} : { 'Retry-After': retryAfter }).end();
    // HTTP dates have whole seconds.
    const now = Math.floor(clock().now() / 1000) * 1000;
    await clock().advance(1000 - (clock().now() - now));
    const table = [
      [undefined, 30_000],
      ['7', 7000],
      ['0', 0],
      [new Date(clock().now() + 45_000).toUTCString(), 45_000],
      [new Date(clock().now() - 45_000).toUTCString(), 0],
      ['-5', 30_000],
      ['soon', 30_000],
    ] as const;
    for (const [header, retryAfterMs] of table) {
      cloud().script('credits', limited(header));
      await assert.rejects(client().credits(), { code: 'rateLimited', retryAfterMs }, header);
    }
    cloud().script('credits', refuse(429));
    await assert.rejects(client().credits(), { code: 'rateLimited', retryAfterMs: 30_000 });
  });

  it('of the capabilities question make a plain cloud, unless there is no service at all [wire: engine/plain-cloud]', async () => {
    const answers = [empty(404), html(403), json({ code: 0, data: [] }), html(200), empty(500), refuse(1002)];
    for (const answer of answers) {
      cloud().script('capabilities', answer);
      const { localFiles, pollMs } = await client().capabilities();
      assert.deepEqual([localFiles, pollMs], [false, 30_000]);
    }
    cloud().script('capabilities', reset);
    await assert.rejects(client().capabilities(), { code: 'unreachable' });
  });

  it('of a render say whether the service may have taken it', async () => {
    cloud().script('render', reset, html(504), empty(503));
    const render = () => client().render('r', 's', '{"t":[]}');
    await assert.rejects(render(), { code: 'interrupted' });
    await assert.rejects(render(), { code: 'interrupted' });
    await assert.rejects(render(), { code: 'rejected', status: 503 });
    await client().credits();
    await cloud().stop();
    await assert.rejects(render(), { code: 'unreachable' });
  });
});
