import assert from 'node:assert/strict';
import { understand } from '../../../src/engine/director/understand';
import type { Understanding } from '../../../src/engine/director/wish';

/** An understanding in short: `make, captions off, "A title", 9:16`, with what is unclear behind a bar. */
function inShort({ wishes, unclear }: Understanding): string {
  const words = wishes.map((wish) => {
    switch (wish.kind) {
      case 'captions':
      case 'waveform':
        return `${wish.kind} ${wish.on ? 'on' : 'off'}`;
      case 'title':
        return `"${wish.text}"`;
      case 'aspect':
        return wish.aspect;
      default:
        return wish.kind;
    }
  });
  return [words.join(', '), ...unclear].join(' | ').replace(/^ \| /, '| ');
}

const sentences: Record<string, Record<string, string>> = {
  'asks for a video': {
    'turn my podcast audio into a video with captions and a waveform visual':
      'make, captions on, waveform on',
    'make a video': 'make',
    'I want a video': 'make',
    'podcast video please': 'make',
    'Can you turn this mp3 into an audiogram?': 'make',
    'Please convert my latest interview with Anna Smith into a nice video for my YouTube channel': 'make',
    'Make a vertical video without captions': 'make, captions off, 9:16',
    'make a video with captions but no waveform': 'make, captions on, waveform off',
    'make a podcast video in landscape with captions on and waveform off':
      'make, captions on, 16:9, waveform off',
    'turn my podcast into a video but don’t show subtitles': 'make, captions off',
    'Make a video for my podcast. No waveform. Square. Call it Morning Light.':
      'make, waveform off, 1:1, "Morning Light"',
    'Hey! I have recorded an episode about lighthouses. Could you make it into a video with subtitles?':
      'make, captions on',
    把我的播客音频做成带字幕和波形的视频: 'make, captions on, waveform on',
    把我的播客音频转换成带有字幕和波形图的视频: 'make, captions on, waveform on',
    生成一个不带字幕的视频: 'make, captions off',
    我想要一个带字幕和波形的视频: 'make, captions on, waveform on',
    播客转视频: 'make',
    做成竖屏视频: 'make, 9:16',
    '帮我把这个播客做成视频，要有字幕，波形不要': 'make, captions on, waveform off',
  },
  'turns captions and waveform on and off': {
    'captions off': 'captions off',
    'turn the captions off': 'captions off',
    'turn the captions and waveform off': 'captions off, waveform off',
    'without captions or waveform': 'captions off, waveform off',
    "I don't want captions": 'captions off',
    'do not add captions': 'captions off',
    "don't remove the captions": 'captions on',
    'remove captions and add a waveform': 'captions off, waveform on',
    'add captions, waveform off': 'captions on, waveform off',
    'add captions to the video': 'captions on',
    'create captions for the video': 'captions on',
    'give me the waveform back': 'waveform on',
    'captions off. No, captions on!': 'captions on',
    去掉字幕: 'captions off',
    把字幕去掉: 'captions off',
    不要去掉字幕: 'captions on',
    不要字幕但要波形: 'captions off, waveform on',
    关掉字幕和波形: 'captions off, waveform off',
  },
  'changes the shape of the picture': {
    'make it vertical': '9:16',
    'make the video vertical': '9:16',
    '16:9 please': '16:9',
    'change the aspect ratio to 1:1': '1:1',
    'make it 9:16 for TikTok': '9:16',
    '加字幕，竖屏': 'captions on, 9:16',
    '改成 16:9': '16:9',
    把视频改成方形: '1:1',
  },
  'sets the title': {
    'call it "Cats, dogs and more" and make it square': '1:1, "Cats, dogs and more"',
    'call it Cats and Dogs': '"Cats and Dogs"',
    'call it Cats and Dogs and make it vertical': '9:16, "Cats and Dogs"',
    'title: The Long Way Home': '"The Long Way Home"',
    "set the title to 'Bob's Show'": '"Bob\'s Show"',
    'change the title to What Now?': '"What Now?"',
    'Make a video titled Foo Bar with captions': 'make, captions on, "Foo Bar"',
    '标题改成“灯塔”': '"灯塔"',
    '标题：海边的灯塔，并改成方形': '1:1, "海边的灯塔"',
  },
  'says what it does not understand, and does the rest': {
    'make captions bigger': '| make captions bigger',
    'make the video louder': '| make the video louder',
    'trim the first minute': '| trim the first minute',
    'not vertical': '| not vertical',
    'remove the video': '| remove the video',
    'make it vertical and add background music': '9:16 | add background music',
    'make a video with dancing cats': 'make | dancing cats',
    'make a 30 second video': 'make | 30 second',
    'make the waveform in the video blue': '| make the waveform in the video blue',
    'make the captions in the video bigger': '| make the captions in the video bigger',
    'set the title in red': '| set the title in red',
    'make the title bigger': '| make the title bigger',
    export: '| export',
    字幕大一点: '| 字幕大一点',
    把字幕改成黄色: '| 把字幕改成黄色',
    加背景音乐: '| 加背景音乐',
    生成一个带猫的视频: 'make | 猫',
    '🙂': '| 🙂',
  },
  'tells what it can do': {
    help: 'help',
    'What can you do?': 'help',
    hello: 'help',
    你会什么: 'help',
    '谢谢！': 'help',
  },
};

describe('the director reads a message', () => {
  for (const [kind, table] of Object.entries(sentences)) {
    describe(`that ${kind}`, () => {
      for (const [message, expected] of Object.entries(table)) {
        it(message, () => {
          assert.equal(inShort(understand(message)), expected);
        });
      }
    });
  }

  it('of any length without taking forever', () => {
    const started = performance.now();
    understand('make it vertical and '.repeat(1000));
    understand(`call it ${'a, and '.repeat(1000)}`);
    understand('标题改成'.repeat(1000));
    assert.ok(performance.now() - started < 3000, `${performance.now() - started} ms`);
  });
});
