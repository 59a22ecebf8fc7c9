import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { engineDraftSchema } from '../../src/engine/draft';
import { readTimeline } from '../../src/timeline/model';
import { summarise } from '../../src/timeline/summary';
import { adkEventSchema } from '../../src/wire/message';
import { paths } from '../../src/wire/paths';
import { stateSchema } from '../../src/wire/state';
import { copySample, defaultRequest, sample, useEngine, writeRecording } from './engine-process';

describe('a message to the engine', () => {
  const engine = useEngine();

  it('with the default request lays out the sample episode, captions at their times', async () => {
    const { wire } = engine;
    const sessionId = await wire.session();
    await wire.register(sessionId, sample);
    const reply = await wire.reply(sessionId, defaultRequest);
    assert.match(reply, /\*\*Why Lighthouse Keepers Wrote About the Weather\*\*.*1:07.*16:9/);
    assert.match(reply, /26 captions from `episode\.srt`/);
    const answer = stateSchema.parse((await wire.get(paths.state(sessionId))).json.data);
    assert.equal(answer.session_id, sessionId);
    const draft = engineDraftSchema.parse(answer.state.draft);
    assert.deepEqual(
      draft.t.map((track) => [track.tt, track.m.name]),
      [
        [0, 'Background'],
        [0, 'Waveform'],
        [1, 'Podcast'],
        [7, 'Title'],
        [7, 'Captions'],
      ],
    );
    const [first] = draft.t[4]?.sg ?? [];
    assert.deepEqual(
      [first?.start, first?.d, first?.kind === 'caption' && first.text],
      [3000, 1584, 'Welcome to Small Lights,'],
    );
    assert.match(
      summarise(readTimeline(draft)),
      /^Timeline \(5 tracks\): 1\. Background: Cover art \(0-67s\) 2\. Waveform: Bars \(0-67s\) 3\. Podcast: episode\.mp3 \(0-67s\) 4\. Title: "Why /,
    );
  });

  it('is answered by ADK events: calls with their responses, pieces, and then the whole [wire: events/adk]', async () => {
    const { wire, folder } = engine;
    const sessionId = await wire.session();
    await wire.register(sessionId, await writeRecording(folder('a.wav')));
    const sent = await wire.say(sessionId, defaultRequest);
    const events = sent.map((event) => adkEventSchema.parse(event));
    const parts = events.flatMap((event) => event.content?.parts ?? []);
    const called = parts.flatMap((part) => (part.functionCall ? [part.functionCall.id] : []));
    const responded = parts.flatMap((part) => (part.functionResponse ? [part.functionResponse.id] : []));
    assert.ok(called.length > 0 && called.every((id) => id !== undefined));
    assert.deepEqual(responded, called);
    const texts = events.filter((event) => event.content?.parts?.[0]?.text !== undefined);
    const pieces = texts.filter((event) => event.partial).map((event) => event.content?.parts?.[0]?.text);
    const whole = texts.filter((event) => !event.partial);
    assert.ok(pieces.length > 1);
    assert.equal(whole.length, 1);
    assert.equal(pieces.join(''), whole[0]?.content?.parts?.[0]?.text);
    assert.equal(new Set(sent.map((event) => event.id)).size, sent.length);
  });

  it('in Chinese is understood, and a Chinese session is answered in Chinese', async () => {
    const { wire, folder } = engine;
    const recording = await writeRecording(folder('a.wav'));
    const english = await wire.session('en');
    await wire.register(english, recording);
    assert.match(await wire.reply(english, '把我的播客音频做成带字幕和波形的视频'), /laid out.*2 captions/);
    const chinese = await wire.session('zh-CN');
    await wire.register(chinese, recording);
    const reply = await wire.reply(chinese, '把我的播客音频做成竖屏视频，不要字幕');
    assert.match(reply, /\p{Script=Han}.*9:16/u);
    const draft = await wire.draft(chinese);
    assert.deepEqual([draft.m.width, draft.m.height, draft.t.length], [1080, 1920, 4]);
    assert.match(draft.t[0].m.name, /\p{Script=Han}/u);
    assert.match(await wire.reply(english, 'hide the waveform'), /^The waveform is gone\.$/);
  });

  it('changes what it asks for and nothing else', async () => {
    const { wire, folder } = engine;
    const { sessionId, draft } = await wire.project(await writeRecording(folder('a.wav')));
    await wire.reply(sessionId, 'make it square and call it "Lights, out"');
    assert.deepEqual(await wire.draft(sessionId), {
      ...draft,
      m: { ...draft.m, width: 1080, height: 1080, title: 'Lights, out' },
      t: draft.t.map((track: { m: { name: string }; sg: object[] }) =>
        track.m.name === 'Title' ? { ...track, sg: [{ ...track.sg[0], text: 'Lights, out' }] } : track,
      ),
    });
  });

  it('that is not understood is answered so, with three things that are, and changes nothing', async () => {
    const { wire, folder } = engine;
    const { sessionId, draft } = await wire.project(await writeRecording(folder('a.wav')));
    const reply = await wire.reply(sessionId, 'make the captions bigger and add some jazz');
    assert.match(reply, /cannot do: “make the captions bigger”, “add some jazz”/);
    assert.equal(reply.match(/^- /gm)?.length, 3);
    assert.deepEqual(await wire.draft(sessionId), draft);
  });

  it('without a recording says what to do', async () => {
    const { wire } = engine;
    const sessionId = await wire.session();
    assert.match(await wire.reply(sessionId, defaultRequest), /no recording.*Add an MP3/);
    assert.equal(await wire.draft(sessionId), null);
  });

  it('without a transcript makes the video and says how to get captions; asked again, it has them', async () => {
    const { wire, folder } = engine;
    const recording = await copySample(folder('show.mp3'));
    const sessionId = await wire.session();
    await wire.register(sessionId, recording);
    assert.match(await wire.reply(sessionId, defaultRequest), /no captions.*Put `show\.srt`/s);
    assert.equal((await wire.draft(sessionId)).t.length, 4);
    await writeRecording(folder('show.wav'));
    assert.match(await wire.reply(sessionId, 'add captions'), /Captions are on: 2 captions from `show\.srt`/);
    assert.equal((await wire.draft(sessionId)).t.length, 5);
  });

  it('about a recording that has vanished says so', async () => {
    const { wire, folder } = engine;
    const recording = await writeRecording(folder('a.wav'));
    const sessionId = await wire.session();
    await wire.register(sessionId, recording);
    await rm(recording);
    assert.match(await wire.reply(sessionId, defaultRequest), /“a\.wav” is not there any more/);
  });

  it('to a session that is none is 404 with code 1002, and an empty one is refused', async () => {
    const { wire } = engine;
    const body = (session_id: string, text: string) => ({
      app_name: 'nemo_agent',
      user_id: 'me',
      session_id,
      new_message: { role: 'user', parts: [{ text }] },
    });
    const unknown = await wire.post(paths.message, body(crypto.randomUUID(), 'hello'));
    assert.deepEqual([unknown.status, unknown.json.code], [404, 1002]);
    assert.equal((await wire.post(paths.message, body(await wire.session(), '  '))).status, 400);
  });

  it('after another in the same moment builds on what that one left', async () => {
    const { wire, folder } = engine;
    const { sessionId } = await wire.project(await writeRecording(folder('a.wav')));
    await Promise.all(
      ['captions off', 'hide the waveform', 'make it vertical'].map((text) => wire.reply(sessionId, text)),
    );
    const draft = await wire.draft(sessionId);
    assert.deepEqual([draft.t.length, draft.m.height], [3, 1920]);
  });
});
