import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { renderStatusBodySchema } from '../../../src/wire/render';
import { paths } from '../../../src/wire/paths';
import { describeBoth } from './backends';

describeBoth('a render job', (backend) => {
  it('goes from pending to a file [wire: endpoints/render, endpoints/render-status, poll/statuses]', async () => {
    const { sessionId, draft } = await backend().project();
    const order = backend().order('render_whole', sessionId, draft);
    const submitted = renderStatusBodySchema.parse(await backend().data('POST', paths.render, order));
    assert.equal(submitted.status, 'pending');
    const seen = new Set<string>();
    for (let percent = 0; !seen.has('completed');) {
      const job = renderStatusBodySchema.parse(await backend().data('GET', paths.renderJob('render_whole')));
      assert.ok(job.percent >= percent, 'it never falls back');
      percent = job.percent;
      seen.add(job.status);
      assert.ok(!['failed', 'cancelled'].includes(job.status));
      if (job.status === 'completed') assert.ok(URL.canParse(job.outputUrl ?? ''));
      await sleep(30);
    }
  });

  it('takes an id once', async () => {
    const { sessionId, draft } = await backend().project();
    const order = backend().order('render_same', sessionId, draft);
    await backend().data('POST', paths.render, order);
    await backend().refusal('POST', paths.render, order);
    await backend().data('POST', paths.render, backend().order('render_other', sessionId, draft));
    for (const id of ['render_same', 'render_other']) await backend().data('POST', paths.renderCancel(id));
  });

  it('is cancelled, and stays so [wire: endpoints/render-cancel]', async () => {
    const { sessionId, draft } = await backend().project();
    await backend().data('POST', paths.render, backend().order('render_cancelled', sessionId, draft));
    await backend().data('POST', paths.renderCancel('render_cancelled'));
    const job = renderStatusBodySchema.parse(
      await backend().data('GET', paths.renderJob('render_cancelled')),
    );
    assert.equal(job.status, 'cancelled');
  });

  it('is nothing that anybody can ask for under another id', async () => {
    for (const id of ['nobody', '../../etc/passwd', '9'.repeat(40)]) {
      assert.equal((await backend().refusal('GET', paths.renderJob(id))).code, 404);
      assert.equal((await backend().refusal('POST', paths.renderCancel(id))).code, 404);
    }
  });

  it('needs a session that is known and a draft', async () => {
    const { sessionId, draft } = await backend().project();
    const lost = await backend().refusal('POST', paths.render, backend().order('r1', 'nobody', draft));
    assert.ok([404, 1002].includes(lost.code), `${lost.code}`);
    const none = await backend().refusal('POST', paths.render, backend().order('r2', sessionId, 'none'));
    assert.ok(none.status >= 400 && none.status < 500);
  });

  it('without attribution is a matter of the plan, where there is one [wire: headers/missing]', async () => {
    const { sessionId, draft } = await backend().project();
    const order = {
      ...backend().order('render_unattributed', sessionId, draft),
      headers: { 'x-skill-source': undefined },
    };
    backend().cloud?.allow('attribution');
    if (backend().cloud) assert.equal((await backend().refusal('POST', paths.render, order)).code, 402);
    // The engine knows no plan, and answers whoever has its token.
    else await backend().data('POST', paths.render, order);
  });

  it('has a file that can be had in parts, each version by a strong ETag [wire: endpoints/render-download, files/output]', async () => {
    await backend().rendered('render_parts');
    const address = paths.renderDownload('render_parts');
    const whole = await backend().ask('GET', address);
    const etag = whole.headers.get('etag') ?? '';
    const { length } = whole.bytes;
    assert.equal(whole.headers.get('content-type'), 'video/mp4');
    assert.equal(whole.headers.get('content-length'), String(length));
    assert.equal(whole.headers.get('accept-ranges'), 'bytes');
    assert.match(etag, /^"[^"]+"$/, 'strong, as If-Range wants it');
    // What the engine makes is a real one: H.264 in MP4.
    if (!backend().cloud) assert.ok(whole.bytes.includes('avcC'));

    const part = (range: string, condition?: string) =>
      backend().ask('GET', address, { headers: { range, 'if-range': condition } });
    for (const [range, start, end] of [
      ['bytes=0-0', 0, 1],
      ['bytes=1000-', 1000, length],
      [`bytes=500-${length + 999}`, 500, length],
      ['bytes=-10', length - 10, length],
    ] as const) {
      const { status, headers, bytes } = await part(range, etag);
      assert.deepEqual(
        [status, headers.get('content-range'), headers.get('etag')],
        [206, `bytes ${start}-${end - 1}/${length}`, etag],
        range,
      );
      assert.ok(bytes.equals(whole.bytes.subarray(start, end)), range);
    }
    for (const condition of ['"another"', `W/${etag}`, 'Thu, 01 Jan 1970 00:00:00 GMT']) {
      const { status, bytes } = await part('bytes=1000-', condition);
      assert.deepEqual([status, bytes.length], [200, length], condition);
    }
    const beyond = await part(`bytes=${length}-`, etag);
    assert.deepEqual([beyond.status, beyond.headers.get('content-range')], [416, `bytes */${length}`]);
    for (const unread of ['bytes=', 'lines=1-2', 'bytes=0-1,3-4'])
      assert.equal((await part(unread)).status, 200, unread);
  });
});
