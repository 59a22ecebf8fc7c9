import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mostUploadBytes, uploadSchema } from '../../src/wire/files';
import { paths } from '../../src/wire/paths';
import { wav } from '../builders';
import { defaultRequest, useEngine, writeRecording, type Json } from './engine-process';

describe('files for the engine', () => {
  const engine = useEngine();

  it('are registered where they lie, with what is known of them [wire: engine/paths]', async () => {
    const { wire, folder } = engine;
    const file = await writeRecording(folder("it's 100% 灯塔 🎙 episode.wav"), { seconds: 2 });
    const { json } = await wire.register(await wire.session(), file);
    const [uploaded] = uploadSchema.parse(json.data).files;
    assert.equal(uploaded?.filename, "it's 100% 灯塔 🎙 episode.wav");
    assert.equal(uploaded?.file_type, 'audio');
    assert.ok(Math.abs((uploaded?.duration ?? 0) - 2) < 0.05);
    assert.deepEqual(await copies(), []);
  });

  it('are taken over the wire as a form, names in any script', async () => {
    const { wire } = engine;
    const sessionId = await wire.session();
    const form = new FormData();
    form.append('files', new Blob([wav(1)]), '灯塔 & more.wav');
    form.append('files', new Blob(['1\n00:00:00,000 --> 00:00:00,900\nHello.\n']), '灯塔 & more.srt');
    const { status, json } = await wire.post(paths.upload(sessionId), form);
    assert.equal(status, 200);
    const names = uploadSchema.parse(json.data).files.map((file) => [file.filename, file.file_type]);
    assert.deepEqual(names, [
      ['灯塔 & more.wav', 'audio'],
      ['灯塔 & more.srt', 'captions'],
    ]);
    assert.match(await wire.reply(sessionId, defaultRequest), /1 caption from `灯塔 & more.srt`/);
  });

  it('keep their name from leading anywhere', async () => {
    const { wire } = engine;
    const form = new FormData();
    form.append('files', new Blob([wav(1)]), '../../../../evil:name?.wav');
    const { json } = await wire.post(paths.upload(await wire.session()), form);
    assert.equal(json.code, 0);
    const [copy] = await copies();
    assert.match(copy ?? '', /^projects\/[^/]+\/files\/[^/]+\/0\/evil_name_\.wav$/);
  });

  it('of another type are refused with 4001, however they come [wire: files/checked-again]', async () => {
    const { wire, folder } = engine;
    const sessionId = await wire.session();
    await writeFile(folder('notes.txt'), 'notes');
    const byPath = await wire.register(sessionId, folder('notes.txt'));
    const form = new FormData();
    form.append('files', new Blob([wav(1)]), 'fine.wav');
    form.append('files', new Blob(['notes']), 'notes.txt');
    const byForm = await wire.post(paths.upload(sessionId), form);
    for (const { status, json } of [byPath, byForm]) {
      assert.deepEqual([status, json.code], [415, 4001]);
      assert.match(json.message, /^notes\.txt .*mp3/);
    }
    assert.deepEqual(await copies(), []);
    assert.deepEqual((await state(sessionId)).video_infos, []);
  });

  it('that cannot be used are answered with a sentence about them', async () => {
    const { wire, folder } = engine;
    const sessionId = await wire.session();
    await writeFile(folder('empty.mp3'), '');
    await writeFile(folder('text.mp3'), 'This is not sound. '.repeat(500));
    await mkdir(folder('folder.mp3'));
    for (const name of ['missing.mp3', 'empty.mp3', 'text.mp3', 'folder.mp3']) {
      const { status, json } = await wire.register(sessionId, folder(name));
      assert.equal(status, 400, name);
      assert.match(json.message, new RegExp(`${name}.*\\. .*\\.$`), name);
      assert.ok(!json.message.includes(folder()), 'the sentence shows no path');
    }
    const form = new FormData();
    form.append('files', new Blob(['no sound']), 'text.mp3');
    assert.equal((await wire.post(paths.upload(sessionId), form)).status, 400);
    assert.deepEqual(await copies(), []);
  });

  it('are not fetched from the network, and relative paths lead nowhere', async () => {
    const { wire } = engine;
    const sessionId = await wire.session();
    const urls = await wire.post(paths.upload(sessionId), {
      source_type: 'url',
      urls: ['https://example.com/a.mp3'],
    });
    assert.equal(urls.status, 400);
    assert.match(urls.json.message, /fetches nothing from the network/);
    assert.equal((await wire.register(sessionId, 'samples/episode.mp3')).status, 400);
  });

  it('beyond 500 MB are refused with 4002, and nothing of them is left [wire: files/checked-again]', async function () {
    this.timeout(60_000);
    const { wire } = engine;
    const answer = await sendForm(paths.upload(await wire.session()), mostUploadBytes + 1);
    assert.deepEqual([answer.status, answer.json.code], [413, 4002]);
    assert.match(answer.json.message, /larger than 500 MB/);
    assert.deepEqual(await copies(), []);
  });

  it('that break off on the way leave nothing behind', async () => {
    const { wire } = engine;
    const sessionId = await wire.session();
    await assert.rejects(sendForm(paths.upload(sessionId), 4_000_000, 2_000_000));
    // The engine notices by its connection; the answer to another request comes after that.
    for (let tries = 0; (await copies()).length > 0 && tries < 40; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    assert.deepEqual(await copies(), []);
    assert.deepEqual((await state(sessionId)).video_infos, []);
  });

  const state = async (sessionId: string): Promise<Json> =>
    (await engine.wire.get(paths.state(sessionId))).json.data.state;

  /** The files that the engine has taken over. */
  async function copies(): Promise<string[]> {
    const all = await readdir(engine.data, { recursive: true, withFileTypes: true });
    return all
      .filter((entry) => entry.isFile() && /\/files\//.test(`${entry.parentPath}/`))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(engine.data.length + 1));
  }

  /** Streams a form with one file of zeros; breaks the connection after some bytes where told to. */
  async function sendForm(
    address: string,
    bytes: number,
    breakAfter = Infinity,
  ): Promise<{ status: number; json: Json }> {
    const { baseUrl, token } = engine.wire.engine;
    const head = '--edge\r\nContent-Disposition: form-data; name="files"; filename="long.wav"\r\n\r\n';
    const sending = request(new URL(address, baseUrl), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'multipart/form-data; boundary=edge' },
    });
    const answered = new Promise<{ status: number; json: Json }>((resolve, reject) => {
      sending.on('error', reject).on('response', (response) => {
        void response.toArray().then((chunks) => {
          resolve({ status: response.statusCode ?? 0, json: JSON.parse(Buffer.concat(chunks).toString()) });
        }, reject);
      });
    });
    const block = Buffer.alloc(1024 * 1024);
    function* form() {
      yield Buffer.from(head);
      for (let sent = 0; sent < bytes; sent += block.length) {
        if (sent >= breakAfter) throw new Error('The connection breaks.');
        yield block.subarray(0, Math.min(block.length, bytes - sent));
      }
      yield Buffer.from('\r\n--edge--\r\n');
    }
    const [answer] = await Promise.all([answered, pipeline(Readable.from(form()), sending)]);
    return answer;
  }
});
