import type { Timeline, Track } from '../../timeline/model';
import { Lexicon, tokensOf } from './phrases';

/** What a track adds to a video; `picture` and `voice` are the recording itself. */
export type TrackKind = 'picture' | 'voice' | 'waveform' | 'music' | 'title' | 'captions' | 'effects';

/** More lines of text than this on one track are spoken words, not titles. */
const mostTitles = 3;
/** A sound below this volume (1 is as recorded) lies under another one. */
const underlayVolume = 0.6;

/** Words by what they name, for track names, requests and replies alike. `not` takes back what stands behind it. */
const names = new Lexicon<TrackKind | 'not'>({
  picture: 'picture|background|cover|cover art|footage|画面|背景|封面',
  voice:
    'podcast|voice|voices|voiceover|voice-over|narration|speech|recording|dialogue|播客|人声|旁白|录音|对白|配音',
  waveform:
    'waveform|waveforms|waveform visual|wave|waves|visualizer|visualiser|audio wave|波形|波形图|声波|音波|可视化',
  music:
    'music|background music|bgm|soundtrack|song|songs|score|jingle|beat|beats|lo-fi|lofi|sound effects|sound effect|sfx' +
    '|音乐|背景音乐|配乐|歌曲|伴奏|音效|乐曲|背景乐',
  title:
    'title|titles|headline|heading|title card|title cards|intro card|outro card|end card|intro title|text overlay|text overlays|lower third|lower thirds|call it|name it|named' +
    '|标题|题目|字卡|片头|片尾|文字|花字|命名为|叫做',
  captions: 'captions|caption|subtitles|subtitle|subs|transcript|字幕|台词',
  effects:
    'effect|effects|visual effects|vfx|transition|transitions|filter|filters|animation|animations|overlay|overlays|sticker|stickers|particles|zoom|zooms|colour grade|color grade|colour grading|color grading' +
    '|特效|效果|转场|滤镜|动画|贴纸|调色|叠加|粒子|过渡',
  not: "no|not|without|don't|dont|never|skip|remove|except|w/o|不要|不加|不用|别|别加|没有|无|去掉|不带|不需要",
});

/** What a text asks for or tells of, leaving out what it says "no" to. Linear in its length. */
export function kindsNamedIn(text: string): ReadonlySet<TrackKind> {
  return new Set(mentionsIn(text).flatMap(({ kind, isDenied }) => (isDenied ? [] : [kind])));
}

/** What a text is about, wanted or not. */
export function kindsMentionedIn(text: string): ReadonlySet<TrackKind> {
  return new Set(mentionsIn(text).map(({ kind }) => kind));
}

function mentionsIn(text: string): { kind: TrackKind; isDenied: boolean }[] {
  const tokens = [...tokensOf(text)];
  const mentions: { kind: TrackKind; isDenied: boolean }[] = [];
  let isDenied = false;
  for (let at = 0; at < tokens.length;) {
    const found = names.at(tokens, at);
    for (const name of found?.classes ?? []) {
      if (name === 'not') isDenied = true;
      else mentions.push({ kind: name, isDenied });
    }
    // "no music, but a title": a denial reaches to the end of its part of the sentence.
    if (tokens[at]?.kind === 'mark' || /^(?:but|just|only|但|只)$/.test(tokens[at]?.text ?? ''))
      isDenied = false;
    at += found?.length ?? 1;
  }
  return mentions;
}

/**
 * Tells what a track is for. Drafts do not say, so it is read off its name, its place and its volume.
 *
 * @param given file names that the person gave to the project: their sound is the recording, whatever it is called
 */
export function kindOfTrack(track: Track, { tracks }: Timeline, given: readonly string[] = []): TrackKind {
  const named = kindsNamedIn(track.label);
  switch (track.kind) {
    case 'text':
      if (named.has('captions')) return 'captions';
      return track.segments.length > mostTitles ? 'captions' : 'title';
    case 'audio': {
      if (track.segments.some(({ name }) => given.includes(name))) return 'voice';
      if (named.has('voice')) return 'voice';
      if (named.has('music') && track.label !== unnamedSound) return 'music';
      if (track.segments.some(({ name }) => !isMadeUp(name) && kindsNamedIn(name).has('music')))
        return 'music';
      const isUnderlay = track.segments.some(({ volume }) => volume !== undefined && volume < underlayVolume);
      const isFirst = tracks.find(({ kind }) => kind === 'audio') === track;
      return isUnderlay || !isFirst ? 'music' : 'voice';
    }
    case 'video':
      if (named.has('waveform')) return 'waveform';
      return named.has('effects') ? 'effects' : 'picture';
    case 'other':
      return 'effects';
  }
}

/** What the timeline calls a sound track that has no name of its own, which tells nothing about it. */
const unnamedSound = 'BGM';
const isMadeUp = (name: string) => /^BGM \d+$/.test(name);
