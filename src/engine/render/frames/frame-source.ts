import type { Rect } from '../scene/geometry';
import type { Planes } from './planes';

/**
 * Draws the frames of a video one after the other, and tells the encoder what it drew. It knows nothing of
 * encoding; the encoder knows nothing of bars and captions.
 */
export interface FrameSource {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frameCount: number;

  /**
   * Draws the next frame over the one before.
   *
   * @param planes the same ones at every call; the caller does not change them
   * @returns what differs from the frame before, on even px; the first time all of the picture
   */
  next(planes: Planes): Rect[];
  close(): void;
}

/** Levels of the bars, 0–255: `count` of them per frame, one frame after the other. */
export interface Levels {
  count: number;
  values: Uint8Array;
}
