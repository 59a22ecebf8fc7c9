import type { Aspect } from './wish';

/** What a word or phrase is to the director. Everything else in a message is `unknown`. */
export type Meaning =
  /** Ends a clause. */
  | { readonly kind: 'boundary' }
  /** Turns what follows into its opposite. */
  | { readonly kind: 'not' }
  /** Asks for what it stands beside, or for its absence. */
  | { readonly kind: 'with' | 'remove' }
  /** The same, but said after the thing: "captions off". */
  | { readonly kind: 'on' | 'off' }
  | { readonly kind: 'make' }
  /** `definite`: the one that is there already. */
  | { readonly kind: 'video'; readonly definite: boolean }
  | { readonly kind: 'captions' | 'waveform' }
  | { readonly kind: 'aspect'; readonly aspect: Aspect }
  /** Asks for something that the director cannot do, whatever stands around it. */
  | { readonly kind: 'beyond' }
  /** Says nothing that the director would have to act on. */
  | { readonly kind: 'filler' };

/** Phrases by meaning, apart by `|`; English ones stand for whole words, Chinese ones for characters. */
const phrases: readonly (readonly [Meaning, string])[] = [
  [
    { kind: 'boundary' },
    'and|but|then|also|plus|or|as well as|并且|并|然后|同时|以及|和|再|但是|但|还有|另外|或者|或|而且|与|及',
  ],
  [
    { kind: 'not' },
    "no|not|don't|dont|do not|don’t|without|w/o|never|不要|不需要|不用|不带|不加|无需|没有|别|不|无",
  ],
  [
    { kind: 'remove' },
    'remove|hide|delete|drop|disable|turn off|switch off|get rid of|take away|take out|leave out|skip|lose' +
      '|去掉|去除|删除|删掉|删|关闭|关掉|关|隐藏|取消|移除|拿掉|省略',
  ],
  [
    { kind: 'with' },
    'add|show|enable|turn on|switch on|include|including|bring back|restore|put|with|featuring' +
      '|添加|加上|增加|加入|加|显示|打开|开启|启用|恢复|带有|带上|带|配上|配|需要|要|有',
  ],
  [{ kind: 'on' }, 'on|back|back on'],
  [{ kind: 'off' }, 'off|away'],
  [
    { kind: 'make' },
    'turn|convert|make|create|generate|produce|build|render|transform|do|prepare|give me|need|want|would like' +
      '|做成|制作成|制作|生成|转换成|转换为|转换|转成|转为|转|变成|变为|创建|合成|做|弄成|弄|我想要|想要|我要|来一个|来个',
  ],
  [
    { kind: 'video', definite: false },
    'video|videos|video file|video clip|clip|audiogram|audiograms|movie|film|mp4|短视频|视频|影片|短片',
  ],
  [
    { kind: 'video', definite: true },
    'the video|this video|that video|my video|our video|the clip|this clip|my clip|这个视频|这段视频|这视频|我的视频',
  ],
  [{ kind: 'captions' }, 'captions|caption|closed captions|subtitles|subtitle|subs|caption track|字幕'],
  [
    { kind: 'waveform' },
    'waveform|waveforms|waveform visual|waveform visuals|waveform animation|wave form|wave|waves|sound wave|sound waves' +
      '|soundwave|soundwaves|sound wave animation|audio wave|audio waves|audio waveform|visualizer|visualiser' +
      '|audio visualizer|audio visualiser|waveform visualizer|waveform visualization|waveform visualisation' +
      '|audio visualization|波形图|波形动画|波形效果|波形|声波图|声波动画|声波|音波|音频波形|音频可视化|可视化',
  ],
  [
    { kind: 'aspect', aspect: '16:9' },
    '16:9|16：9|16x9|16×9|16 by 9|landscape|horizontal|horizontally|widescreen|横屏|横版|横向|宽屏',
  ],
  [
    { kind: 'aspect', aspect: '9:16' },
    '9:16|9：16|9x16|9×16|9 by 16|vertical|vertically|portrait|upright|reel|reels|shorts|tiktok|stories' +
      '|竖屏|竖版|竖向|竖着|纵向|抖音',
  ],
  [{ kind: 'aspect', aspect: '1:1' }, '1:1|1：1|1x1|1×1|1 by 1|square|正方形|方形|方的|方版'],
  [
    { kind: 'beyond' },
    'bigger|larger|smaller|big|large|small|huge|tiny|louder|quieter|faster|slower|longer|shorter|short|first|last' +
      '|second|seconds|minute|minutes|trim|cut|crop|zoom|music|background|logo|intro|outro|silence|silences|speed|fade' +
      '|translate|translated|red|blue|green|yellow|white|black|orange|purple|pink|colour|color|font|top|bottom|left|right' +
      '|大|小|秒|分钟|前|后|剪|裁|音乐|背景|标志|片头|片尾|静音|速|淡入|淡出|翻译|红|蓝|绿|黄|白|黑|橙|紫|粉|颜色|字体|顶部|底部|左|右',
  ],
  [
    { kind: 'filler' },
    'a|an|the|my|our|your|this|that|these|it|its|i|we|you|me|us|of|to|into|in|as|from|for|at|is|be|are|should|let|lets' +
      "|let's|please|pls|kindly|can|could|would|will|can you|could you|would you|i'd like|like|for me|now|just|again|too" +
      '|some|any|all|one|get|have|has|use|using|set|change|switch|keep|go|going|so|ok|okay|yes|hey|hi|hello|thanks' +
      '|thank you|new|nice|good|great|beautiful|cool|simple|moving|animated|burned-in|burnt-in|burned in|burnt in|visual' +
      '|visuals|animation|podcast|podcasts|audio|recording|recordings|episode|episodes|file|files|mp3|wav|m4a|sound|show' +
      '|interview|talk|version|format|aspect|aspect ratio|ratio|screen|picture|frame|mode|layout|track|text|overlay|them' +
      '|both|whole|entire|youtube|channel|instagram|facebook|linkedin|twitter|social media|social|media|website|blog' +
      '|audience|listeners|followers|there|also a|up|here' +
      '|把|将|我|我的|我们|你|您|的|这个|这段|这|那个|那|此|播客|音频|录音|节目|单集|文件|声音|一个|一段|个|段|条|请|帮我|帮' +
      '|成|为|给|它|改成|改为|改|设为|设成|设置为|换成|换|调成|用|格式|比例|画面|屏幕|版本|版|效果|动画|图|吧|了|一下|上|里' +
      '|中|可以|能|吗|呢|啊|我想|想|让|使|会|是|新|好|都|也|全部|所有|以|从|到|出|来|谢谢|你好|您好|显示的',
  ],
];

interface Entry {
  readonly phrase: string;
  readonly meaning: Meaning;
}

/** The phrases by their first character, longest first: the longest match is the one that is meant. */
const entriesByFirst = new Map<string, Entry[]>();
for (const [meaning, list] of phrases) {
  for (const phrase of list.split('|')) {
    const first = phrase.charAt(0);
    entriesByFirst.set(first, [...(entriesByFirst.get(first) ?? []), { phrase, meaning }]);
  }
}
for (const entries of entriesByFirst.values()) entries.sort((a, b) => b.phrase.length - a.phrase.length);

export type Token = (Meaning | { readonly kind: 'unknown' }) & {
  /** Where it stands in the message, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
};

const punctuation = /[,;!?\n，。；！？、…]|\.(?=\s|$)/y;
const word = /[\p{L}\p{N}]+(?:['’:.-][\p{L}\p{N}]+)*/uy;
/** A size, a rate, a length: never what somebody merely talks about. */
const quantity = /^\d+(?:\.\d+)?(?:p|k|x|s|fps|hz|db|min|sec|ms|px)$/;
const han = /\p{Script=Han}/uy;
const wordCharacter = /[a-z0-9]/;

/** Takes a message apart. Blanks and marks that mean nothing are left out. */
export function tokenise(message: string): Token[] {
  const text = message.toLowerCase();
  const tokens: Token[] = [];
  let position = 0;
  while (position < text.length) {
    const token = phraseAt(text, position) ?? otherAt(text, position);
    if (token) tokens.push(token);
    position = token?.end ?? position + 1;
  }
  return tokens;
}

function phraseAt(text: string, start: number): Token | undefined {
  if (isInsideWord(text, start)) return undefined;
  const entry = entriesByFirst
    .get(text.charAt(start))
    ?.find(({ phrase }) => text.startsWith(phrase, start) && !isInsideWord(text, start + phrase.length));
  return entry && { ...entry.meaning, start, end: start + entry.phrase.length };
}

/** Whether a Latin word or a number goes on across this place. */
function isInsideWord(text: string, at: number): boolean {
  return wordCharacter.test(text.charAt(at - 1)) && wordCharacter.test(text.charAt(at));
}

function otherAt(text: string, start: number): Token | undefined {
  const endOf = (pattern: RegExp): number | undefined => {
    pattern.lastIndex = start;
    return pattern.test(text) ? pattern.lastIndex : undefined;
  };
  const boundary = endOf(punctuation);
  if (boundary !== undefined) return { kind: 'boundary', start, end: boundary };
  // Chinese is written without blanks: a character at a time, or a known word behind would be swallowed.
  const end = endOf(han) ?? endOf(word);
  if (end === undefined) return undefined;
  return { kind: quantity.test(text.slice(start, end)) ? 'beyond' : 'unknown', start, end };
}
