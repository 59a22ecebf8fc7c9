import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NemoClient } from '../../../src/nemo/client';
import { defaultWebUrl } from '../../../src/nemo/addresses';
import { givenToken } from '../../../src/nemo/token';
import { envelopeSchema, failureOf } from '../../../src/wire/envelope';
import { messageRequest } from '../../../src/wire/message';
import { paths } from '../../../src/wire/paths';
import { parseJson } from '../../../src/wire/json';
import { renderStatusBodySchema, type RenderStatus } from '../../../src/wire/render';
import { attribution } from '../../builders';
import { launchWire, writeRecording } from '../engine-process';
import { ownHeaders } from '../server/asking';
import { Cloud } from '../server/cloud';

/** An answer as it came. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** The body, where it is JSON. */
  readonly json: unknown;
}

export interface Asking {
  /** Text and bytes as they are, a form as one, anything else as JSON. */
  readonly body?: unknown;
  /** In place of those that a good request has; `undefined` leaves one out. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** One of the two services that speak the wire, and how to ask it in so many words. */
export class Backend {
  /** The contract server, where this is one. */
  readonly cloud: Cloud | undefined;

  constructor(
    readonly baseUrl: string,
    readonly token: string,
    /** The recording to upload; a second of sound. */
    readonly recording: string,
    cloud?: Cloud,
  ) {
    this.cloud = cloud;
  }

  async ask(method: string, address: string, { body, headers = {} }: Asking = {}): Promise<Answer> {
    const isPlain = typeof body === 'string' || body instanceof FormData || body instanceof Buffer;
    const all: Record<string, string | undefined> = {
      ...ownHeaders(this.token),
      ...(body === undefined || body instanceof FormData ? {} : { 'content-type': 'application/json' }),
      ...headers,
    };
    const response = await fetch(new URL(address, this.baseUrl), {
      method,
      headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ...(body === undefined ? {} : { body: isPlain ? body : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    assert.ok(!/^\s*</.test(bytes.toString('latin1', 0, 100)), 'no answer is a page');
    return {
      status: response.status,
      headers: response.headers,
      bytes,
      json: isJson ? parseJson(bytes.toString()) : undefined,
    };
  }

  /** What is in the envelope of a good answer. */
  async data(method: string, address: string, asking: Asking = {}): Promise<unknown> {
    const { status, json } = await this.ask(method, address, asking);
    assert.equal(status, 200, JSON.stringify(json));
    const envelope = envelopeSchema.parse(json);
    assert.equal(failureOf(envelope), undefined, JSON.stringify(json));
    return envelope.data ?? json;
  }

  /** The status and the code of an answer that says no, as JSON, with a sentence. */
  async refusal(
    method: string,
    address: string,
    asking: Asking = {},
  ): Promise<{ status: number; code: number }> {
    const { status, json } = await this.ask(method, address, asking);
    const failure = failureOf(envelopeSchema.parse(json));
    assert.ok(failure ?? status >= 400, `${method} ${address}: ${status} ${JSON.stringify(json)}`);
    assert.match(failure?.text ?? '', /^\S.{4,}$/, 'a refusal says something');
    assert.ok(status < 500, `${status}`);
    return { status, code: failure?.code ?? status };
  }

  async session(): Promise<string> {
    const data = await this.data('POST', paths.session, { body: { task_name: 'project', language: 'en' } });
    return (data as { session_id: string }).session_id;
  }

  async upload(sessionId: string, name = 'episode.wav'): Promise<Answer> {
    const form = new FormData();
    form.append('files', new Blob([await readFile(this.recording)]), name);
    return await this.ask('POST', paths.upload(sessionId), { body: form });
  }

  say = (sessionId: string, text: string) =>
    this.ask('POST', paths.message, { body: messageRequest(sessionId, text) });

  /** A session whose timeline has something in it. */
  async project(): Promise<{ sessionId: string; draft: unknown }> {
    const sessionId = await this.session();
    await this.upload(sessionId);
    await this.say(sessionId, 'make a video with a waveform');
    const data = await this.data('GET', paths.state(sessionId));
    return { sessionId, draft: (data as { state: { draft: unknown } }).state.draft };
  }

  /** What a render is asked for with. */
  order = (id: string, sessionId: string, draft: unknown) => ({
    body: { id, sessionId, draft, output: { format: 'mp4', quality: 'small' } },
  });

  /** A job that has come to its end. */
  async rendered(id: string): Promise<RenderStatus> {
    const { sessionId, draft } = await this.project();
    await this.data('POST', paths.render, this.order(id, sessionId, draft));
    for (;;) {
      const job = renderStatusBodySchema.parse(await this.data('GET', paths.renderJob(id)));
      if (!['pending', 'processing'].includes(job.status)) return job;
      await sleep(50);
    }
  }

  client = (token = this.token) =>
    new NemoClient({
      baseUrl: this.baseUrl,
      webUrl: defaultWebUrl,
      attribution,
      tokens: givenToken(token),
    });
}

/**
 * A suite that holds of either service: of the contract server, which stands for the vendor's in all other tests, and
 * of the engine in a process of its own. Each has one for all the tests of the suite.
 */
export function describeBoth(title: string, tests: (backend: () => Backend) => void): void {
  for (const [name, start] of [
    ['the cloud', startCloud],
    ['the engine', startEngine],
  ] as const)
    describe(`${title}, at ${name}`, function () {
      this.timeout(60_000);
      let running: Awaited<ReturnType<typeof start>> | undefined;
      let folder = '';
      before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), 'podcast-video-both-'));
        running = await start(folder);
      });
      after(async () => {
        await running?.stop();
        await rm(folder, { recursive: true, force: true });
        assert.deepEqual(running?.backend.cloud?.violations ?? [], []);
      });
      tests(() => {
        assert.ok(running, 'There is a service only while a test runs.');
        return running.backend;
      });
    });
}

async function startCloud(folder: string) {
  const recording = await writeRecording(path.join(folder, 'episode.wav'));
  const cloud = await Cloud.start();
  cloud.tokens.add('known');
  return { backend: new Backend(cloud.baseUrl, 'known', recording, cloud), stop: () => cloud.stop() };
}

async function startEngine(folder: string) {
  const recording = await writeRecording(path.join(folder, 'episode.wav'));
  const { engine } = await launchWire(path.join(folder, 'engine'));
  return { backend: new Backend(engine.baseUrl, engine.token, recording), stop: () => engine.stop() };
}
