import assert from 'node:assert/strict';
import { request } from 'undici';
import { paths } from '../../../src/wire/paths';
import { useCloud } from '../cloud';
import { json, refuse } from './answers';
import { asking, ownHeaders } from './asking';
import { cutAfter } from './faults';

describe('the contract server', () => {
  const cloud = useCloud();

  it('notices every request without attribution or token, and what other origins are told', async () => {
    const { baseUrl, cdnUrl } = cloud();
    await request(baseUrl + paths.credits);
    await request(`${cdnUrl}/v.mp4`, { headers: ownHeaders('known') });
    await request(`${baseUrl}${paths.renderJob('nmv_usr_1')}`, { headers: ownHeaders('known') });
    const { violations } = cloud();
    assert.equal(violations.length, 6, violations.join('\n'));
    assert.match(violations[3] ?? '', /no bearer/);
    assert.match(violations[4] ?? '', /told authorization, x-skill-source/);
    assert.match(violations[5] ?? '', /address/);
    cloud().allow('attribution', 'bearer', 'otherOrigin', 'secretInAddress');
    assert.deepEqual(cloud().violations, []);
  });

  it('notices a message that is sent twice, unless the first was certainly refused', async () => {
    const { post } = asking(cloud());
    const session_id = cloud().addSession();
    const say = (text: string) =>
      post(paths.message, JSON.stringify({ session_id, new_message: { role: 'user', parts: [{ text }] } }));
    cloud().script('message', refuse(1001), json({}, 429));
    for (let i = 0; i < 3; i++) await say('one');
    assert.deepEqual(cloud().violations, []);
    await say('two');
    await say('one');
    assert.equal(cloud().violations.length, 1);
    cloud().allowRepeats = true;
    assert.deepEqual(cloud().violations, []);
  });

  it('speaks every envelope at every endpoint, errors too', async () => {
    const { get } = asking(cloud());
    const said = async (path: string) => {
      const { statusCode, body } = await get(path);
      return [statusCode, await body.json()];
    };
    const balance = { available: 97, frozen: 3, total: 100 };
    cloud().envelope = 'success';
    assert.deepEqual(await said(paths.credits), [200, { success: true, data: balance }]);
    const text = 'session not found';
    assert.deepEqual(await said(paths.state('x')), [404, { success: false, code: 1002, error: text }]);
    cloud().envelope = 'bare';
    assert.deepEqual(await said(paths.credits), [200, balance]);
    assert.deepEqual(await said(paths.state('x')), [404, { detail: text }]);
    cloud().envelope = 'code';
    assert.deepEqual(await said(paths.state('x')), [200, { code: 1002, message: text, data: null }]);
    assert.deepEqual(await said(paths.renderJob('x')), [
      200,
      { code: 404, message: 'no such render', data: null },
    ]);
  });

  it('gives files in parts, each version under a name of its own', async () => {
    const { get } = asking(cloud());
    const fetched = async (headers: Record<string, string>) => {
      const { statusCode, headers: told, body } = await get(paths.renderDownload('r'), headers);
      return { statusCode, told, bytes: Buffer.from(await body.arrayBuffer()) };
    };
    const { told } = await fetched({});
    const etag = String(told.etag);
    const modified = String(told['last-modified']);
    assert.match(etag, /^"[0-9a-f]{24}"$/);
    for (const condition of [etag, modified]) {
      const rest = await fetched({ range: 'bytes=1000-', 'if-range': condition });
      assert.deepEqual([rest.statusCode, rest.bytes.equals(cloud().video.subarray(1000))], [206, true]);
    }
    for (const condition of [`W/${etag}`, '"other"', 'Thu, 01 Jan 1970 00:00:00 GMT'])
      assert.equal((await fetched({ range: 'bytes=1000-', 'if-range': condition })).statusCode, 200);
    const beyond = await fetched({ range: `bytes=${cloud().video.length}-` });
    assert.deepEqual(
      [beyond.statusCode, beyond.told['content-range']],
      [416, `bytes */${cloud().video.length}`],
    );
    assert.equal((await fetched({ range: 'bytes=-1' })).bytes.length, 1);
    cloud().ranges = false;
    assert.equal((await fetched({ range: 'bytes=1000-' })).statusCode, 200);
    cloud().video = Buffer.from('another');
    assert.notEqual((await fetched({})).told.etag, etag);
  });

  it('goes on with a file where it was cut off', async () => {
    const { get } = asking(cloud());
    cloud().script('renderDownload', cutAfter(5000));
    const first = await get(paths.renderDownload('r'));
    await assert.rejects(first.body.arrayBuffer());
    const second = await get(paths.renderDownload('r'), { range: 'bytes=5000-' });
    assert.equal(
      second.headers['content-range'],
      `bytes 5000-${cloud().video.length - 1}/${cloud().video.length}`,
    );
    await second.body.dump();
  });

  it('forgets a session, and charges for messages', async () => {
    const { get, post } = asking(cloud());
    const id = cloud().addSession();
    cloud().messageCost = 50;
    const say = async (text: string) => {
      const body = { session_id: id, new_message: { role: 'user', parts: [{ text }] } };
      const { headers, body: answer } = await post(paths.message, JSON.stringify(body));
      const said = await answer.text();
      return String(headers['content-type']).includes('json')
        ? (JSON.parse(said) as { code: number }).code
        : 0;
    };
    assert.deepEqual([await say('a'), await say('b')], [0, 2001]);
    cloud().forget(id);
    const { body } = await get(paths.state(id));
    assert.equal(((await body.json()) as { code: number }).code, 1002);
  });
});
