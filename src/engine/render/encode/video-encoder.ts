import type { Planes } from '../frames/planes';
import type { Rect } from '../scene/geometry';

export type Quality = 'high' | 'standard' | 'small';

/** One encoded picture, in the length-prefixed form of MP4 (ISO/IEC 14496-15). */
export interface EncodedPicture {
  data: Uint8Array;
  /** number of the frame, from 0 */
  frame: number;
  keyframe: boolean;
}

/**
 * Planes in, packets out. Pictures come out in the order they went in (there are no B pictures), some calls later.
 * The encoder knows nothing of what is drawn; it may rely on `dirty` to tell what may differ from the frame before.
 */
export interface VideoEncoder {
  /** RFC 6381 name, as `avc1.640028` */
  readonly codec: string;
  /** AVCDecoderConfigurationRecord of ISO/IEC 14496-15 */
  readonly description: Uint8Array;

  /** @param dirty all of the first picture; after it, what differs from the one before */
  encode(planes: Planes, dirty: readonly Rect[]): EncodedPicture[];
  /** The pictures that are still inside. */
  finish(): EncodedPicture[];
  close(): void;
}
