import assert from 'node:assert/strict';
import { open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NemoClient } from '../../../src/nemo/client';
import { NemoError } from '../../../src/nemo/errors';
import { checkFile } from '../../../src/nemo/files';
import type { TurnEvent } from '../../../src/nemo/message';
import type { Validator } from '../../../src/wire/validator';
import { describeBoth } from './backends';

/** A session with a video laid out in it. */
async function projectOf(client: NemoClient, recording: string) {
  const session = await client.createSession('en');
  await client.upload(session.session_id, [await checkFile(recording, false)]);
  const events: TurnEvent[] = [];
  for await (const event of client.say(session.session_id, 'make a video with a waveform'))
    events.push(event);
  const { draftText = '' } = await client.state(session.session_id);
  return { sessionId: session.session_id, draftText, events };
}

async function rendered(client: NemoClient, id: string) {
  for (;;) {
    const job = await client.renderStatus(id);
    if (job.status !== 'pending' && job.status !== 'processing') return job;
    await sleep(50);
  }
}

describeBoth('the client', (backend) => {
  let client: NemoClient;
  beforeEach(() => (client = backend().client()));
  afterEach(() => client.close());
  const temporary = (name: string) => path.join(path.dirname(backend().recording), name);

  it('takes a recording all the way to a video', async () => {
    assert.ok((await client.credits()).available > 0);
    const { sessionId, draftText, events } = await projectOf(client, backend().recording);
    assert.ok(events.some(({ type }) => type === 'tool'));
    assert.equal(events.at(-1)?.type, 'text');
    assert.equal((await client.render('client_1', sessionId, draftText, 'small')).status, 'pending');
    const { status, outputUrl } = await rendered(client, 'client_1');
    assert.equal(status, 'completed');
    const fetched = await client.download('client_1', outputUrl, temporary('a.mp4'));
    const video = await readFile(temporary('a.mp4'));
    assert.deepEqual([video.length, video.toString('latin1', 4, 8)], [fetched, 'ftyp']);

    // The same once more, from the other address, half of it there already.
    let validator: Validator | undefined;
    await client.download('client_1', undefined, temporary('b.mp4'), {
      onValidator: (known) => (validator = known),
    });
    assert.ok((await readFile(temporary('b.mp4'))).equals(video));
    const half = await open(temporary('b.mp4'), 'r+');
    await half.truncate(Math.floor(video.length / 2));
    await half.close();
    const progress: number[] = [];
    await client.download('client_1', undefined, temporary('b.mp4'), {
      resume: validator,
      onProgress: (bytes) => progress.push(bytes),
    });
    assert.ok((await readFile(temporary('b.mp4'))).equals(video));
    assert.ok((progress[0] ?? 0) > video.length / 2, 'from where it was');
  });

  it('sends the draft back as it came, and it is taken [wire: draft/bytes]', async () => {
    const { sessionId, draftText } = await projectOf(client, backend().recording);
    assert.equal(typeof JSON.parse(draftText), 'object');
    await client.render('client_2', sessionId, draftText, 'small');
    await client.cancelRender('client_2');
    assert.equal((await client.renderStatus('client_2')).status, 'cancelled');
    if (backend().cloud) assert.ok(backend().cloud?.to('render').at(-1)?.body.includes(draftText));
  });

  it('tells what is refused by the same names', async () => {
    const { sessionId, draftText } = await projectOf(client, backend().recording);
    const stranger = backend().client('0'.repeat(64));
    const said = (text: string) => client.say('90071992547409939999', text).next();
    for (const [call, code] of [
      [() => client.state('90071992547409939999'), 'sessionNotFound'],
      [() => said('hello'), 'sessionNotFound'],
      [() => client.render('client_3', '90071992547409939999', draftText), 'sessionNotFound'],
      [() => client.renderStatus('nobody'), 'rejected'],
      [() => stranger.credits(), 'tokenRefused'],
    ] as const)
      await assert.rejects(call, (error) => error instanceof NemoError && error.code === code, code);
    await client.render('client_4', sessionId, draftText, 'small');
    await assert.rejects(client.render('client_4', sessionId, draftText, 'small'), { code: 'rejected' });
    await client.cancelRender('client_4');
    await stranger.close();
  });

  it('knows whether files go by reference [wire: engine/plain-cloud]', async () => {
    const { localFiles, frames } = await client.capabilities();
    assert.deepEqual([localFiles, frames], backend().cloud ? [false, false] : [true, true]);
  });
});
