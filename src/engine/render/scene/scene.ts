import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { cueAt, tidyCues, type Cue } from '../../../timeline/captions';
import { segmentsOf, type EngineDraft } from '../../draft';
import { openPicture } from './accent';
import { drawCover, drawWash, paintGround, type Artwork } from './artwork';
import { black, css, mix, parseHex, readableOn, white, type Rgb } from './colour';
import { registerFonts } from './fonts';
import type { Rect } from './geometry';
import { layOut, type BarsLayout, type Layout } from './layout';
import { captionPages, paintCaption, paintTitle, type Overlay } from './text';

/** An overlay by name: the same name is the same picture. */
export interface NamedOverlay extends Overlay {
  key: string;
}

/** What is where at which time, ready to be drawn. Times in ms, sizes in px. */
export interface Scene {
  width: number;
  height: number;
  fps: number;
  layout: Layout;
  /** All that never moves. A `video` has none: its picture is the ground, and comes from the file. */
  ground: { kind: 'still'; canvas: Canvas } | { kind: 'video'; path: string };
  /** Waveform bars, and the colour of each from left to right. */
  bars: { layout: BarsLayout; colours: Rgb[] } | undefined;
  /** The line that fills up while the recording plays; its track is seen where it is not yet filled. */
  progress: { rect: Rect; filled: Rgb; track: { colour: Rgb; alpha: number } };
  /** Dark edges of a moving picture: the upper one goes with the title, the lower one with the progress line. */
  scrims: { top: Overlay; bottom: Overlay } | undefined;
  titleAt(timeMs: number): NamedOverlay | undefined;
  captionAt(timeMs: number): NamedOverlay | undefined;
}

/** A segment that reaches so near to the end of its draft stays until the end of the sound. */
const untilTheEndMs = 500;

/**
 * Makes the scene of a draft.
 *
 * @param fontsFolder the folder of the fonts that ship with us
 * @throws MediaError when the cover cannot be read
 */
export async function makeScene(draft: EngineDraft, fontsFolder: string): Promise<Scene> {
  await registerFonts(fontsFolder);
  const { width, height, fps, title } = draft.m;
  const background = segmentsOf(draft, 'background')[0];
  const source = background?.source ?? { from: 'drawn' as const };
  const moving = source.from === 'video';
  const captions = captionsOf(draft);
  const content = {
    moving,
    waveform: segmentsOf(draft, 'waveform').some((segment) => segment.style === 'bars'),
    captions: captions.length > 0,
  };
  const layout = layOut(width, height, content);
  const accent = parseHex(background?.accent ?? '#7c8cff');
  const ground =
    source.from === 'video'
      ? ({ kind: 'video', path: source.path } as const)
      : ({
          kind: 'still',
          canvas: paintGround(draft.m, layout, await artworkOf(source, title, accent), accent),
        } as const);
  // What stands in the accent colour is large type and bars, for which WCAG asks 3:1; the panel lightens the ground.
  const behind =
    ground.kind === 'still' ? averageColour(ground.canvas, layout.title.rect) : mix(accent, black, 0.85);
  const strong = readableOn(accent, mix(behind, white, 0.07), 4);
  return {
    width,
    height,
    fps,
    layout,
    ground,
    bars: layout.waveform && {
      layout: layout.waveform.bars,
      colours: barColours(layout.waveform.bars.count, strong),
    },
    progress: { rect: layout.progress, filled: strong, track: { colour: white, alpha: 0.2 } },
    scrims: moving
      ? { top: paintScrim(width, height, 'top'), bottom: paintScrim(width, height, 'bottom') }
      : undefined,
    titleAt: titles(draft, layout, { text: white, accent: strong }),
    captionAt: captionsShown(captions, layout, { accent: strong }, { width, height, moving }),
  };
}

/** The cover, for card and background alike; where there is none both are drawn. */
async function artworkOf(
  source: { from: 'cover'; path: string } | { from: 'drawn' },
  title: string,
  accent: Rgb,
): Promise<{ card: Artwork; wash: Artwork }> {
  if (source.from === 'drawn') return { card: drawCover(title, accent, 1080), wash: drawWash(accent, 256) };
  const cover = await openPicture(source.path);
  return { card: cover, wash: cover };
}

/** The captions of a draft, in order and one at a time. */
function captionsOf(draft: EngineDraft): Cue[] {
  const cues = segmentsOf(draft, 'caption').map((segment) => ({
    startMs: segment.start,
    endMs: segment.start + segment.d,
    text: segment.text,
    ...(segment.speaker === undefined ? {} : { speaker: segment.speaker }),
  }));
  return tidyCues(cues, Infinity);
}

/** Which title is to be seen when; each is painted once. */
function titles(draft: EngineDraft, layout: Layout, colours: { text: Rgb; accent: Rgb }): Scene['titleAt'] {
  const shown = segmentsOf(draft, 'title').map((segment, index) => {
    const end = segment.start + segment.d;
    return { segment, key: `title ${index}`, end: end >= draft.d - untilTheEndMs ? Infinity : end };
  });
  const painted = new Map<string, NamedOverlay | undefined>();
  return (timeMs) => {
    const title = shown.findLast(({ segment, end }) => segment.start <= timeMs && timeMs < end);
    if (!title) return undefined;
    const { key, segment } = title;
    if (!painted.has(key)) {
      const overlay = paintTitle(layout.title, segment.text, segment.subtitle, colours, draft.m);
      painted.set(key, overlay && { ...overlay, key });
    }
    return painted.get(key);
  };
}

/** Which page of which caption is to be seen when. Only the last one is kept: they come one after the other. */
function captionsShown(
  cues: readonly Cue[],
  layout: Layout,
  colours: { accent: Rgb },
  picture: { width: number; height: number; moving: boolean },
): Scene['captionAt'] {
  let cue: Cue | undefined;
  let pages: string[] = [];
  let last: { key: string; overlay: NamedOverlay | undefined } | undefined;
  return (timeMs) => {
    const now = cueAt(cues, timeMs);
    if (!now) return undefined;
    if (now !== cue) {
      cue = now;
      pages = captionPages(layout.captions, now.text);
    }
    const page = pageAt(pages, (timeMs - now.startMs) / (now.endMs - now.startMs));
    const key = `caption ${now.startMs} ${page}`;
    if (last?.key !== key) {
      const overlay = paintCaption(layout.captions, pages[page] ?? '', now.speaker, colours, picture);
      last = { key, overlay: overlay && { ...overlay, key } };
    }
    return last.overlay;
  };
}

/** Which page is to be seen at a share (0–1) of its caption's time: a page stays in proportion to its letters. */
function pageAt(pages: readonly string[], share: number): number {
  const letters = pages.reduce((sum, page) => sum + page.length, 0);
  let read = 0;
  return Math.max(
    0,
    pages.findIndex((page) => (read += page.length) > share * letters),
  );
}

/** Bars from the accent at the edges to a lighter tone in the middle. */
function barColours(count: number, accent: Rgb): Rgb[] {
  const light = mix(accent, white, 0.5);
  return Array.from({ length: count }, (_, bar) => {
    const distance = count === 1 ? 0 : Math.abs((2 * bar) / (count - 1) - 1);
    return mix(light, accent, Math.min(1, distance * 1.15));
  });
}

function averageColour(canvas: Canvas, area: Rect): Rgb {
  const side = 16;
  const context = createCanvas(side, side).getContext('2d');
  context.drawImage(canvas, area.x, area.y, area.width, area.height, 0, 0, side, side);
  const { data } = context.getImageData(0, 0, side, side);
  const sum = [0, 0, 0];
  data.forEach((value, at) => {
    if (at % 4 < 3) sum[at % 4] = (sum[at % 4] ?? 0) + value;
  });
  const [red = 0, green = 0, blue = 0] = sum.map((part) => part / (side * side));
  return [red, green, blue];
}

/** A band of dark that fades away from one edge, so that text can be read over any picture. */
function paintScrim(width: number, height: number, edge: 'top' | 'bottom'): Overlay {
  const depth = Math.round((height * (edge === 'top' ? 0.22 : 0.12)) / 2) * 2;
  const canvas = createCanvas(width, depth);
  const context = canvas.getContext('2d');
  const fade = context.createLinearGradient(0, edge === 'top' ? 0 : depth, 0, edge === 'top' ? depth : 0);
  fade.addColorStop(0, css(black, 0.6));
  fade.addColorStop(1, css(black, 0));
  context.fillStyle = fade;
  context.fillRect(0, 0, width, depth);
  return { rect: { x: 0, y: edge === 'top' ? 0 : height - depth, width, height: depth }, canvas };
}
