import assert from 'node:assert/strict';
import { applyEdit } from '../../../../src/engine/director/apply';
import type { Edit } from '../../../../src/engine/director/edit';
import { localNames } from '../../../../src/engine/director/names';
import type { EngineDraft } from '../../../../src/engine/draft';
import { intentOf } from '../../../../src/studio/language/intents';
import { twoStages, type Said } from '../../../../src/studio/language/stages';
import { readTimeline } from '../../../../src/timeline/model';
import { audioTrack, cityDraft, cue, draft, textTrack, videoTrack } from '../../../builders';

const city = readTimeline(cityDraft());
const plain = 'turn my podcast audio into a video with captions and a waveform visual';
const said = (over: Partial<Said> = {}): Said => ({
  request: 'make a video of the city',
  answer: '',
  ...over,
});
const voice = audioTrack({ name: 'episode.mp3', start: 0, d: 10_000 });
const picture = videoTrack({ name: 'city', start: 0, d: 10_000 });
const music = audioTrack({ name: 'Lo-fi', start: 0, d: 10_000, volume: 0.35 });

describe('a generation in two stages', () => {
  it('is reported as two, each track as in the summary [wire: run/two-stages]', () => {
    const stages = twoStages(undefined, city, said());
    assert.deepEqual(stages?.raw, ['Video: city timelapse (0-10s)']);
    assert.deepEqual(stages.added, ['BGM: Lo-fi (0-10s, 35%)', 'Title: "Urban Dreams" (0-3s)']);
    assert.equal(
      stages.report,
      [
        'The video was made in two stages:',
        '',
        '1. The raw video: Video: city timelapse (0-10s)',
        '2. Added without being asked for: BGM: Lo-fi (0-10s, 35%) · Title: "Urban Dreams" (0-3s)',
        '',
        'Nothing need be done to keep all of it. Whatever you do not like can be removed.',
      ].join('\n'),
    );
  });

  it('lets each addition be stripped, and keeps what nothing is said about [wire: run/two-stages]', () => {
    const stages = twoStages(undefined, city, said());
    assert.deepEqual(stages?.suggestions, [
      'Remove the music',
      'Remove the title',
      'Remove everything that was added',
    ]);
    for (const suggestion of stages.suggestions) assert.equal(intentOf(suggestion), 'edit');
    const onlyMusic = twoStages(undefined, readTimeline(draft(picture, music)), said());
    assert.deepEqual(onlyMusic?.suggestions, ['Remove the music']);
  });

  it('does not count what was asked for, in either language', () => {
    for (const request of ['a city video with music and a title', '做个视频，加上音乐和标题'])
      assert.equal(twoStages(undefined, city, said({ request })), undefined, request);
    const half = twoStages(undefined, city, said({ request: 'a city video with background music' }));
    assert.deepEqual(half?.added, ['Title: "Urban Dreams" (0-3s)']);
  });

  it('counts what was asked not to be there', () => {
    for (const request of ['a city video, no music, with a title', '做个视频，不要音乐，加标题'])
      assert.deepEqual(
        twoStages(undefined, city, said({ request }))?.added,
        ['BGM: Lo-fi (0-10s, 35%)'],
        request,
      );
  });

  it('is none where something was on the timeline before, or nothing was added', () => {
    assert.equal(twoStages(readTimeline(draft(picture)), city, said()), undefined);
    assert.equal(twoStages(undefined, readTimeline(draft(picture, voice)), said()), undefined);
    assert.equal(twoStages(undefined, readTimeline(draft()), said()), undefined);
    assert.equal(twoStages(undefined, readTimeline(draft(music)), said())?.added.length, undefined);
    assert.ok(twoStages(readTimeline(draft(videoTrack())), city, said()), 'empty tracks are nothing');
  });

  it('knows the recording by its file, however quiet and wherever it lies', () => {
    const quiet = audioTrack({ name: 'episode.mp3', volume: 0.4 });
    const timeline = readTimeline(draft(picture, music, quiet));
    const stages = twoStages(undefined, timeline, said({ request: plain, given: ['episode.mp3'] }));
    assert.deepEqual(stages?.added, ['BGM: Lo-fi (0-10s, 35%)']);
    assert.equal(stages.raw.length, 2);
  });

  it('is told from what the agent announces, where the tracks do not show it', () => {
    const timeline = readTimeline(draft(picture, voice));
    const answer = 'I generated the raw video first, then added background music and smooth transitions.';
    const stages = twoStages(undefined, timeline, said({ answer }));
    assert.deepEqual(stages?.added, ['music', 'effects']);
    assert.deepEqual(stages.suggestions, [
      'Remove the music',
      'Remove the effects',
      'Remove everything that was added',
    ]);
    const chinese = twoStages(
      undefined,
      timeline,
      said({ answer: '原始视频已生成，随后自动添加了配乐和标题。' }),
    );
    assert.deepEqual(chinese?.added, ['music', 'a title']);
    for (const none of [
      'I added nothing.',
      'The raw video is ready.',
      'Do you want music?',
      '要不要加音乐？',
    ])
      assert.equal(twoStages(undefined, timeline, said({ answer: none })), undefined, none);
    const own = draft(picture, voice, textTrack({ text: 'Episode' }));
    assert.equal(twoStages(undefined, readTimeline(own), said()), undefined, 'its own name');
    const announced = 'First the rough cut. Then I added a title.';
    assert.ok(twoStages(undefined, readTimeline(own), said({ answer: announced })));
  });

  it('is not what this computer makes of a recording', () => {
    const captions: Edit = {
      kind: 'showCaptions',
      from: 'a.srt',
      cues: Array.from({ length: 9 }, (_, i) => cue(i * 1000, i * 1000 + 900)),
    };
    const compose: Edit = {
      kind: 'compose',
      composition: {
        recording: { path: '/a.mp3', name: 'a.mp3', durationMs: 60_000 },
        title: 'Lighthouses',
        subtitle: 'The Show',
        artist: undefined,
        album: undefined,
        background: { source: { from: 'drawn' }, accent: '#3366aa' },
        aspect: '16:9',
      },
    };
    const names = localNames();
    const chinese = {
      ...names,
      background: '背景',
      waveform: '波形',
      sound: '播客',
      title: '标题',
      captions: '字幕',
    };
    for (const words of [names, chinese]) {
      let made: EngineDraft | undefined;
      for (const edit of [compose, captions]) made = applyEdit(made, edit, words);
      assert.ok(made && made.t.length === 5);
      for (const request of [plain, '把我的播客音频做成带字幕和波形的视频'])
        assert.equal(
          twoStages(undefined, readTimeline(made), said({ request, given: ['a.mp3'] })),
          undefined,
        );
    }
  });

  it('shows no name of another’s as Markdown', () => {
    const bold = readTimeline(draft(picture, audioTrack({ name: '**x** <b>', volume: 0.2 })));
    assert.match(twoStages(undefined, bold, said())?.report ?? '', /\\\*\\\*x\\\*\\\* \\<b\\>/);
  });
});
