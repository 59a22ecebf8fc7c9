import assert from 'node:assert/strict';
import { messageRequest } from '../../../src/wire/message';
import { paths } from '../../../src/wire/paths';
import { describeBoth } from './backends';

describeBoth('a refusal', (backend) => {
  it('of a request without a token is one', async () => {
    backend().cloud?.allow('bearer');
    const headers = { authorization: undefined };
    for (const [method, address] of [
      ['GET', paths.credits],
      ['GET', paths.state('1')],
      ['POST', paths.session],
    ] as const) {
      const { code } = await backend().refusal(method, address, { headers });
      assert.ok([401, 403, 1001].includes(code), `${code}`);
    }
  });

  it('of a token that is not good says 1001, and does not repeat it', async () => {
    const token = 'canary'.repeat(10);
    const asking = { headers: { authorization: `Bearer ${token}` } };
    const { code } = await backend().refusal('GET', paths.credits, asking);
    assert.equal(code, 1001);
    const { bytes } = await backend().ask('GET', paths.credits, asking);
    assert.ok(!bytes.includes('canary'));
  });

  it('of a session that is none says 404 or 1002 [wire: events/unknown-session]', async () => {
    for (const id of ['0', crypto.randomUUID(), '../../etc', '90071992547409931234']) {
      const codes = [
        await backend().refusal('GET', paths.state(id)),
        await backend().refusal('POST', paths.message, { body: messageRequest(id, 'hello') }),
      ].map(({ code }) => code);
      assert.ok(
        codes.every((code) => code === 404 || code === 1002),
        `${id}: ${codes.join()}`,
      );
      assert.ok([404, 1002].includes(((await backend().upload(id)).json as { code: number }).code));
    }
  });

  it('of a file’s type says 4001 [wire: files/checked-again]', async () => {
    const { json } = await backend().upload(await backend().session(), 'notes.txt');
    assert.equal((json as { code: number }).code, 4001);
  });

  it('of a body that is not what it should be is a 4xx', async () => {
    const sessionId = await backend().session();
    const upload = paths.upload(sessionId);
    for (const address of [paths.session, paths.message, paths.render, upload])
      for (const body of ['{"task_name":', '', '[]', 'null', '{"task_name":7}', Buffer.from([0xff, 0xfe])]) {
        const { status } = await backend().refusal('POST', address, { body });
        assert.ok(status >= 400, `${address}: ${String(body)}`);
      }
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    for (const body of ['--x\r\n', 'nothing of the kind', '--x--\r\n']) {
      const { status } = await backend().refusal('POST', upload, { body, headers });
      assert.ok(status >= 400, body);
    }
    assert.ok(await backend().data('GET', paths.credits), 'it is still there');
  });

  it('of a method is a 405, of a path a 404', async () => {
    for (const [method, address] of [
      ['GET', paths.session],
      ['DELETE', paths.credits],
      ['PUT', paths.render],
      ['POST', paths.renderDownload('r')],
    ] as const)
      assert.equal((await backend().refusal(method, address)).status, 405, `${method} ${address}`);
    for (const address of ['/', '/api/nothing', '/api/state/nemo_agent/me/1', '/api/render/proxy/a/b/c'])
      assert.equal((await backend().refusal('GET', address)).status, 404, address);
  });

  it('of a body that is too large comes before the body is kept', async () => {
    const body = { task_name: 'x'.repeat(200_000) };
    assert.equal((await backend().refusal('POST', paths.session, { body })).status, 413);
    const text = 'x'.repeat(2_000_000);
    const { status } = await backend().refusal('POST', paths.message, { body: messageRequest('1', text) });
    assert.equal(status, 413);
  });
});
