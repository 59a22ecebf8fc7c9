import { cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchEngine, type LaunchOptions, type RunningEngine } from '../../src/engine/launch';
import { paths } from '../../src/wire/paths';
import { wav } from '../builders';
import { useTemporaryFolder } from '../temporary';

export const engineFile = path.resolve('dist/engine.js');
export const fontsFolder = path.resolve('dist/fonts');
export const l10nFile = path.resolve('l10n/bundle.l10n.zh-cn.json');
export const sample = path.resolve('samples/episode.mp3');
export const defaultRequest = 'turn my podcast audio into a video with captions and a waveform visual';

/** An answer as it came, and its body where that is JSON. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  readonly json: Json;
}
/** Whatever JSON holds, to be looked into without ceremony. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test that reads a field that is not there fails
export type Json = any;

/** Talks to an engine by plain requests, so that the tests hold the wire and not our client. */
export class Wire {
  constructor(readonly engine: RunningEngine) {}

  async ask(
    method: string,
    address: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<WireAnswer> {
    const isJson = body !== undefined && !(body instanceof FormData);
    const response = await fetch(new URL(address, this.engine.baseUrl), {
      method,
      headers: {
        authorization: `Bearer ${this.engine.token}`,
        ...(isJson ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: isJson ? JSON.stringify(body) : (body as FormData) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    const json: Json = type.startsWith('application/json') ? JSON.parse(bytes.toString()) : undefined;
    return { status: response.status, headers: response.headers, bytes, json };
  }

  get = (address: string, headers?: Record<string, string>) => this.ask('GET', address, undefined, headers);
  post = (address: string, body?: unknown, headers?: Record<string, string>) =>
    this.ask('POST', address, body, headers);

  /** @returns the session's id */
  async session(language = 'en'): Promise<string> {
    const { json } = await this.post(paths.session, { task_name: 'project', language });
    return json.data.session_id;
  }

  register = (sessionId: string, ...files: string[]) =>
    this.post(paths.upload(sessionId), { source_type: 'path', paths: files });

  /** Says something, and gives the events of the answer. */
  async say(sessionId: string, text: string): Promise<Json[]> {
    const { bytes } = await this.post(paths.message, {
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id: sessionId,
      new_message: { role: 'user', parts: [{ text }] },
    });
    const blocks = bytes.toString().split('\n\n');
    return blocks.filter((block) => block.startsWith('data: ')).map((block) => JSON.parse(block.slice(6)));
  }

  /** Says something, and gives the words of the answer. */
  async reply(sessionId: string, text: string): Promise<string> {
    const last = (await this.say(sessionId, text)).at(-1);
    return last.content.parts[0].text;
  }

  async draft(sessionId: string): Promise<Json> {
    return (await this.get(paths.state(sessionId))).json.data.state.draft;
  }

  /** A session with a recording and its video laid out. */
  async project(recording: string): Promise<{ sessionId: string; draft: Json }> {
    const sessionId = await this.session();
    await this.register(sessionId, recording);
    await this.reply(sessionId, defaultRequest);
    return { sessionId, draft: await this.draft(sessionId) };
  }

  submit = (id: string, sessionId: string, draft: Json) =>
    this.post(paths.render, { id, sessionId, draft, output: { format: 'mp4', quality: 'small' } });

  /** Polls a render job until `is` holds of it. */
  async poll(id: string, is: (job: Json) => boolean, withinMs = 30_000): Promise<Json> {
    const deadline = Date.now() + withinMs;
    for (;;) {
      const { data } = (await this.get(paths.renderJob(id))).json;
      if (is(data)) return data;
      if (Date.now() > deadline) throw new Error(`Still ${JSON.stringify(data)} after ${withinMs} ms.`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

export const isOver = (job: Json) => !['pending', 'processing'].includes(job.status);

/** Launches an engine for a test. */
export async function launchWire(dataFolder: string, over: Partial<LaunchOptions> = {}): Promise<Wire> {
  const engine = await launchEngine({ engineFile, dataFolder, fontsFolder, locale: 'en', l10nFile, ...over });
  return new Wire(engine);
}

/** Gives the tests of a suite an engine of their own, and each an empty folder. To be called inside `describe`. */
export function useEngine(): {
  readonly wire: Wire;
  /** The engine's own folder. */
  readonly data: string;
  readonly folder: (...segments: string[]) => string;
} {
  const folder = useTemporaryFolder();
  let wire: Wire | undefined;
  beforeEach(async function () {
    this.timeout(20_000);
    wire = await launchWire(folder('engine'));
  });
  afterEach(async () => {
    await wire?.engine.stop();
    wire = undefined;
  });
  return {
    get wire() {
      if (!wire) throw new Error('There is an engine only while a test runs.');
      return wire;
    },
    get data() {
      return folder('engine');
    },
    folder,
  };
}

/** Writes a recording of some seconds; with captions beside it unless they are left out. */
export async function writeRecording(
  file: string,
  { seconds = 1, captions = true }: { seconds?: number; captions?: boolean } = {},
): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, wav(seconds));
  const srt =
    '1\n00:00:00,100 --> 00:00:00,500\nHello there.\n\n2\n00:00:00,500 --> 00:00:00,900\nGood bye.\n';
  if (captions) await writeFile(file.replace(/\.wav$/, '.srt'), srt);
  return file;
}

/** The sample episode in a folder of its own, without its transcript. */
export async function copySample(file: string): Promise<string> {
  await cp(sample, file);
  return file;
}
