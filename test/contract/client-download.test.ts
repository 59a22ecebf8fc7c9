import assert from 'node:assert/strict';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import type { Validator } from '../../src/wire/validator';
import { binary, cutOff, empty, html, json, refuse, reset } from './server/answers';
import type { Handler } from './server/exchange';
import { cutAfter, mistyped, resetAfter, shortenedBy } from './server/faults';
import { versionOf } from './server/ranges';
import { useClient } from './use-client';

/** An answer with just these headers. */
const answer =
  (status: number, headers: Record<string, string | number>, content: Buffer): Handler =>
  ({ response }) =>
    void response.writeHead(status, { 'Content-Length': content.length, ...headers }).end(content);

describe('a finished video', () => {
  const { cloud, client, clock, temporary, outcome } = useClient();
  const path = () => temporary('v.mp4');
  const url = () => `${cloud().cdnUrl}/r.mp4`;
  const isWhole = async (content = cloud().video) => (await readFile(path())).equals(content);
  const rangesAsked = (endpoint: 'cdn' | 'renderDownload' = 'cdn') =>
    cloud()
      .to(endpoint)
      .map(({ headers }) => headers.range);
  type Hooks = NonNullable<Parameters<ReturnType<typeof client>['download']>[3]>;
  const fetched = (hooks: Hooks = {}, address: string | undefined = url()) =>
    outcome(client().download('r', address, path(), hooks));

  // No two places in it are alike, so that nothing can lie in the wrong one.
  const content = Buffer.from(Array.from({ length: 50_000 }, (_, n) => [n >> 8, n & 255]).flat());
  beforeEach(() => (cloud().video = content));

  it('is written as it came, with progress, and asked for unpacked', async () => {
    const progress: [number, number][] = [];
    const bytes = await fetched({ onProgress: (done, total) => progress.push([done, total]) });
    assert.equal(bytes, cloud().video.length);
    assert.deepEqual(progress.at(-1), [bytes, bytes]);
    assert.ok(await isWhole());
    assert.equal(cloud().to('cdn')[0]?.headers['accept-encoding'], 'identity');
  });

  it('tells its validator before its first byte', async () => {
    const told: [Validator, number][] = [];
    await fetched({
      onValidator: (validator) => told.push([validator, 0]),
      onProgress: (done) => told.push([{}, done]),
    });
    const { etag, modified: lastModified } = versionOf(cloud().video);
    assert.deepEqual(told[0], [{ etag, lastModified, totalBytes: cloud().video.length }, 0]);
  });

  it('that breaks off goes on where it was, as often as it takes', async () => {
    cloud().script('cdn', cutAfter(30_000), resetAfter(20_000), cutAfter(1), cutAfter(10_000));
    await fetched();
    assert.ok(await isWhole());
    assert.equal(cloud().to('renderDownload').length, 0);
    const asked = rangesAsked();
    assert.equal(asked.length, 5);
    assert.equal(asked[0], undefined);
    assert.equal(asked[1], 'bytes=30000-');
    assert.equal(cloud().to('cdn')[1]?.headers['if-range'], versionOf(cloud().video).etag);
  });

  it('is tried for as long as it brings something new: only tries in vain are counted', async () => {
    cloud().script('cdn', ...Array.from({ length: 20 }, () => cutAfter(2000)));
    await fetched();
    assert.ok(await isWhole());
    assert.equal(cloud().to('cdn').length, 21);
  });

  it('is given up at an address after five more tries in vain, 1, 2, 4, 8 and 16 s apart [wire: endpoints/render-download]', async () => {
    cloud().always('cdn', reset);
    const downloading = client().download('r', url(), path());
    for (const pause of [1000, 2000, 4000, 8000, 16_000]) {
      await clock().untilSleeping(pause);
      await clock().advance(pause);
    }
    await downloading;
    assert.equal(cloud().to('cdn').length, 6);
    assert.equal(cloud().to('renderDownload').length, 1);
    assert.ok(await isWhole());
  });

  it('waits for a server that is asked too often, as long as that says', async () => {
    cloud().script('cdn', answer(429, { 'Retry-After': '20' }, Buffer.alloc(0)));
    const downloading = client().download('r', url(), path());
    await clock().untilSleeping(20_000);
    await clock().advance(20_000);
    await downloading;
    assert.equal(cloud().to('renderDownload').length, 0);
  });

  it('comes from the service at once where its own address leads nowhere [wire: endpoints/render-download]', async () => {
    const failures = [
      empty(401),
      empty(403),
      empty(404),
      html(410),
      html(200),
      json({ error: 'expired' }),
      binary(Buffer.alloc(0)),
      empty(204),
      mistyped('text/plain'),
      answer(200, { 'Content-Encoding': 'gzip' }, Buffer.from('x')),
    ];
    const start = clock().now();
    for (const [n, failure] of failures.entries()) {
      cloud().script('cdn', failure);
      await client().download('r', url(), path());
      assert.ok(await isWhole());
      assert.equal(cloud().to('cdn').length, n + 1);
    }
    for (const address of ['http://[', 'ftp://host/x.mp4', 'file:///etc/hostname', '']) {
      await client().download('r', address, path());
      assert.ok(await isWhole(), address);
    }
    assert.equal(clock().now(), start);
  });

  it('comes from the service in the end where its own address cannot be reached', async () => {
    await fetched({}, 'http://127.0.0.1:1/x.mp4');
    assert.ok(await isWhole());
  });

  it('of another size than announced is none', async () => {
    cloud().script('cdn', shortenedBy(10));
    await fetched({ expectedBytes: cloud().video.length });
    assert.ok(await isWhole(), 'the other address has it');
    cloud().always('cdn', shortenedBy(10));
    cloud().always('renderDownload', shortenedBy(10));
    await assert.rejects(fetched({ expectedBytes: cloud().video.length }), { code: 'incompleteDownload' });
  });

  it('that came in part before goes on from there', async () => {
    const { etag, modified } = versionOf(cloud().video);
    const validators = { strong: { etag, lastModified: modified }, date: { lastModified: modified } };
    for (const [kind, validator] of Object.entries(validators)) {
      cloud().validators = kind as 'strong' | 'date';
      await writeFile(path(), cloud().video.subarray(0, 60_000));
      const progress: number[] = [];
      const told: Validator[] = [];
      await fetched({
        resume: { ...validator, totalBytes: cloud().video.length },
        onProgress: (done) => progress.push(done),
        onValidator: (known) => told.push(known),
      });
      assert.ok(await isWhole());
      assert.equal(rangesAsked().at(-1), 'bytes=60000-');
      assert.ok((progress[0] ?? 0) > 60_000);
      assert.deepEqual(told, [], 'it is the version that is known');
    }
  });

  it('that is another one by now is fetched anew', async () => {
    for (const validator of [{ etag: '"other"' }, { lastModified: 'Mon, 01 Jan 2001 00:00:00 GMT' }]) {
      await writeFile(path(), Buffer.alloc(60_000, 'old'));
      const told: Validator[] = [];
      await fetched({ resume: validator, onValidator: (known) => told.push(known) });
      assert.ok(await isWhole());
      assert.equal(told[0]?.etag, versionOf(cloud().video).etag);
    }
    assert.deepEqual(rangesAsked(), ['bytes=60000-', 'bytes=60000-']);
  });

  it('whose beginning nobody can vouch for is fetched anew', async () => {
    const size = cloud().video.length;
    for (const resume of [
      undefined,
      {},
      { totalBytes: size },
      { etag: 'W/"weak"' },
      { etag: '"x"', totalBytes: 9 },
    ]) {
      await writeFile(path(), Buffer.alloc(60_000, 'old'));
      await fetched({ resume });
      assert.ok(await isWhole());
    }
    assert.deepEqual(rangesAsked(), Array(5).fill(undefined));
  });

  it('that breaks off without a strong validator begins anew', async () => {
    cloud().validators = 'none';
    cloud().script('cdn', cutAfter(30_000));
    await fetched();
    assert.ok(await isWhole());
    assert.deepEqual(rangesAsked(), [undefined, undefined]);
  });

  it('comes whole from a server that knows no ranges', async () => {
    cloud().ranges = false;
    cloud().script('cdn', cutAfter(30_000));
    await fetched();
    assert.ok(await isWhole());
  });

  it('is not tried for ever at a server that always breaks off at the same place', async () => {
    cloud().ranges = false;
    cloud().always('cdn', cutAfter(30_000));
    await fetched();
    assert.ok(await isWhole());
    assert.equal(cloud().to('cdn').length, 7);
  });

  it('is never put together from parts that do not fit', async () => {
    const { video } = cloud();
    const { etag } = versionOf(video);
    const rest = video.subarray(60_000);
    const size = video.length;
    const wrong: Handler[] = [
      answer(206, { 'Content-Range': `bytes 59999-${size - 1}/${size}`, ETag: etag }, rest),
      answer(206, { 'Content-Range': `bytes 60000-${size}/${size + 1}`, ETag: etag }, rest),
      answer(206, { 'Content-Range': `bytes 60000-${size - 1}/${size}`, ETag: '"other"' }, rest),
      answer(206, { ETag: etag }, rest),
    ];
    for (const part of wrong) {
      await writeFile(path(), video.subarray(0, 60_000));
      cloud().script('cdn', part);
      await fetched({ resume: { etag, totalBytes: size } });
      assert.ok(await isWhole());
      assert.equal(rangesAsked().at(-1), undefined, 'fetched anew');
    }
  });

  it('that is there already is not fetched again', async () => {
    const { etag } = versionOf(cloud().video);
    await writeFile(path(), cloud().video);
    const resume = { etag, totalBytes: cloud().video.length };
    assert.equal(await fetched({ resume }), cloud().video.length);
    assert.equal(cloud().to('cdn')[0]?.answer?.status, 416);
    assert.equal(cloud().to('cdn').length, 1);
  });

  it('is fetched anew where the service knows less of it than is there', async () => {
    await writeFile(path(), Buffer.concat([cloud().video, Buffer.from('more')]));
    await fetched({ resume: { etag: versionOf(cloud().video).etag } });
    assert.ok(await isWhole());
  });

  it('goes on at the service only where that has the very same file', async () => {
    const { video } = cloud();
    for (const [validators, range] of [
      ['strong', 'bytes=40000-'],
      ['date', undefined],
    ] as const) {
      cloud().validators = validators;
      cloud().script('cdn', cutAfter(40_000), empty(404));
      await fetched();
      assert.ok(await isWhole());
      assert.equal(rangesAsked('renderDownload').at(-1), range);
    }
    cloud().validators = 'strong';
    cloud().fallbackVideo = Buffer.from(video).fill(1, 200);
    cloud().script('cdn', cutAfter(40_000), empty(404));
    await fetched();
    assert.ok(await isWhole(cloud().fallbackVideo), 'none of the other one is in it');
  });

  it('that nobody gives whole leaves what came for the next time', async () => {
    let known: Validator | undefined;
    cloud().script('cdn', cutAfter(40_000));
    cloud().always('cdn', empty(404));
    cloud().always('renderDownload', empty(404));
    const hooks = { onValidator: (validator: Validator) => (known = validator) };
    await assert.rejects(fetched(hooks), { code: 'incompleteDownload' });
    assert.equal((await stat(path())).size, 40_000);
    cloud().always('cdn', cutAfter(1e9));
    await fetched({ resume: known });
    assert.ok(await isWhole());
    assert.equal(rangesAsked().at(-1), 'bytes=40000-');
  });

  it('can be cancelled, and gone on with', async () => {
    const abort = new AbortController();
    let known: Validator | undefined;
    cloud().script('cdn', cutAfter(40_000));
    const downloading = client().download('r', url(), path(), {
      signal: abort.signal,
      onValidator: (validator) => (known = validator),
    });
    downloading.catch(() => undefined);
    await clock().untilSleeping();
    abort.abort(new DOMException('stop', 'AbortError'));
    await assert.rejects(downloading, { name: 'AbortError' });
    assert.equal((await stat(path())).size, 40_000);
    await fetched({ resume: known });
    assert.ok(await isWhole());
  });

  it('that cannot be written is not fetched twice', async () => {
    const there = client().download('r', url(), temporary('no', 'folder', 'v.mp4'));
    await assert.rejects(there, { code: 'ENOENT' });
    assert.equal(cloud().to('renderDownload').length, 0);
    await assert.rejects(access(path()));
  });

  it('asks for a token of the user’s own again, where that is what is wrong', async () => {
    cloud().always('renderDownload', refuse(1001));
    await assert.rejects(client().download('r', undefined, path()), { code: 'tokenRefused' });
  });

  it('survives an old way of breaking off: fewer bytes than were promised', async () => {
    cloud().script('cdn', cutOff(cloud().video, 1000));
    await fetched();
    assert.ok(await isWhole());
  });
});
