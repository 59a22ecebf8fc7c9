import assert from 'node:assert/strict';
import { anonymousTokenSchema, creditsSchema, sessionSchema } from '../../src/wire/account';
import { capabilitiesSchema } from '../../src/wire/capabilities';
import { paths } from '../../src/wire/paths';
import { useEngine } from './engine-process';

describe('the engine as an account that needs none', () => {
  const engine = useEngine();

  it('gives its token again to a client with an id, and 400 to one without', async () => {
    const { wire } = engine;
    const given = await wire.post(paths.anonymousToken, undefined, { 'x-client-id': 'a-client' });
    assert.equal(given.json.code, 0);
    assert.equal(anonymousTokenSchema.parse(given.json.data).token, wire.engine.token);
    assert.equal((await wire.post(paths.anonymousToken)).status, 400);
    assert.equal(
      (await wire.post(paths.anonymousToken, undefined, { 'x-client-id': 'x'.repeat(65) })).status,
      400,
    );
  });

  it('opens sessions, each another one', async () => {
    const ask = () => engine.wire.post(paths.session, { task_name: 'project', language: 'en' });
    const [first, second] = [
      sessionSchema.parse((await ask()).json.data),
      sessionSchema.parse((await ask()).json.data),
    ];
    assert.notEqual(first.session_id, second.session_id);
    assert.notEqual(first.task_id, second.task_id);
  });

  it('has credits enough and takes none', async () => {
    const credits = async () => creditsSchema.parse((await engine.wire.get(paths.credits)).json.data);
    const before = await credits();
    assert.ok(before.available > 0);
    await engine.wire.reply(await engine.wire.session(), 'hello');
    assert.deepEqual(await credits(), before);
  });

  it('says that there is nothing to open in a browser', async () => {
    const { status, json } = await engine.wire.post(paths.claimToken, { task_id: 'a', session_id: 'b' });
    assert.equal(status, 404);
    assert.match(json.message, /on this computer only/);
  });

  it('says what it can do, by the schema that the client reads [wire: engine/capabilities]', async () => {
    const { json } = await engine.wire.get(paths.capabilities);
    const capabilities = capabilitiesSchema.parse(json);
    assert.ok(capabilities.frames && capabilities.previewSound && capabilities.localFiles);
  });

  it('says 1002 for a session that is none, whatever it is called', async () => {
    for (const id of ['0', crypto.randomUUID(), '../../etc', '12345678901234567890']) {
      const { status, json } = await engine.wire.get(paths.state(id));
      assert.deepEqual([status, json.code], [404, 1002], id);
    }
  });
});
