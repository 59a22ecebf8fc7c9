import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NemoClient } from '../../src/nemo/client';
import { NemoError } from '../../src/nemo/errors';
import type { TurnEvent } from '../../src/nemo/message';
import { givenToken } from '../../src/nemo/token';
import { attribution } from '../builders';
import { empty, event, html, json, refuse, spoken, sse } from './server/answers';
import {
  byteByByte,
  cutWithinCharacter,
  doneButUnsaid,
  inAnyPieces,
  resetAfter,
  resetBefore,
} from './server/faults';
import { quiet } from './server/quiet';
import { said, useClient } from './use-client';

const minute = 60_000;

describe('a message', () => {
  const { cloud, client, clock } = useClient();

  /** Follows an answer in the background. */
  function follow(sessionId: string, signal?: AbortSignal) {
    const events: TurnEvent[] = [];
    const seen = { quiet: 0 };
    const start = async () => {
      const hooks = { signal, onQuiet: () => void seen.quiet++ };
      for await (const turnEvent of client().say(sessionId, 'go', hooks)) events.push(turnEvent);
    };
    const over = start();
    over.catch(() => undefined);
    return { events, seen, over };
  }

  it('carries its role, and asks for a stream [wire: message/body] [wire: message/role] [wire: message/accept]', async () => {
    const { session_id } = await client().createSession('en');
    await said(client(), session_id, 'Hello “世界”');
    const [sent] = cloud().to('message');
    assert.equal(sent?.headers.accept, 'text/event-stream');
    assert.deepEqual(JSON.parse(sent.body), {
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id,
      new_message: { role: 'user', parts: [{ text: 'Hello “世界”' }] },
    });
  });

  it('whose connection is lost keeps what came before, and is not sent again [wire: message/once]', async () => {
    const { session_id } = await client().createSession('en');
    cloud().script('message', sse(event({ type: 'text', content: 'Half' }), { cut: true }));
    const { events, over } = follow(session_id);
    await assert.rejects(over, { code: 'interrupted' });
    assert.deepEqual(events, [{ type: 'text', text: 'Half' }]);
    assert.equal(cloud().to('message').length, 1);
  });

  it('that may have been taken is interrupted, wherever it broke, and not sent again [wire: message/once]', async () => {
    for (const fault of [
      resetBefore,
      resetAfter(0),
      resetAfter(10),
      doneButUnsaid(),
      cutWithinCharacter(sse(event({ type: 'text', content: '世界' }))),
      html(502),
      empty(504),
    ]) {
      const { session_id } = await client().createSession('en');
      cloud().script('message', fault);
      const before = cloud().to('message').length;
      await assert.rejects(said(client(), session_id), { code: 'interrupted' });
      assert.equal(cloud().to('message').length, before + 1);
    }
  });

  it('that never left says so', async () => {
    const { session_id } = await client().createSession('en');
    const { host } = new URL(cloud().baseUrl);
    await cloud().stop();
    await assert.rejects(said(client(), session_id), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'unreachable');
      return error.message.startsWith(`${host} cannot be reached`);
    });
  });

  it('that never left, for want of a host or of a trusted one, says so too', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    for (const baseUrl of ['http://no-such-host.invalid', `https://127.0.0.1:${port}`]) {
      const other = new NemoClient({ baseUrl, webUrl: 'https://w', attribution, tokens: givenToken('t') });
      await assert.rejects(said(other, 's'), { code: 'unreachable' }, baseUrl);
      await other.close();
    }
    server.close();
  });

  it('refused for its token is sent again with another, since it was not taken [wire: codes/1001]', async () => {
    const { session_id } = await client().createSession('en');
    cloud().script('message', refuse(1001));
    assert.equal((await said(client(), session_id)).at(-1)?.type, 'text');
    assert.equal(cloud().to('message').length, 2);
  });

  it('to a session that is gone says so, whatever the service calls it [wire: events/unknown-session]', async () => {
    for (const answer of [
      json({ detail: 'Session not found' }, 404),
      json({ error: 'x' }, 404),
      refuse(1002),
    ]) {
      cloud().script('message', answer);
      await assert.rejects(said(client(), 'gone'), { code: 'sessionNotFound' });
    }
  });

  it('refused in an envelope under 200 is refused, and answered by a page is not answered [wire: envelopes/code-under-200]', async () => {
    const { session_id } = await client().createSession('en');
    cloud().script('message', refuse(2001), json({ code: 0, data: {} }), html(200), html(503));
    await assert.rejects(said(client(), session_id, '1'), { code: 'outOfCredits' });
    await assert.rejects(said(client(), session_id, '2'), { code: 'unexpectedAnswer' });
    await assert.rejects(said(client(), session_id, '3'), { code: 'unexpectedAnswer' });
    await assert.rejects(said(client(), session_id, '4'), { code: 'rejected', status: 503 });
  });

  it('is answered whole in whatever pieces it comes [wire: sse/line-ends] [wire: sse/utf-8]', async () => {
    const { session_id } = await client().createSession('en');
    const answer = sse(spoken('Grüße, 世界 👩‍🚀. Here is your video.'));
    cloud().script(
      'message',
      answer,
      byteByByte(answer),
      ...[1, 2, 3].map((seed) => inAnyPieces(seed, 20, answer)),
    );
    const texts: unknown[] = [];
    for (let n = 0; n < 5; n++) texts.push((await said(client(), session_id, `${n}`)).at(-1));
    for (const last of texts)
      assert.deepEqual(last, { type: 'text', text: 'Grüße, 世界 👩‍🚀. Here is your video.' });
  });

  it('can be stopped while it is answered, or not answered [wire: run/cancel]', async () => {
    for (const headers of [true, false]) {
      const { session_id } = await client().createSession('en');
      const still = quiet({ headers });
      cloud().script('message', still.handler);
      const abort = new AbortController();
      const { over } = follow(session_id, abort.signal);
      await still.asked;
      if (headers) await still.send(spoken('On it'));
      abort.abort(new DOMException('stop', 'AbortError'));
      await assert.rejects(over, { name: 'AbortError' });
      assert.deepEqual(clock().sleeping(), [], 'nothing watches any more');
    }
  });

  it('is interrupted where the client is closed meanwhile', async () => {
    const { session_id } = await client().createSession('en');
    const still = quiet({ headers: true });
    cloud().script('message', still.handler);
    const { over } = follow(session_id);
    const closed = once((await still.asked).response, 'close');
    await client().close();
    await assert.rejects(over, { code: 'interrupted' });
    await closed;
  });

  it('leaves nothing behind when nobody wants the rest of its answer', async () => {
    const { session_id } = await client().createSession('en');
    const still = quiet({ headers: true });
    cloud().script('message', still.handler);
    const turn = client().say(session_id, 'go');
    const first = turn.next();
    await still.send(spoken('On it'));
    await first;
    const closed = once((await still.asked).response, 'close');
    await turn.return(undefined);
    await closed;
    assert.deepEqual(clock().sleeping(), []);
  });

  describe('that takes long', () => {
    it('is said to be worked on after 2 minutes without text, and every 2 again [wire: run/still-working]', async () => {
      const { session_id } = await client().createSession('en');
      const still = quiet();
      cloud().script('message', still.handler);
      const { seen, events, over } = follow(session_id);
      await still.asked;
      await clock().advance(2 * minute - 1);
      assert.equal(seen.quiet, 0);
      await clock().advance(1);
      assert.equal(seen.quiet, 1, 'also where not even the headers came');
      await clock().advance(2 * minute);
      assert.equal(seen.quiet, 2);
      await clock().advance(minute);
      await still.send(event({ type: 'text', content: 'Now' }));
      while (events.length === 0) await clock().advance(0);
      await clock().advance(2 * minute - 1);
      assert.equal(seen.quiet, 2, 'text begins the two minutes anew');
      await clock().advance(1);
      assert.equal(seen.quiet, 3);
      await still.end();
      await over;
    });

    it('has timed out after 10 minutes of nothing, or of keep-alives [wire: run/timeout] [wire: events/keep-alive]', async () => {
      for (const beat of [
        undefined,
        ': ping\n\n',
        'data:\n\n',
        event({ type: 'heartbeat' }),
        event('heartbeat'),
      ]) {
        const { session_id } = await client().createSession('en');
        const still = quiet({ headers: beat !== undefined });
        cloud().script('message', still.handler);
        const { over } = follow(session_id);
        const { response } = await still.asked;
        const closed = once(response, 'close');
        for (let minutes = 0; minutes < 9; minutes++) {
          await clock().advance(minute);
          if (beat !== undefined) await still.send(beat);
        }
        await clock().advance(minute - 1);
        assert.ok(!response.destroyed, 'not yet');
        await clock().advance(1);
        await assert.rejects(over, { code: 'timedOut' });
        await closed;
      }
    });

    it('may work for longer than 10 minutes, but not than 15 in all [wire: run/timeout] [wire: message/no-idle-timeout]', async () => {
      const { session_id } = await client().createSession('en');
      const still = quiet({ headers: true });
      cloud().script('message', still.handler);
      const { events, over } = follow(session_id);
      await still.asked;
      for (let minutes = 0; minutes < 14; minutes++) {
        await clock().advance(minute);
        const before = events.length;
        await still.send(
          event({ content: { parts: [{ functionResponse: { id: `${minutes}`, name: 'cut' } }] } }),
        );
        while (events.length === before) await clock().advance(0);
      }
      await clock().advance(minute - 1);
      assert.equal(clock().sleeping().length, 1);
      await clock().advance(1);
      await assert.rejects(over, { code: 'timedOut' });
      assert.ok(events.every(({ type }) => type === 'working'));
    });

    it('is timed from before it is sent: a token that does not come is waited for no longer', async () => {
      const still = quiet();
      cloud().script('anonymousToken', still.handler);
      const { over } = follow('s');
      await still.asked;
      await clock().advance(10 * minute);
      await assert.rejects(over, (error) => error instanceof NemoError && error.code === 'timedOut');
      assert.equal(cloud().to('message').length, 0);
    });
  });
});
