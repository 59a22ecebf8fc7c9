import type { Token } from './lexicon';
import type { Wish } from './wish';

/** What one clause asks for. */
export interface ClauseReading {
  readonly wishes: readonly Wish[];
  /** The tokens that ask for something else. */
  readonly unclear: readonly Token[];
}

const isThing = ({ kind }: Token) => kind === 'captions' || kind === 'waveform';
/** Words that say whether a thing before or behind them is wanted. */
const isSign = ({ kind }: Token) => kind === 'with' || kind === 'remove' || kind === 'not';
const isSwitch = ({ kind }: Token) => kind === 'on' || kind === 'off';
const isForeign = ({ kind }: Token) => kind === 'unknown' || kind === 'beyond';

/** Whether the second clause only goes on with the things of the first: "captions | a waveform", "a | b off". */
export function belongTogether(first: readonly Token[], second: readonly Token[]): boolean {
  const isSigned = (tokens: readonly Token[]) => tokens.some((token) => isSign(token) || isSwitch(token));
  const isBare = second.every(
    (token) => isThing(token) || isSwitch(token) || token.kind === 'filler' || isVideo(token),
  );
  const bothHaveThings = first.some(isThing) && second.some(isThing);
  return bothHaveThings && isBare && !(isSigned(first) && isSigned(second));
}

const isVideo = ({ kind }: Token) => kind === 'video';

/** Reads the tokens of one clause. */
export function readClause(tokens: readonly Token[]): ClauseReading {
  // "No, …" takes back what was said before; what is meant instead follows.
  if (tokens.length === 1 && tokens[0]?.kind === 'not') return { wishes: [], unclear: [] };
  const things = thingsIn(tokens);
  const aspects = tokens.flatMap((token): Wish[] =>
    token.kind === 'aspect' ? [{ kind: 'aspect', aspect: token.aspect }] : [],
  );
  if (asksForVideo(tokens)) {
    return { wishes: [{ kind: 'make' }, ...things, ...aspects], unclear: besidesVideo(tokens) };
  }
  const wishes = [...things, ...aspects];
  // A word that is not understood may change what all the others mean: nothing is done on a guess.
  const isLoose = things.length === 0 && tokens.some((token) => isSign(token) || isSwitch(token));
  return tokens.some(isForeign) || isLoose ? { wishes: [], unclear: tokens } : { wishes, unclear: [] };
}

/** "Make … a video", "带字幕的视频" behind a verb, or nothing but "podcast video, please". */
function asksForVideo(tokens: readonly Token[]): boolean {
  const video = tokens.findIndex((token) => token.kind === 'video' && !token.definite);
  if (video < 0) return tokens.some(isMake) && tokens.some(isVideo) && tokens.every(isPlain);
  if (tokens.every((token) => token.kind === 'video' || token.kind === 'filler')) return true;
  const verb = tokens.slice(0, video).findLastIndex(isMake);
  if (verb < 0 || tokens.slice(0, verb).some(({ kind }) => kind === 'not')) return false;
  // "Create captions for a video" makes captions; "生成带字幕的视频" makes a video.
  const between = tokens.slice(verb, video);
  if (between.some(isThing) && !between.some(isSign)) return false;
  // "Make a video louder" changes one.
  return !isForeign(tokens[video + 1] ?? { kind: 'filler', start: 0, end: 0 });
}

const isMake = ({ kind }: Token) => kind === 'make';
const isPlain = ({ kind }: Token) => kind === 'make' || kind === 'video' || kind === 'filler';

/**
 * Unknown words beside the video describe the recording or praise the result. Those that say what shall be in it
 * are wishes: in English behind the video ("a video with dancing cats"), in Chinese between verb and video.
 */
function besidesVideo(tokens: readonly Token[]): Token[] {
  const video = tokens.findLastIndex(isVideo);
  const verb = tokens.slice(0, video).findLastIndex(isMake);
  return tokens.filter((token, index) => {
    if (token.kind === 'beyond') return true;
    if (token.kind !== 'unknown') return false;
    // The number of "30 seconds".
    if (tokens[index + 1]?.kind === 'beyond') return true;
    if (index > video) return tokens.slice(video, index).some(isSign);
    const isHan = token.end - token.start === 1;
    return isHan && index > verb && tokens.slice(Math.max(0, verb), index).some(isSign);
  });
}

/** Captions and waveform, each with what the words before it or else behind it say about it; wanted where none do. */
function thingsIn(tokens: readonly Token[]): Wish[] {
  const wishes: Wish[] = [];
  let sign: boolean | undefined;
  let isRunning = false;
  for (const [index, token] of tokens.entries()) {
    if (isSign(token)) {
      // Signs in a row are one: "don't remove" means on. A sign behind a thing begins anew.
      const before = isRunning ? (sign ?? true) : true;
      sign = token.kind === 'with' ? before : !before;
      isRunning = true;
    } else if (token.kind === 'captions' || token.kind === 'waveform') {
      const isDecidedBehind = sign === undefined || isSwitch(tokens[index + 1] ?? token);
      const behind = isDecidedBehind ? signBehind(tokens.slice(index + 1)) : undefined;
      wishes.push({ kind: token.kind, on: behind ?? sign ?? true });
      isRunning = false;
    }
  }
  return wishes;
}

/** "Captions off", "把字幕去掉", "captions and waveform off": the first sign, with those that follow it at once. */
function signBehind(tokens: readonly Token[]): boolean | undefined {
  let sign: boolean | undefined;
  for (const token of tokens) {
    if (isThing(token) && sign !== undefined) break;
    if (token.kind === 'off' || token.kind === 'remove' || token.kind === 'not') sign = !(sign ?? true);
    else if (token.kind === 'on' || token.kind === 'with') sign ??= true;
  }
  return sign;
}
