import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NemoClient } from '../../src/nemo/client';
import { checkFile, sha256Of } from '../../src/nemo/files';
import { givenToken } from '../../src/nemo/token';
import { attribution } from '../builders';
import { empty, html, refuse, reset } from './server/answers';
import { doneButUnsaid } from './server/faults';
import { quiet } from './server/quiet';
import { cutUpload, readSlowly, refuseEarly } from './server/slow-upload';
import { useClient } from './use-client';

const hashOf = (content: Buffer) => createHash('sha256').update(content).digest('hex');

describe('an upload', () => {
  const { cloud, client, clock, temporary, recording, outcome } = useClient();

  async function big(bytes: number) {
    const handle = await open(temporary('long.wav'), 'w');
    await handle.truncate(bytes);
    await handle.close();
    return await checkFile(temporary('long.wav'), false);
  }

  it('arrives whole, under any name, with its length known beforehand [wire: endpoints/upload]', async () => {
    const { session_id } = await client().createSession('en');
    const content = Buffer.alloc(1_300_001, 'sound ');
    for (const name of ["it's 100% me.mp3", '第一集 🎙️.wav']) {
      const { answer, sha256 } = await client().upload(session_id, [await recording(name, content)]);
      const sent = cloud().to('upload').at(-1);
      const file = { field: 'files', name, bytes: content.length, sha256: hashOf(content) };
      assert.deepEqual(sent?.files, [file]);
      assert.ok(Number(sent.headers['content-length']) > content.length);
      assert.equal(sent.headers['transfer-encoding'], undefined);
      assert.equal(answer.files[0]?.filename, name);
      assert.deepEqual(sha256, [hashOf(content)]);
    }
  });

  it('takes several files in one form, each with its hash [wire: endpoints/upload]', async () => {
    const { session_id } = await client().createSession('en');
    const contents = [Buffer.alloc(3_000_001, 'a b'), Buffer.from('tiny'), Buffer.alloc(600_000, 'xyz')];
    const files = await Promise.all(contents.map((content, n) => recording(`${n}.mp3`, content)));
    const counts: number[] = [];
    const { sha256 } = await client().upload(session_id, files, { onSent: (bytes) => counts.push(bytes) });
    const [sent, ...more] = cloud().to('upload');
    assert.equal(more.length, 0);
    assert.deepEqual(
      sent?.files.map((file) => file.sha256),
      contents.map(hashOf),
    );
    assert.deepEqual(sha256, contents.map(hashOf));
    assert.equal(counts.at(-1), 3_600_005);
    assert.equal(await sha256Of(files[0]?.path ?? ''), sha256[0]);
  });

  it('arrives whole where it is read slowly, in odd pieces', async () => {
    const { session_id } = await client().createSession('en');
    const content = Buffer.from(Array.from({ length: 2_500_000 }, (_, n) => (n * 31) % 251));
    cloud().script('upload', readSlowly(40_000, 1));
    const { sha256 } = await client().upload(session_id, [await recording('a.mp3', content)]);
    assert.equal(cloud().to('upload')[0]?.files[0]?.sha256, hashOf(content));
    assert.deepEqual(sha256, [hashOf(content)]);
  });

  it('is read from disk only as fast as it goes out', async () => {
    const { session_id } = await client().createSession('en');
    const bytes = 256 * 1024 * 1024;
    let sent = 0;
    let sentWhileHeld = 0;
    const held = async ({ response }: { response: { destroy(): void } }) => {
      await sleep(400);
      sentWhileHeld = sent;
      response.destroy();
    };
    cloud().script('upload', Object.assign(held, { takesBody: true as const }));
    const uploading = client().upload(session_id, [await big(bytes)], { onSent: (count) => (sent = count) });
    await assert.rejects(uploading, { code: 'interrupted' });
    assert.ok(sentWhileHeld > 0 && sentWhileHeld < bytes / 8, `${sentWhileHeld} bytes were read ahead`);
  });

  it('can be cancelled', async () => {
    const { session_id } = await client().createSession('en');
    const abort = new AbortController();
    const onSent = () => abort.abort(new DOMException('stop', 'AbortError'));
    const uploading = client().upload(session_id, [await big(5_000_000)], { signal: abort.signal, onSent });
    await assert.rejects(uploading, { name: 'AbortError' });
    assert.deepEqual(clock().sleeping(), [], 'nothing goes on');
  });

  it('is never sent twice where it may have been taken', async () => {
    const { session_id } = await client().createSession('en');
    const file = await big(3_000_000);
    for (const fault of [
      reset,
      doneButUnsaid(),
      cutUpload(100_000),
      cutUpload(1000, { reset: true }),
      html(502),
      empty(504),
    ]) {
      cloud().script('upload', fault);
      const before = cloud().to('upload').length;
      await assert.rejects(client().upload(session_id, [file]), { code: 'interrupted' });
      assert.equal(cloud().to('upload').length, before + 1);
    }
  });

  it('is tried again after 1 s and 4 s where nobody was there', async () => {
    const { session_id } = await client().createSession('en');
    const file = await recording();
    await cloud().stop();
    const start = clock().now();
    await assert.rejects(outcome(client().upload(session_id, [file])), { code: 'unreachable' });
    const waited = clock().now() - start;
    assert.ok(waited >= 5000 && waited < 8000, `${waited} ms`);
  });

  it('gets through when somebody is there again', async () => {
    const port = new URL(cloud().baseUrl).port;
    const { session_id } = await client().createSession('en');
    const file = await recording('a.mp3', 'sound');
    await cloud().stop();
    const uploading = client().upload(session_id, [file]);
    uploading.catch(() => undefined);
    await clock().untilSleeping(1000);
    let bytes = 0;
    const server = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => response.end('{"code":0,"data":{"files":[]}}'));
    });
    await new Promise<void>((listening) => server.listen(Number(port), '127.0.0.1', listening));
    const { sha256 } = await outcome(uploading);
    server.close();
    server.closeAllConnections();
    assert.deepEqual(sha256, [hashOf(Buffer.from('sound'))]);
    assert.ok(bytes > 5);
  });

  it('is given up after ten minutes in which nothing moves', async () => {
    const { session_id } = await client().createSession('en');
    const still = quiet();
    cloud().script('upload', still.handler);
    const uploading = client().upload(session_id, [await recording()]);
    uploading.catch(() => undefined);
    await still.asked;
    await clock().advance(9 * 60_000);
    assert.equal(clock().sleeping().length, 1);
    await clock().advance(2 * 60_000);
    await assert.rejects(uploading, { code: 'interrupted' });
  });

  it('names the file that the service does not take [wire: files/checked-again] [wire: codes/4001] [wire: codes/4002]', async () => {
    const { session_id } = await client().createSession('en');
    const [one, two] = [await recording('my show.mp3'), await recording('b.mp3')];
    cloud().script('upload', refuse(4001), refuse(4002), refuse(4001));
    await assert.rejects(client().upload(session_id, [one]), {
      code: 'unsupportedFile',
      message: /^my show\.mp3 is not of a type that can be used\. Use one of: mp3, /,
    });
    await assert.rejects(client().upload(session_id, [one]), {
      code: 'fileTooLarge',
      message:
        /^my show\.mp3, with 1 MB, is too large for the service\. Compress or trim it, or render on this/,
    });
    await assert.rejects(client().upload(session_id, [one, two]), { message: /^The file is not/ });
  });

  it('hears a refusal that comes while it is sent', async () => {
    const { session_id } = await client().createSession('en');
    cloud().script('upload', refuseEarly(100_000));
    await assert.rejects(client().upload(session_id, [await big(20_000_000)]), { code: 'fileTooLarge' });
  });

  it('tells a file that vanished from a service that did', async () => {
    const { session_id } = await client().createSession('en');
    const gone = { path: temporary('gone.mp3'), name: 'gone.mp3', bytes: 5 };
    await assert.rejects(client().upload(session_id, [gone]), { code: 'fileUnreadable' });
    const short = { ...(await recording('short.mp3', 'abc')), bytes: 5_000_000 };
    await assert.rejects(client().upload(session_id, [short]), { code: 'fileChanged' });
  });

  it('goes over a socket of its own, since a kept one may be dead', async () => {
    const ports: (number | undefined)[] = [];
    const server = createServer((request, response) => {
      request.resume().on('end', () => {
        ports.push(request.socket.remotePort);
        response.setHeader(
          'Content-Type',
          request.url === '/run_sse' ? 'text/event-stream' : 'application/json',
        );
        response.end('{"code":0,"data":{"files":[],"status":"pending","available":1,"frozen":0,"total":1}}');
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const tokens = givenToken('t');
    const other = new NemoClient({ baseUrl, webUrl: 'https://web.example', attribution, tokens });
    await other.credits();
    await other.credits();
    await other.upload('s', [await recording()]);
    await other.uploadUrls('s', ['https://example.com/a.mp3']);
    await other.render('r', 's', '{"t":[]}');
    for await (const event of other.say('s', 'go')) assert.ok(event);
    await other.close();
    server.close();
    const once = ports.slice(2);
    assert.equal(new Set(once).size, 4);
    assert.ok(!once.includes(ports[0]) && !once.includes(ports[1]));
  });
});

describe('an upload by address', () => {
  const { cloud, client } = useClient();

  it('hands the addresses over [wire: endpoints/upload-by-url]', async () => {
    const { session_id } = await client().createSession('en');
    await client().uploadUrls(session_id, ['https://example.com/a b.mp3', 'HTTP://EXAMPLE.com/c.mp3?x=1']);
    const [sent] = cloud().to('upload');
    assert.deepEqual(JSON.parse(sent?.body ?? ''), {
      source_type: 'url',
      urls: ['https://example.com/a%20b.mp3', 'http://example.com/c.mp3?x=1'],
    });
  });

  it('is refused before anything is sent, where one is none, or has a password [wire: endpoints/upload-by-url]', async () => {
    for (const address of [
      'ftp://example.com/a.mp3',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:audio/mp3;base64,AAAA',
      'example.com/a.mp3',
      '',
      'http://',
      'https://me:secret@example.com/a.mp3',
      'https://me@example.com/a.mp3',
    ])
      await assert.rejects(
        client().uploadUrls('s', ['https://example.com/fine.mp3', address]),
        (error: Error & { code?: string }) => {
          assert.equal(error.code, 'badAddress', address);
          assert.doesNotMatch(error.message, /secret/);
          return true;
        },
      );
    assert.equal(cloud().requests.length, 0);
  });
});

describe('the hash of a file', () => {
  const { temporary, recording } = useClient();

  it('is that of its content, and can be cancelled', async () => {
    const { path } = await recording('a.mp3', Buffer.alloc(3_000_000, 'abc'));
    assert.equal(await sha256Of(path), hashOf(await readFile(path)));
    const abort = new AbortController();
    abort.abort(new DOMException('stop', 'AbortError'));
    await assert.rejects(sha256Of(path, abort.signal), { name: 'AbortError' });
    await assert.rejects(sha256Of(temporary('gone.mp3')), { code: 'fileUnreadable' });
  });
});
