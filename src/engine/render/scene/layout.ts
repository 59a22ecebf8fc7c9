import type { Rect } from './geometry';

export interface TextBox {
  rect: Rect;
  align: 'left' | 'center';
  /** px, of the largest setting; a long text is set smaller */
  size: number;
  maxLines: number;
}

/**
 * Mirrored bars. They stand on a grid of `pitch` px, each in the right half of its cell, so that at 1080 lines a bar
 * never crosses a macroblock.
 */
export interface BarsLayout {
  /** px of the first bar's left edge */
  x: number;
  count: number;
  pitch: number;
  width: number;
  /** px; bars reach as far above as below it */
  centreY: number;
  minHalf: number;
  maxHalf: number;
}

/** Where everything stands, in px. What is undefined is not shown. */
export interface Layout {
  cover: { rect: Rect; radius: number } | undefined;
  title: TextBox;
  waveform: { panel: Rect; radius: number; bars: BarsLayout } | undefined;
  captions: TextBox;
  progress: Rect;
}

/** What the scene has to show; the rest of the picture closes up round what is missing. */
export interface Content {
  moving: boolean;
  waveform: boolean;
  captions: boolean;
}

/** Lays the scene out for a picture of width × height px: side by side, in rows, or stacked, as its shape wants. */
export function layOut(width: number, height: number, content: Content): Layout {
  const aspect = width / height;
  if (content.moving) return overPicture(width, height);
  if (aspect >= 1.3) return sideBySide(width, height, content);
  return aspect >= 0.9 ? inRows(width, height, content) : stacked(width, height, content);
}

/** 16:9 and wider: cover at the left, title over waveform at the right, captions below. */
function sideBySide(width: number, height: number, content: Content): Layout {
  const u = height / 1080;
  const margin = 120 * u;
  const side = (content.captions ? 544 : 660) * u;
  const top = content.captions ? 128 * u : (height - side) / 2 - 16 * u;
  const left = margin + side + 72 * u;
  const columnWidth = width - margin - left;
  const panelHeight = content.waveform ? 208 * u : 0;
  const panel = { x: left, y: top + side - panelHeight, width: columnWidth, height: panelHeight };
  return rounded({
    cover: { rect: { x: margin, y: top, width: side, height: side }, radius: 28 * u },
    title: {
      rect: {
        x: left,
        y: top,
        width: columnWidth,
        height: side - panelHeight - (content.waveform ? 40 * u : 0),
      },
      align: 'left',
      size: (content.captions ? 76 : 84) * u,
      maxLines: 4,
    },
    waveform: content.waveform ? waveform(panel, u) : undefined,
    captions: {
      rect: { x: margin + 40 * u, y: 728 * u, width: width - 2 * margin - 80 * u, height: 232 * u },
      align: 'center',
      size: 58 * u,
      maxLines: 2,
    },
    progress: { x: margin, y: height - 66 * u, width: width - 2 * margin, height: 6 * u },
  });
}

/** 1:1: cover and title in one row, the waveform and the captions in rows of their own. */
function inRows(width: number, height: number, content: Content): Layout {
  const u = Math.min(width, height) / 1080;
  const margin = 76 * u;
  const side = (content.captions ? 330 : 400) * u;
  const gap = 56 * u;
  const panelHeight = content.waveform ? 208 * u : 0;
  const used = side + gap + panelHeight;
  const top = content.captions ? 84 * u : (height - used) / 2 - 16 * u;
  const left = margin + side + 48 * u;
  const panel = { x: margin, y: top + side + gap, width: width - 2 * margin, height: panelHeight };
  return rounded({
    cover: { rect: { x: margin, y: top, width: side, height: side }, radius: 24 * u },
    title: {
      rect: { x: left, y: top, width: width - margin - left, height: side },
      align: 'left',
      size: 58 * u,
      maxLines: 4,
    },
    waveform: content.waveform ? waveform(panel, u) : undefined,
    captions: {
      rect: {
        x: margin,
        y: top + used + 44 * u,
        width: width - 2 * margin,
        height: height - top - used - 168 * u,
      },
      align: 'center',
      size: 54 * u,
      maxLines: 2,
    },
    progress: { x: margin, y: height - 66 * u, width: width - 2 * margin, height: 6 * u },
  });
}

/** 4:5 and 9:16: everything stacked, clear of the edges that telephones cover with buttons. */
function stacked(width: number, height: number, content: Content): Layout {
  const u = width / 1080;
  const margin = 92 * u;
  const phone = height / width > 1.5;
  const safe = phone
    ? { top: 0.075 * height, bottom: 0.115 * height }
    : { top: 0.055 * height, bottom: 0.05 * height };
  const heights = {
    title: (phone ? 220 : 170) * u,
    panel: content.waveform ? (phone ? 196 : 160) * u : 0,
    captions: content.captions ? 196 * u : 0,
  };
  const gap = (phone ? 48 : 36) * u;
  const gaps = gap * (2 + (content.waveform ? 1 : 0) + (content.captions ? 1 : 0));
  const rest = height - safe.top - safe.bottom - heights.title - heights.panel - heights.captions - gaps;
  const side = Math.min(rest, width - 2 * margin, 760 * u);
  let y = safe.top + (rest - side) / 2;
  const row = (rowHeight: number): Rect => {
    const rect = { x: margin, y, width: width - 2 * margin, height: rowHeight };
    if (rowHeight > 0) y += rowHeight + gap;
    return rect;
  };
  const coverRow = row(side);
  const titleRow = row(heights.title);
  const panelRow = row(heights.panel);
  const captionRow = row(heights.captions);
  return rounded({
    cover: { rect: { ...coverRow, x: (width - side) / 2, width: side }, radius: 32 * u },
    title: { rect: titleRow, align: 'center', size: (phone ? 64 : 54) * u, maxLines: 2 },
    waveform: content.waveform ? waveform(panelRow, u) : undefined,
    captions: { rect: captionRow, align: 'center', size: 60 * u, maxLines: 2 },
    progress: { x: margin, y, width: width - 2 * margin, height: 6 * u },
  });
}

/** Over a moving picture: a small title at the top, captions and progress at the bottom, nothing in between. */
function overPicture(width: number, height: number): Layout {
  const u = Math.min(width, height) / 1080;
  const margin = 64 * u;
  const bottom = width < height ? 0.1 * height : 0;
  return rounded({
    cover: undefined,
    title: {
      rect: { x: margin, y: 48 * u, width: width - 2 * margin, height: 150 * u },
      align: 'left',
      size: 44 * u,
      maxLines: 1,
    },
    waveform: undefined,
    captions: {
      rect: {
        x: margin + 60 * u,
        y: height - bottom - 286 * u,
        width: width - 2 * margin - 120 * u,
        height: 220 * u,
      },
      align: 'center',
      size: 54 * u,
      maxLines: 2,
    },
    progress: { x: margin, y: height - bottom - 34 * u, width: width - 2 * margin, height: 6 * u },
  });
}

/** Bars inside a panel, evenly padded. */
function waveform(panel: Rect, u: number): NonNullable<Layout['waveform']> {
  const pitch = Math.max(4, Math.round((16 * u) / 4) * 4);
  const width = pitch / 2;
  const padding = 36 * u;
  const first = Math.ceil((panel.x + padding - width) / pitch);
  const last = Math.floor((panel.x + panel.width - padding - pitch) / pitch);
  const centreY = Math.round((panel.y + panel.height / 2) / 8) * 8;
  const bars = {
    x: first * pitch + width,
    count: Math.max(1, last - first + 1),
    pitch,
    width,
    centreY,
    minHalf: width / 2,
    maxHalf: Math.floor((panel.height / 2 - 28 * u) / 2) * 2,
  };
  return { panel: { ...panel, y: centreY - panel.height / 2 }, radius: 28 * u, bars };
}

/** Edges on whole px, for sharp lines; the progress line on even ones, for its colour is subsampled. */
function rounded(layout: Layout): Layout {
  const whole = ({ x, y, width, height }: Rect): Rect => ({
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
  });
  const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);
  const { x, y, width, height } = layout.progress;
  return {
    cover: layout.cover && { ...layout.cover, rect: whole(layout.cover.rect) },
    title: { ...layout.title, rect: whole(layout.title.rect) },
    waveform: layout.waveform && { ...layout.waveform, panel: whole(layout.waveform.panel) },
    captions: { ...layout.captions, rect: whole(layout.captions.rect) },
    progress: { x: even(x), y: even(y), width: even(width), height: even(height) },
  };
}
