import assert from 'node:assert/strict';
import { config } from '@vscode/l10n';
import { understand } from '../../../../src/engine/director/understand';
import { intentOf } from '../../../../src/studio/language/intents';
import { nextSteps } from '../../../../src/studio/language/next-steps';
import { readTimeline, type Timeline } from '../../../../src/timeline/model';
import { audioTrack, cityDraft, draft, textTrack, videoTrack } from '../../../builders';

const city = readTimeline(cityDraft());
const captions = textTrack(...['a', 'b', 'c', 'd'].map((text) => ({ text })));
const upright: Timeline = {
  ...readTimeline(draft(videoTrack({}), audioTrack({}), captions)),
  width: 1080,
  height: 1920,
};

describe('next steps', () => {
  it('are two or three that fit the timeline [wire: run/next-steps]', () => {
    assert.deepEqual(nextSteps(city), ['Make it vertical', 'Make the music quieter', 'Export the video']);
    assert.deepEqual(nextSteps(upright), [
      'Make it widescreen (16:9)',
      'Turn the captions off',
      'Export the video',
    ]);
  });

  it('begin with the video itself where nothing is on the timeline', () => {
    for (const empty of [undefined, readTimeline(draft()), readTimeline(draft(videoTrack()))])
      assert.deepEqual(nextSteps(empty), ['Turn my podcast audio into a video']);
  });

  it('offer nothing that was just asked for, in either language', () => {
    assert.deepEqual(nextSteps(upright, 'make it vertical please'), [
      'Turn the captions off',
      'Add a title with the name of the episode',
      'Export the video',
    ]);
    for (const request of ['改成横屏', 'Make it 16:9', 'a square one for Instagram'])
      assert.ok(!nextSteps(upright, request).some((step) => /vertical|wide/.test(step)), request);
    for (const request of ['turn the captions off', '关掉字幕', 'no subtitles', 'bigger captions'])
      assert.ok(!nextSteps(upright, request).some((step) => /captions/.test(step)), request);
    for (const request of ['export it', '导出'])
      assert.ok(!nextSteps(city, request).includes('Export the video'), request);
    for (const request of ['make the music louder', '音乐小一点'])
      assert.ok(!nextSteps(city, request).some((step) => /music/.test(step)), request);
  });

  it('are never fewer than two and never more than three, though three things were just said', () => {
    const words = [
      'vertical',
      'captions',
      'music',
      'title',
      'export',
      'timeline',
      '字幕',
      '导出',
      '竖屏',
      'help',
    ];
    const requests = words.flatMap((a) => words.flatMap((b) => words.map((c) => `${a}, ${b}, ${c}`)));
    for (const request of requests) {
      for (const timeline of [city, upright]) {
        const steps = nextSteps(timeline, request);
        assert.ok(steps.length === 2 || steps.length === 3, `${request}: ${steps.join()}`);
        assert.equal(new Set(steps).size, steps.length);
      }
    }
  });

  it('are understood by whoever gets them', () => {
    const all = new Set(
      [city, upright].flatMap((one) =>
        ['', 'captions', 'vertical, export, captions'].flatMap((said) => nextSteps(one, said)),
      ),
    );
    assert.ok(all.has('Show the timeline'));
    const wanted = { 'Export the video': 'export', 'Show the timeline': 'timeline' } as Record<
      string,
      string
    >;
    for (const step of all) assert.equal(intentOf(step), wanted[step] ?? 'edit', step);
    for (const step of [
      'Make it vertical',
      'Make it widescreen (16:9)',
      'Turn the captions off',
      'Turn the captions on',
      'What else can you do?',
    ])
      assert.deepEqual(understand(step).unclear, [], step);
  });

  it('are said in Chinese where that is the language, and mean the same', () => {
    config({
      contents: {
        'Export the video': '导出视频',
        'Make it vertical': '改成竖屏',
        'Show the timeline': '显示时间线',
      },
    });
    try {
      const steps = nextSteps(city, '把音乐调小');
      assert.ok(steps.includes('导出视频') && steps.includes('改成竖屏'));
      assert.equal(intentOf('导出视频'), 'export');
      assert.equal(intentOf('显示时间线'), 'timeline');
    } finally {
      config({ contents: {} });
    }
  });
});
