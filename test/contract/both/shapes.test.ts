import assert from 'node:assert/strict';
import { createParser } from 'eventsource-parser';
import {
  anonymousTokenSchema,
  claimTokenSchema,
  creditsSchema,
  sessionSchema,
} from '../../../src/wire/account';
import { capabilitiesSchema } from '../../../src/wire/capabilities';
import { uploadSchema } from '../../../src/wire/files';
import { adkEventSchema } from '../../../src/wire/message';
import { paths } from '../../../src/wire/paths';
import { stateSchema } from '../../../src/wire/state';
import { describeBoth } from './backends';

describeBoth('the wire', (backend) => {
  it('gives an anonymous token to a client with an id [wire: endpoints/anonymous-token, codes/0]', async () => {
    const headers = { authorization: undefined, 'x-client-id': crypto.randomUUID() };
    const given = anonymousTokenSchema.parse(
      // The engine gives its token to nobody who does not have it already.
      await backend().data('POST', paths.anonymousToken, {
        headers: backend().cloud ? headers : { 'x-client-id': headers['x-client-id'] },
      }),
    );
    assert.ok(given.token.length > 8);
    assert.ok(given.user_id?.startsWith('anon_'));
  });

  it('gives none to a client without one [wire: account/client-id]', async () => {
    const authorization = backend().cloud ? undefined : `Bearer ${backend().token}`;
    for (const id of [undefined, '', 'x'.repeat(65)]) {
      const headers = { authorization, 'x-client-id': id };
      const { code } = await backend().refusal('POST', paths.anonymousToken, { headers });
      assert.equal(code, 400, id);
    }
  });

  it('opens sessions by ids that are their own [wire: endpoints/session, ids/opaque]', async () => {
    const asking = { body: { task_name: 'project', language: 'zh-CN', unknown_field: 1 } };
    const open = async () => sessionSchema.parse(await backend().data('POST', paths.session, asking));
    const [one, other] = [await open(), await open()];
    assert.equal(new Set([one.session_id, other.session_id, one.task_id, other.task_id]).size, 4);
    const state = stateSchema.parse(await backend().data('GET', paths.state(one.session_id)));
    assert.equal(state.session_id, one.session_id, 'with all its digits');
  });

  it('takes files as a form, several in one, and shows them in the state [wire: endpoints/upload]', async () => {
    const sessionId = await backend().session();
    await backend().upload(sessionId, '第一集 “one”.wav');
    const uploaded = uploadSchema.parse(((await backend().upload(sessionId)).json as { data: unknown }).data);
    assert.deepEqual(
      uploaded.files.map(({ filename, file_type }) => [filename, file_type]),
      [['episode.wav', 'audio']],
    );
    const { state } = stateSchema.parse(await backend().data('GET', paths.state(sessionId)));
    const names = (state.video_infos as { filename: string }[]).map(({ filename }) => filename);
    assert.deepEqual(names, ['第一集 “one”.wav', 'episode.wav']);
  });

  it('takes addresses, or says why not [wire: endpoints/upload-by-url]', async () => {
    const sessionId = await backend().session();
    const asking = { body: { urls: ['https://example.com/a%20b.mp3'], source_type: 'url' } };
    if (!backend().cloud) {
      // The engine fetches nothing from the network.
      assert.equal((await backend().refusal('POST', paths.upload(sessionId), asking)).status, 400);
      return;
    }
    const { files } = uploadSchema.parse(await backend().data('POST', paths.upload(sessionId), asking));
    assert.deepEqual([files[0]?.filename, files[0]?.file_type], ['a b.mp3', 'audio']);
  });

  it('answers a message with well-formed events [wire: endpoints/message, events/adk]', async () => {
    const sessionId = await backend().session();
    await backend().upload(sessionId);
    const { status, headers, bytes } = await backend().say(sessionId, 'make a video');
    assert.equal(status, 200);
    assert.match(headers.get('content-type') ?? '', /^text\/event-stream/);
    const text = bytes.toString();
    assert.match(text, /\n\n$/, 'the last event is complete');
    const events: string[] = [];
    createParser({
      onEvent: ({ data }) => events.push(data),
      onError: (error) => assert.fail(error.message),
    }).feed(text);
    assert.ok(events.length > 2);
    const parts = events.flatMap((data) => adkEventSchema.parse(JSON.parse(data)).content?.parts ?? []);
    const called = parts.flatMap(({ functionCall }) => functionCall?.id ?? []);
    const answered = parts.flatMap(({ functionResponse }) => functionResponse?.id ?? []);
    assert.deepEqual(called, answered);
    assert.ok(parts.some((part) => part.text));
  });

  it('tells the credits, and takes none for an export [wire: endpoints/credits, account/export-is-free]', async () => {
    const credits = async () => creditsSchema.parse(await backend().data('GET', paths.credits));
    const before = await credits();
    assert.equal(before.total, before.available + before.frozen);
    await backend().rendered('render_free');
    assert.deepEqual(await credits(), before);
  });

  it('tells the state, before there is a draft and after [wire: endpoints/state, draft/fields]', async () => {
    const sessionId = await backend().session();
    const before = stateSchema.parse(await backend().data('GET', paths.state(sessionId)));
    assert.equal(before.state.draft ?? null, null);
    const { draft } = await backend().project();
    assert.ok((draft as { t: { sg: unknown[] }[] }).t.some(({ sg }) => sg.length > 0));
  });

  it('opens a session in a browser, or says that it is only here [wire: endpoints/claim-token]', async () => {
    const asking = { body: { task_id: '1', session_id: await backend().session() } };
    if (!backend().cloud) {
      assert.equal((await backend().refusal('POST', paths.claimToken, asking)).status, 404);
      return;
    }
    const { claim_token } = claimTokenSchema.parse(await backend().data('POST', paths.claimToken, asking));
    assert.match(claim_token, /^clm_/);
  });

  it('says what it can do, or that it does not know the question [wire: engine/capabilities]', async () => {
    if (backend().cloud) {
      assert.equal((await backend().refusal('GET', paths.capabilities)).status, 404);
      return;
    }
    const { json } = await backend().ask('GET', paths.capabilities);
    assert.ok(capabilitiesSchema.parse(json).localFiles);
  });
});
