import assert from 'node:assert/strict';
import type { Dispatcher } from 'undici';
import { paths } from '../../../src/wire/paths';
import { useCloud } from '../cloud';
import { asking } from './asking';
import { sse } from './answers';
import type { Handler } from './exchange';
import * as faults from './faults';
import { quiet } from './quiet';
import { limited, serverError } from './refusals';
import { cutUpload, readSlowly, refuseEarly } from './slow-upload';

/** The pieces of a body, and the error that ended it. */
async function read({ body }: Dispatcher.ResponseData): Promise<{ pieces: Buffer[]; error?: unknown }> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of body as AsyncIterable<Buffer>) pieces.push(piece);
    return { pieces };
  } catch (error) {
    return { pieces, error };
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException | undefined)?.code;

describe('the faults of the contract server', () => {
  const cloud = useCloud();
  const credits = async (fault: Handler) => {
    cloud().script('credits', fault);
    const response = await asking(cloud()).get(paths.credits);
    return { response, ...(await read(response)) };
  };
  const video = async (fault: Handler) => {
    cloud().script('renderDownload', fault);
    const response = await asking(cloud()).get(paths.renderDownload('r'));
    return { response, ...(await read(response)) };
  };

  it('cut a body where they are told, having promised the whole', async () => {
    const { response, pieces, error } = await video(faults.cutAfter(1234));
    assert.equal(Number(response.headers['content-length']), cloud().video.length);
    assert.deepEqual([Buffer.concat(pieces).length, codeOf(error)], [1234, 'UND_ERR_SOCKET']);
  });

  it('cut within a character', async () => {
    cloud().script('message', faults.cutWithinCharacter(sse('data: ab', '世x\n\n')));
    const { post } = asking(cloud());
    const { pieces, error } = await read(await post(paths.message, '{}'));
    assert.deepEqual(Buffer.concat(pieces), Buffer.from('data: ab世').subarray(0, 9));
    assert.ok(error);
  });

  it('reset the connection before an answer and within it', async () => {
    await assert.rejects(credits(faults.resetBefore), { code: 'ECONNRESET' });
    for (const bytes of [0, 99]) {
      const { response, pieces, error } = await video(faults.resetAfter(bytes));
      assert.equal(response.statusCode, 200);
      assert.deepEqual([Buffer.concat(pieces).length, codeOf(error)], [bytes, 'ECONNRESET']);
    }
  });

  it('do what was asked without saying so', async () => {
    const { post } = asking(cloud());
    cloud().script('session', faults.doneButUnsaid());
    await assert.rejects(post(paths.session, '{"task_name":"project"}'));
    assert.equal(cloud().drafts.size, 1);
  });

  it('break a body into pieces of one byte, of any size, or slowly', async () => {
    const whole = Buffer.concat((await credits(faults.trickled(1e6, 0))).pieces);
    const { pieces } = await credits(faults.byteByByte());
    // Two may be read at once where the machine is busy.
    assert.ok(pieces.length > 0.7 * whole.length && Buffer.concat(pieces).equals(whole));
    const some = (await credits(faults.inAnyPieces(7, 9))).pieces;
    assert.ok(some.length > 5 && some.length < whole.length && Buffer.concat(some).equals(whole));
    const started = performance.now();
    await credits(faults.trickled(Math.ceil(whole.length / 3), 20));
    assert.ok(performance.now() - started > 35);
  });

  it('send the wrong type, and half of it as if it were whole', async () => {
    const { response, pieces } = await credits(faults.mistyped('text/html'));
    assert.equal(response.headers['content-type'], 'text/html');
    assert.ok(JSON.parse(Buffer.concat(pieces).toString()));
    const short = await credits(faults.shortenedBy(3));
    assert.equal(short.error, undefined);
    assert.throws(() => JSON.parse(Buffer.concat(short.pieces).toString()), SyntaxError);
  });

  it('refuse as one who is asked too often, or has trouble of its own', async () => {
    const date = new Date('2030-01-02T03:04:05Z');
    const said = async (retryAfter?: number | Date) =>
      (await credits(limited(retryAfter))).response.headers['retry-after'];
    assert.deepEqual(
      [await said(), await said(7), await said(date)],
      [undefined, '7', 'Wed, 02 Jan 2030 03:04:05 GMT'],
    );
    const { response, pieces } = await credits(serverError(503, 'html'));
    assert.deepEqual([response.statusCode, pieces.join('').includes('<html>')], [503, true]);
    assert.deepEqual((await credits(serverError(500, 'empty'))).pieces, []);
  });

  it('are silent until the test says otherwise', async () => {
    const { post } = asking(cloud());
    const never = quiet();
    cloud().script('message', never.handler);
    const first = post(paths.message, '{"a":1}');
    assert.equal((await never.asked).recorded.body, '{"a":1}');
    await never.reset();
    await assert.rejects(first, { code: 'ECONNRESET' });

    const alive = quiet({ headers: true });
    cloud().script('message', alive.handler);
    const response = await post(paths.message, '{"a":2}');
    await alive.send(': alive\n\n');
    await alive.end();
    const { pieces, error } = await read(response);
    assert.deepEqual([pieces.join(''), error], [': alive\n\n', undefined]);
  });

  it('take an upload slowly, in part, or not at all', async () => {
    const { post } = asking(cloud());
    const path = paths.upload(cloud().addSession());
    const form = '--x\r\nContent-Disposition: form-data; name="files"; filename="a.mp3"\r\n\r\n';
    const body = Buffer.from(`${form}${'s'.repeat(300_000)}\r\n--x--\r\n`);
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    cloud().script('upload', readSlowly(100_000, 15));
    const started = performance.now();
    assert.equal((await post(path, body, type)).statusCode, 200);
    assert.ok(performance.now() - started > 40);
    assert.equal(cloud().to('upload')[0]?.files[0]?.bytes, 300_000);
    cloud().script('upload', refuseEarly(1000), refuseEarly(1000, { close: true }));
    assert.equal((await post(path, body, type)).statusCode, 413);
    assert.equal((await post(path, body, type)).statusCode, 413);
    cloud().script('upload', cutUpload(1000, { reset: true }), cutUpload(1000));
    await assert.rejects(post(path, body, type));
    await assert.rejects(post(path, body, type));
  });
});
