import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { readFile } from 'node:fs/promises';
import { NemoError } from '../../src/nemo/errors';
import { givenToken } from '../../src/nemo/token';
import { attribution } from '../builders';
import { clientOf } from './cloud';
import { binary, json, redirect, rawJson, sse, event, reset } from './server/answers';
import { said, useClient } from './use-client';

const redirects = [301, 302, 303, 307, 308];

describe('what the client tells to whom', () => {
  const { cloud, client, temporary, recording } = useClient();

  /** Every call there is, once. */
  async function everything(by = client()): Promise<void> {
    await by.capabilities();
    const session = await by.createSession('en');
    await by.upload(session.session_id, [await recording()]);
    await by.uploadUrls(session.session_id, ['https://example.com/b.mp3']);
    await said(by, session.session_id);
    const { draftText = '' } = await by.state(session.session_id);
    await by.credits();
    await by.browserUrl(session);
    await by.render('render_1', session.session_id, draftText);
    const { outputUrl } = await by.renderStatus('render_1');
    await by.cancelRender('render_1');
    await by.download('render_1', outputUrl, temporary('a.mp4'));
    await by.download('render_1', undefined, temporary('b.mp4'));
  }

  it('tells the service who calls with every single request, and its token with all but the one for it [wire: headers/attribution] [wire: headers/bearer]', async () => {
    await everything();
    const own = cloud().requests.filter(({ endpoint }) => endpoint !== 'cdn');
    assert.equal(new Set(own.map(({ endpoint }) => endpoint)).size, 12, 'every endpoint was asked');
    for (const { endpoint, headers } of own) {
      assert.equal(headers['x-skill-source'], attribution.source, endpoint);
      assert.equal(headers['x-skill-version'], attribution.version, endpoint);
      assert.equal(headers['x-skill-platform'], attribution.platform, endpoint);
      const bearer = endpoint === 'anonymousToken' ? undefined : 'Bearer nmv_usr_anonymous-1';
      assert.equal(headers.authorization, bearer, endpoint);
    }
  });

  it('gives any other origin a plain GET [wire: headers/other-origin]', async () => {
    await everything();
    const [fetched, ...more] = cloud().to('cdn');
    assert.ok(fetched);
    assert.equal(more.length, 0);
    assert.equal(fetched.path, '/render_1.mp4?sig=a%2Fb', 'the address is used as it came');
    assert.deepEqual(Object.keys(fetched.headers).sort(), ['accept-encoding', 'connection', 'host']);
  });

  it('follows no redirect with a call [wire: headers/other-origin]', async () => {
    const { session_id } = await client().createSession('en');
    for (const status of redirects) {
      for (const endpoint of ['credits', 'state', 'message', 'upload', 'render', 'renderCancel'] as const)
        cloud().script(endpoint, redirect(`${cloud().cdnUrl}/steal`, status));
      await assert.rejects(client().credits(), NemoError);
      await assert.rejects(client().state(session_id), NemoError);
      await assert.rejects(said(client(), session_id), NemoError);
      await assert.rejects(client().upload(session_id, [await recording()]), NemoError);
      await assert.rejects(client().render('r', session_id, '{"t":[]}'), NemoError);
      await assert.rejects(client().cancelRender('r'), NemoError);
    }
    assert.equal(cloud().to('cdn').length, 0);
  });

  it('leaves everything of its own behind when the service sends a fetch elsewhere [wire: headers/other-origin]', async () => {
    for (const status of redirects) {
      cloud().script('renderDownload', redirect(`${cloud().cdnUrl}/there.mp4`, status));
      await client().download('r', undefined, temporary('x.mp4'));
      assert.ok((await readFile(temporary('x.mp4'))).equals(cloud().video));
      assert.equal(cloud().to('cdn').at(-1)?.path, '/there.mp4');
    }
  });

  it('keeps it on a redirect within the service, whose requests all need it [wire: headers/attribution]', async () => {
    cloud().script('renderDownload', redirect('/api/render/proxy/other/download'));
    await client().download('r', undefined, temporary('x.mp4'));
    const [, second] = cloud().to('renderDownload');
    assert.equal(second?.headers.authorization, 'Bearer nmv_usr_anonymous-1');
  });

  it('stays unknown when a file host sends the fetch back to the service [wire: headers/other-origin]', async () => {
    cloud().script('cdn', redirect(`${cloud().baseUrl}/elsewhere`));
    cloud().script('unknown', binary(cloud().video));
    await client().createSession('en');
    await client().download('r', `${cloud().cdnUrl}/r.mp4`, temporary('x.mp4'));
    const [sent] = cloud().to('unknown');
    assert.equal(sent?.headers.authorization, undefined);
    assert.equal(sent?.headers['x-skill-source'], undefined);
  });

  it('goes round in circles a few times at most', async () => {
    cloud().always('cdn', redirect('/again'));
    await client().download('r', `${cloud().cdnUrl}/again`, temporary('x.mp4'));
    assert.equal(cloud().to('cdn').length, 6);
    assert.equal(cloud().to('renderDownload').length, 1, 'then the service is asked');
  });

  it('goes nowhere but to the web, wherever a redirect points', async () => {
    for (const place of [
      'file:///etc/hostname',
      'ftp://127.0.0.1/x',
      'data:video/mp4;base64,AAAA',
      'http://[',
    ]) {
      cloud().script('cdn', redirect(place));
      await client().download('r', `${cloud().cdnUrl}/r.mp4`, temporary('x.mp4'));
      assert.ok((await readFile(temporary('x.mp4'))).equals(cloud().video), place);
    }
  });

  it('puts no token into an address [wire: claim/no-token-in-url]', async () => {
    await everything();
    for (const { path } of cloud().requests) assert.doesNotMatch(path, /nmv_usr|clm_/);
  });

  it('shows no token of the user’s own in any error or its causes, whatever a server repeats', async () => {
    const canary = 'canary-SECRET.token/+=';
    cloud().tokens.add(canary);
    const own = clientOf(cloud(), givenToken(canary));
    const session = await own.createSession('en');
    const words = `The token ${canary} (Bearer ${canary}) is not allowed here`;
    const answers = [
      json({ error: words }, 400),
      json({ detail: [{ msg: words }] }, 422),
      json({ code: 7777, message: words }),
      json({ code: 0, data: { available: words } }),
      rawJson(`{"code":0, ${words}`),
      reset,
    ];
    const shown: string[] = [];
    for (const answer of answers) {
      cloud().script('credits', answer);
      const error: unknown = await own.credits().catch((reason: unknown) => reason);
      assert.ok(error instanceof NemoError);
      shown.push(error.message, inspect(error, { depth: 10, showHidden: true }));
    }
    cloud().script('message', sse(event({ error: words })));
    for (const turnEvent of await said(own, session.session_id)) shown.push(inspect(turnEvent));
    await own.close();
    for (const text of shown) assert.doesNotMatch(text, /canary-SECRET/);
  });
});
