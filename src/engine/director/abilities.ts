import { t } from '@vscode/l10n';

interface Ability {
  /** How to ask for it, in the language that is set right now. */
  readonly example: () => string;
  /** Words of wishes that are near it. */
  readonly near: RegExp;
}

/** What can be asked for; in doubt the first are the nearest. */
const abilities: readonly Ability[] = [
  {
    example: () => t('“turn captions off” or “turn captions on”'),
    near: /caption|subtitle|transcript|words?\b|text|font|speak|lyric|translat|language|字|文字|文本|台词|翻译|语言/gi,
  },
  {
    example: () => t('“make it vertical”, “make it square” or “make it 16:9”'),
    near: /size|wide|tall|crop|zoom|resolution|phone|ratio|aspect|format|vertical|square|screen|尺寸|大小|比例|裁|屏|画面|分辨率|横|竖|方/gi,
  },
  {
    example: () => t('“call it "My Episode"”'),
    near: /title|name|call|heading|headline|logo|intro|card|text|标题|题目|名|片头|标志|文字/gi,
  },
  {
    example: () => t('“hide the waveform” or “show the waveform”'),
    near: /wave|visual|animat|bars?\b|sound|music|audio|colou?r|style|波|可视|动画|音乐|声音|颜色|样式/gi,
  },
  {
    example: () => t('“turn my recording into a video”'),
    near: /video|make|create|new|start|again|convert|render|recording|视频|做|生成|重新|转/gi,
  },
];

/** Everything that can be asked for. */
export function allAbilities(): string[] {
  return abilities.map(({ example }) => example());
}

/** The three things that can be asked for and are nearest to some words. */
export function nearestAbilities(words: string): string[] {
  const scored = abilities.map((ability) => ({ ability, score: words.match(ability.near)?.length ?? 0 }));
  return scored
    .sort((a, b) => b.score - a.score)
    .slice(0, 3)
    .map(({ ability }) => ability.example());
}
