import assert from 'node:assert/strict';
import { anonymousTokenSchema, sessionSchema } from '../../../src/wire/account';
import { capabilitiesSchema } from '../../../src/wire/capabilities';
import { uploadRequestSchema, uploadSchema } from '../../../src/wire/files';
import { parseJson } from '../../../src/wire/json';
import { adkEventSchema, messageRequest, vendorEventSchema } from '../../../src/wire/message';
import { paths } from '../../../src/wire/paths';
import { stateSchema } from '../../../src/wire/state';

describe('the shapes of the wire', () => {
  it('take ids as strings, and the digits of numbers, however long', () => {
    const body = parseJson('{"task_id":7,"session_id":90071992547409931234,"user_id":"me"}');
    assert.deepEqual(sessionSchema.parse(body), {
      task_id: '7',
      session_id: '90071992547409931234',
      user_id: 'me',
    });
    assert.equal(sessionSchema.safeParse({ task_id: '', session_id: '1' }).success, false);
  });

  it('keep fields that they do not know', () => {
    const token = { token: 'nmv_usr_x', plan: 'free', limits: { renders: 3 } };
    assert.deepEqual(anonymousTokenSchema.parse(token), token);
    const upload = { files: [{ filename: 'a', file_type: 'audio', bitrate: 128 }], batch: 1 };
    assert.deepEqual(uploadSchema.parse(upload), upload);
  });

  it('take a session in which nothing was done yet', () => {
    for (const state of [{}, { draft: null }]) assert.ok(stateSchema.safeParse({ state }).success);
  });

  it('escape ids in paths', () => {
    assert.equal(paths.state('a/b?c#d é'), '/api/state/nemo_agent/me/a%2Fb%3Fc%23d%20%C3%A9/latest');
    assert.equal(paths.renderDownload('../x'), '/api/render/proxy/..%2Fx/download');
  });

  it('always send the role of a message, without which it is dropped', () => {
    assert.deepEqual(messageRequest('42', 'hello'), {
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id: '42',
      new_message: { role: 'user', parts: [{ text: 'hello' }] },
    });
  });

  it('take uploads by address or by path, and nothing empty', () => {
    assert.ok(uploadRequestSchema.safeParse({ source_type: 'url', urls: ['https://x'] }).success);
    assert.ok(uploadRequestSchema.safeParse({ source_type: 'path', paths: ['/a.mp3'] }).success);
    for (const wrong of [
      { source_type: 'path', paths: [] },
      { source_type: 'path', urls: ['x'] },
      { urls: ['x'] },
    ])
      assert.equal(uploadRequestSchema.safeParse(wrong).success, false, JSON.stringify(wrong));
  });

  it('do not take just any answer for that of an engine', () => {
    assert.equal(capabilitiesSchema.safeParse({}).success, false);
    assert.equal(capabilitiesSchema.safeParse({ version: '1', frames: 'yes' }).success, false);
  });
});

describe('the events of an answer', () => {
  it('may write their keys in snake_case', () => {
    const event = adkEventSchema.parse({
      error_code: 'X',
      error_message: 'Y',
      content: {
        parts: [{ function_call: { id: 'c', name: 'cut' } }, { function_response: { name: 'cut' } }],
      },
    });
    assert.equal(event.errorCode, 'X');
    assert.equal(event.errorMessage, 'Y');
    assert.equal(event.content?.parts?.[0]?.functionCall?.name, 'cut');
    assert.equal(event.content?.parts?.[1]?.functionResponse?.name, 'cut');
  });

  it('may leave out or null whatever they have not', () => {
    for (const event of [
      {},
      { content: null },
      { content: { parts: null } },
      { partial: null, errorCode: null },
    ])
      assert.ok(adkEventSchema.safeParse(event).success, JSON.stringify(event));
  });

  it('are told apart from the vendor’s form by its type', () => {
    assert.ok(vendorEventSchema.safeParse({ type: 'text', content: 'x' }).success);
    assert.ok(vendorEventSchema.safeParse({ type: 'tool_call', args: {} }).success);
    assert.equal(vendorEventSchema.safeParse({ content: { parts: [] } }).success, false);
  });
});
