import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { open, readFile, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NemoError } from '../../src/nemo/errors';
import { checkFile } from '../../src/nemo/files';
import type { NemoClient } from '../../src/nemo/client';
import type { TurnEvent } from '../../src/nemo/message';
import { givenToken } from '../../src/nemo/token';
import { attribution } from '../builders';
import { useTemporaryFolder } from '../temporary';
import { clientOf, useCloud } from './cloud';
import {
  binary,
  cutOff,
  empty,
  html,
  json,
  ok,
  rawJson,
  redirect,
  refuse,
  reset,
  sse,
  spoken,
  event,
} from './server/answers';
import { oddDraft } from './server/cloud';

async function said(client: NemoClient, sessionId: string, text = 'make a video'): Promise<TurnEvent[]> {
  const events: TurnEvent[] = [];
  for await (const turnEvent of client.say(sessionId, text)) events.push(turnEvent);
  return events;
}

describe('the client at the cloud', () => {
  const cloud = useCloud();
  const temporary = useTemporaryFolder();
  let client: NemoClient;
  beforeEach(() => (client = clientOf(cloud())));
  afterEach(() => client.close());

  async function recording(name = 'episode.mp3', content: string | Buffer = 'sound') {
    await writeFile(temporary(name), content);
    return await checkFile(temporary(name), false);
  }

  /** Every call there is, once. */
  async function everything(): Promise<void> {
    await client.capabilities();
    const session = await client.createSession('en');
    await client.upload(session.session_id, [await recording()]);
    await client.uploadByReference(session.session_id, { source_type: 'url', urls: ['https://a/b.mp3'] });
    await said(client, session.session_id);
    const { draftText = '' } = await client.state(session.session_id);
    await client.credits();
    await client.claimToken(session);
    await client.render('render_1', session.session_id, draftText);
    const { outputUrl } = await client.renderStatus('render_1');
    await client.cancelRender('render_1');
    await client.download('render_1', outputUrl, temporary('a.mp4'));
    await client.download('render_1', undefined, temporary('b.mp4'));
  }

  describe('attribution', () => {
    it('goes with every single request to the service, the token with all but its own', async () => {
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

    it('never goes to another origin, nor does the token', async () => {
      await everything();
      const [fetched, ...more] = cloud().to('cdn');
      assert.ok(fetched);
      assert.equal(more.length, 0);
      assert.equal(fetched.path, '/render_1.mp4?sig=a%2Fb', 'the address is used as it came');
      assert.equal(fetched.headers.authorization, undefined);
      assert.deepEqual(
        Object.keys(fetched.headers).filter((name) => name.startsWith('x-')),
        [],
      );
    });

    it('does not follow a redirect of the service anywhere', async () => {
      const { session_id } = await client.createSession('en');
      for (const status of [301, 302, 307, 308]) {
        cloud().script('credits', redirect(`${cloud().cdnUrl}/steal`, status));
        cloud().script('state', redirect(`${cloud().cdnUrl}/steal`, status));
        cloud().script('renderDownload', redirect(`${cloud().cdnUrl}/steal`, status));
        await assert.rejects(client.credits(), NemoError);
        await assert.rejects(client.state(session_id), NemoError);
        await assert.rejects(client.download('r', undefined, temporary('x.mp4')), NemoError);
      }
      assert.equal(cloud().to('cdn').length, 0);
    });

    it('stays behind when a file host sends the fetch back to the service', async () => {
      cloud().script('cdn', redirect(`${cloud().baseUrl}/elsewhere`));
      cloud().script('unknown', binary(cloud().video));
      await client.createSession('en');
      await client.download('r', `${cloud().cdnUrl}/r.mp4`, temporary('x.mp4'));
      assert.equal(cloud().to('unknown')[0]?.headers.authorization, undefined);
    });
  });

  describe('tokens', () => {
    it('are renewed once when refused, and the call is repeated', async () => {
      await client.createSession('en');
      cloud().tokens.clear();
      assert.equal((await client.credits()).available, 97);
      assert.deepEqual(
        cloud().requests.map(({ endpoint }) => endpoint),
        ['anonymousToken', 'session', 'credits', 'anonymousToken', 'credits'],
      );
      const ids = cloud()
        .to('anonymousToken')
        .map(({ headers }) => headers['x-client-id']);
      assert.deepEqual(ids, ['client-of-the-test', 'client-of-the-test']);
    });

    it('are renewed when an HTTP 401 says so, over an upload and a message too', async () => {
      const { session_id } = await client.createSession('en');
      const file = await recording();
      cloud().script('upload', empty(401));
      cloud().script('message', html(401));
      await client.upload(session_id, [file]);
      await said(client, session_id);
      assert.equal(cloud().to('anonymousToken').length, 3);
      assert.equal(cloud().to('upload')[1]?.files[0]?.bytes, file.bytes, 'the repeat carries the whole file');
    });

    it('are not renewed twice for one call', async () => {
      cloud().always('credits', refuse(1001));
      await assert.rejects(client.credits(), { code: 'tokenRefused' });
      assert.equal(cloud().to('credits').length, 2);
    });

    it('are renewed once for many calls at the same time', async () => {
      await client.credits();
      cloud().tokens.clear();
      await Promise.all(Array.from({ length: 8 }, () => client.credits()));
      assert.equal(cloud().to('anonymousToken').length, 2);
    });

    it('of the user’s own are used as they are', async () => {
      const own = clientOf(cloud(), givenToken('canary-own-token'));
      await assert.rejects(own.credits(), { code: 'tokenRefused' });
      cloud().tokens.add('canary-own-token');
      assert.equal((await own.credits()).total, 100);
      assert.equal(cloud().to('anonymousToken').length, 0);
      await own.close();
    });
  });

  describe('the draft', () => {
    it('is sent back byte for byte', async () => {
      const { session_id } = await client.createSession('en');
      await said(client, session_id);
      const { draftText = '' } = await client.state(session_id);
      assert.equal(draftText, oddDraft);
      await client.render('render_1', session_id, draftText);
      const [sent] = cloud().to('render');
      assert.ok(sent);
      assert.ok(sent.body.includes(`"draft":${oddDraft}`));
      const { draft, ...fields } = JSON.parse(sent.body) as Record<string, unknown>;
      assert.deepEqual(fields, {
        id: 'render_1',
        sessionId: session_id,
        output: { format: 'mp4', quality: 'high' },
      });
      assert.deepEqual(draft, JSON.parse(oddDraft));
    });

    it('is none in a session that nothing was done in', async () => {
      const { session_id } = await client.createSession('en');
      assert.equal((await client.state(session_id)).state.state.draft, null);
    });

    it('belongs to an id with all its digits', async () => {
      const { session_id, task_id } = await client.createSession('zh-CN');
      assert.equal(session_id, '90071992547409933');
      assert.equal(task_id, '900719925474099331');
      assert.deepEqual(JSON.parse(cloud().to('session')[0]?.body ?? ''), {
        task_name: 'project',
        language: 'zh-CN',
      });
    });
  });

  describe('an upload', () => {
    it('arrives whole, under any name, with its length known beforehand', async () => {
      const { session_id } = await client.createSession('en');
      const content = Buffer.alloc(1_300_001, 'sound ');
      for (const name of ["it's 100% me.mp3", '第一集 🎙️.wav']) {
        const answer = await client.upload(session_id, [await recording(name, content)]);
        const sent = cloud().to('upload').at(-1);
        const sha256 = createHash('sha256').update(content).digest('hex');
        assert.deepEqual(sent?.files, [{ field: 'files', name, bytes: content.length, sha256 }]);
        assert.ok(Number(sent.headers['content-length']) > content.length);
        assert.equal(sent.headers['transfer-encoding'], undefined);
        assert.equal(answer.answer.files[0]?.filename, name);
      }
    });

    it('is read from disk only as fast as it goes out', async () => {
      const { session_id } = await client.createSession('en');
      const bytes = 256 * 1024 * 1024;
      const handle = await open(temporary('long.wav'), 'w');
      await handle.truncate(bytes);
      await handle.close();
      let sent = 0;
      let sentWhileHeld = 0;
      const slowly = async ({
        request,
        response,
      }: {
        request: NodeJS.ReadableStream;
        response: { destroy(): void };
      }) => {
        await sleep(400);
        sentWhileHeld = sent;
        request.resume();
        response.destroy();
      };
      cloud().script('upload', Object.assign(slowly, { takesBody: true as const }));
      const file = await checkFile(temporary('long.wav'), false);
      await assert.rejects(client.upload(session_id, [file], { onSent: (count) => (sent = count) }));
      assert.ok(sentWhileHeld > 0 && sentWhileHeld < bytes / 8, `${sentWhileHeld} bytes were read ahead`);
    });

    it('can be cancelled', async () => {
      const { session_id } = await client.createSession('en');
      const abort = new AbortController();
      const file = await recording('big.mp3', Buffer.alloc(5_000_000));
      const onSent = () => abort.abort(new DOMException('stop', 'AbortError'));
      await assert.rejects(client.upload(session_id, [file], { signal: abort.signal, onSent }), {
        name: 'AbortError',
      });
    });

    it('tells a file that vanished from a service that did', async () => {
      const { session_id } = await client.createSession('en');
      const gone = { path: temporary('gone.mp3'), name: 'gone.mp3', bytes: 5 };
      await assert.rejects(client.upload(session_id, [gone]), { code: 'fileUnreadable' });
    });
  });

  describe('a message', () => {
    it('carries its role, and asks for a stream', async () => {
      const { session_id } = await client.createSession('en');
      await said(client, session_id, 'Hello “世界”');
      const [sent] = cloud().to('message');
      assert.equal(sent?.headers.accept, 'text/event-stream');
      assert.deepEqual(JSON.parse(sent.body), {
        app_name: 'nemo_agent',
        user_id: 'me',
        session_id,
        new_message: { role: 'user', parts: [{ text: 'Hello “世界”' }] },
      });
    });

    it('whose connection is lost keeps what came before, and is not sent again', async () => {
      const { session_id } = await client.createSession('en');
      cloud().script('message', sse(event({ type: 'text', content: 'Half' }), 30, { cut: true }));
      const events: TurnEvent[] = [];
      await assert.rejects(
        async () => {
          for await (const turnEvent of client.say(session_id, 'go')) events.push(turnEvent);
        },
        { code: 'interrupted' },
      );
      assert.deepEqual(events, [{ type: 'text', text: 'Half' }]);
      assert.equal(cloud().to('message').length, 1);
    });

    it('to a session that is gone says so, whatever the service calls it', async () => {
      for (const answer of [
        json({ detail: 'Session not found' }, 404),
        json({ error: 'x' }, 404),
        refuse(1002),
      ]) {
        cloud().script('message', answer);
        await assert.rejects(said(client, 'gone'), { code: 'sessionNotFound' });
      }
    });

    it('refused in an envelope under 200 is refused', async () => {
      const { session_id } = await client.createSession('en');
      cloud().script('message', refuse(2001), json({ code: 0, data: {} }));
      await assert.rejects(said(client, session_id), { code: 'outOfCredits' });
      await assert.rejects(said(client, session_id), NemoError);
    });

    it('can be stopped while it is answered', async () => {
      const { session_id } = await client.createSession('en');
      cloud().script('message', sse(spoken('On it'), 10_000));
      const abort = new AbortController();
      const turn = client.say(session_id, 'go', { signal: abort.signal });
      await turn.next();
      abort.abort(new DOMException('stop', 'AbortError'));
      await assert.rejects(
        async () => {
          for await (const turnEvent of turn) assert.notEqual(turnEvent.type, 'failed');
        },
        { name: 'AbortError' },
      );
    });
  });

  describe('a finished video', () => {
    it('is written as it came, with progress', async () => {
      const progress: number[] = [];
      const bytes = await client.download('r', `${cloud().cdnUrl}/r.mp4`, temporary('v.mp4'), {
        onProgress: (done, total) => progress.push(done / total),
      });
      assert.equal(bytes, cloud().video.length);
      assert.equal(progress.at(-1), 1);
      assert.ok((await readFile(temporary('v.mp4'))).equals(cloud().video));
    });

    it('comes from the service where its own address fails in any way', async () => {
      const failures = [empty(403), html(500), reset, cutOff(cloud().video, 1000), binary(Buffer.alloc(0))];
      for (const failure of failures) {
        cloud().script('cdn', failure);
        await client.download('r', `${cloud().cdnUrl}/r.mp4`, temporary('v.mp4'));
        assert.ok((await readFile(temporary('v.mp4'))).equals(cloud().video));
      }
      assert.equal(cloud().to('renderDownload').length, failures.length);
      for (const url of [
        'http://127.0.0.1:1/x.mp4',
        'http://[',
        'ftp://host/x.mp4',
        'file:///etc/hostname',
      ]) {
        await client.download('r', url, temporary('v.mp4'));
        assert.ok((await readFile(temporary('v.mp4'))).equals(cloud().video), url);
      }
    });

    it('that cannot be written is not fetched twice', async () => {
      const there = client.download('r', `${cloud().cdnUrl}/r.mp4`, temporary('no', 'folder', 'v.mp4'));
      await assert.rejects(there, { code: 'ENOENT' });
      assert.equal(cloud().to('renderDownload').length, 0);
    });
  });

  describe('failures', () => {
    const canary = 'canary-secret-token';
    const table: readonly (readonly [string, Parameters<ReturnType<typeof cloud>['script']>[1], string])[] = [
      ['no credits', refuse(2001, 'balance: 0'), 'outOfCredits'],
      ['the plan, in the body', refuse(402), 'exportBlocked'],
      ['the plan, by status', json({ detail: 'scope render missing' }, 402), 'exportBlocked'],
      ['a scope', empty(403), 'exportBlocked'],
      ['too many requests', html(429), 'rateLimited'],
      ['a type', refuse(4001), 'unsupportedFile'],
      ['a size', refuse(4002), 'fileTooLarge'],
      ['a session', refuse(1002), 'sessionNotFound'],
      ['its own trouble', html(502), 'rejected'],
      ['nothing', empty(500), 'rejected'],
      ['what is missing', json({ detail: [{ loc: ['body'], msg: 'field required' }] }, 422), 'rejected'],
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
        assert.match(error.message, /^\S.{10,299}$/u, 'one line of a sentence’s length');
        assert.doesNotMatch(error.message, /canary|[<{[]|srv|trace/, 'nothing raw and nothing secret');
      });

    it('name the host that cannot be reached', async () => {
      const { host } = new URL(cloud().baseUrl);
      await cloud().stop();
      await assert.rejects(client.credits(), (error: Error) =>
        error.message.startsWith(`${host} cannot be reached`),
      );
    });

    it('of the capabilities question make a plain cloud, unless there is no service at all', async () => {
      for (const answer of [
        empty(404),
        html(403),
        json({ code: 0, data: [] }),
        html(200),
        empty(500),
        refuse(1002),
      ]) {
        cloud().script('capabilities', answer);
        const { localFiles, pollMs } = await client.capabilities();
        assert.deepEqual([localFiles, pollMs], [false, 30_000]);
      }
      cloud().script('capabilities', reset);
      await assert.rejects(client.capabilities(), { code: 'unreachable' });
    });
  });
});
