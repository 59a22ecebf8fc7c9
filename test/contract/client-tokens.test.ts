import assert from 'node:assert/strict';
import { NemoError } from '../../src/nemo/errors';
import { AnonymousTokens, givenToken, type AnonymousAccount } from '../../src/nemo/token';
import { clientOf } from './cloud';
import { empty, html, json, refuse } from './server/answers';
import { said, useClient } from './use-client';

describe('the client’s tokens', () => {
  const { cloud, client, recording } = useClient();

  it('are renewed once when refused, and the call is repeated [wire: codes/1001]', async () => {
    await client().createSession('en');
    cloud().tokens.clear();
    assert.equal((await client().credits()).available, 97);
    assert.deepEqual(
      cloud().requests.map(({ endpoint }) => endpoint),
      ['anonymousToken', 'session', 'credits', 'anonymousToken', 'credits'],
    );
    const ids = cloud()
      .to('anonymousToken')
      .map(({ headers }) => headers['x-client-id']);
    assert.deepEqual(ids, ['client-of-the-test', 'client-of-the-test']);
  });

  it('are renewed when an HTTP 401 says so, over an upload, a message, a render and a file too [wire: codes/1001]', async () => {
    const { session_id } = await client().createSession('en');
    const file = await recording();
    for (const endpoint of ['upload', 'render', 'renderDownload'] as const)
      cloud().script(endpoint, empty(401));
    cloud().script('message', html(401));
    await client().upload(session_id, [file]);
    await said(client(), session_id);
    await client()
      .render('r', session_id, '{"t":[]}')
      .catch(() => undefined);
    await client().download('r', undefined, `${file.path}.mp4`);
    assert.equal(cloud().to('anonymousToken').length, 5);
    assert.equal(cloud().to('upload')[1]?.files[0]?.bytes, file.bytes, 'the repeat carries the whole file');
    assert.equal(cloud().to('render').length, 2);
  });

  it('are not renewed twice for one call [wire: codes/1001]', async () => {
    cloud().always('credits', refuse(1001));
    await assert.rejects(client().credits(), { code: 'tokenRefused' });
    assert.equal(cloud().to('credits').length, 2);
  });

  it('are renewed once for many calls at the same time [wire: codes/1001]', async () => {
    await client().credits();
    cloud().tokens.clear();
    await Promise.all(Array.from({ length: 8 }, () => client().credits()));
    assert.equal(cloud().to('anonymousToken').length, 2);
  });

  it('are not asked for again because a file host refuses [wire: headers/other-origin]', async () => {
    await client().credits();
    cloud().script('cdn', empty(401));
    const file = await recording();
    await client().download('r', `${cloud().cdnUrl}/r.mp4`, `${file.path}.mp4`);
    assert.equal(cloud().to('anonymousToken').length, 1);
  });

  it('of the user’s own are used as they are [wire: codes/own-token]', async () => {
    const own = clientOf(cloud(), givenToken('canary-own-token'));
    await assert.rejects(own.credits(), { code: 'tokenRefused' });
    cloud().tokens.add('canary-own-token');
    assert.equal((await own.credits()).total, 100);
    assert.equal(cloud().to('anonymousToken').length, 0);
    await own.close();
  });

  it('are asked for under a new client id, once, where the old one is not accepted [wire: codes/400]', async () => {
    for (const refusal of [refuse(400, 'X-Client-Id header is required'), empty(400)]) {
      cloud().script('anonymousToken', refusal);
      let account: AnonymousAccount | undefined = { clientId: 'old' };
      const store = {
        load: () => Promise.resolve(account),
        save: (changed: AnonymousAccount) => Promise.resolve(void (account = changed)),
      };
      const other = clientOf(cloud(), new AnonymousTokens(store, () => 'new'));
      await other.credits();
      await other.close();
      const ids = cloud()
        .to('anonymousToken')
        .map(({ headers }) => headers['x-client-id']);
      assert.deepEqual(ids.slice(-2), ['old', 'new']);
      assert.equal(account?.clientId, 'new');
    }
    cloud().always('anonymousToken', refuse(400));
    const before = cloud().to('anonymousToken').length;
    await assert.rejects(client().credits(), NemoError);
    assert.equal(cloud().to('anonymousToken').length, before + 2);
  });

  it('are asked for without a body [wire: endpoints/anonymous-token]', async () => {
    await client().credits();
    const [sent] = cloud().to('anonymousToken');
    assert.equal(sent?.body, '');
    assert.equal(sent.headers['content-type'], undefined);
  });
});

describe('whose account it is', () => {
  const { cloud, client } = useClient();

  it('is known without asking, once a token was fetched', async () => {
    assert.deepEqual(await client().account(), { kind: 'anonymous' });
    assert.equal(cloud().requests.length, 0);
    await client().credits();
    assert.deepEqual(await client().account(), { kind: 'anonymous', userId: 'anon_1' });
    const own = clientOf(cloud(), givenToken('mine'));
    assert.deepEqual(await own.account(), { kind: 'own' });
    await own.close();
  });

  it('goes into the address where one registers [wire: codes/2001]', async () => {
    assert.equal(await client().registerUrl(), 'https://nemovideo.com/register');
    await client().credits();
    assert.equal(await client().registerUrl(), 'https://nemovideo.com/register?bind=anon_1');
    const own = clientOf(cloud(), givenToken('mine'), { webUrl: 'https://web.example/' });
    assert.equal(await own.registerUrl(), 'https://web.example/register');
    await own.close();
  });

  it('opens a session in a browser by a claim token, never by its own [wire: claim/browser-link] [wire: endpoints/claim-token]', async () => {
    const session = await client().createSession('en');
    assert.equal(
      await client().browserUrl(session),
      'https://nemovideo.com/workspace/claim?ct=clm_canary-claim',
    );
    assert.deepEqual(JSON.parse(cloud().to('claimToken')[0]?.body ?? ''), {
      task_id: session.task_id,
      session_id: session.session_id,
    });
    cloud().script('claimToken', json({ code: 0, data: { claim_token: 'nmv_usr_oops' } }));
    await assert.rejects(client().browserUrl(session), { code: 'unexpectedAnswer' });
  });
});
