import { readFile } from 'node:fs/promises';
import { createCanvas, loadImage, type Image } from '@napi-rs/canvas';
import { notAPicture, whileReading } from '../../media/errors';
import { dominantColour, toHex } from './colour';

/** The accent of a video whose cover has no colour, or that has no cover. */
export const defaultAccent = '#7c8cff';

/** Opens a picture. @throws MediaError when it cannot be read or decoded */
export async function openPicture(path: string): Promise<Image> {
  const data = await readFile(path).catch((error: unknown) => {
    throw whileReading(path, error);
  });
  return loadImage(data).catch((error: unknown) => {
    throw notAPicture(path, error);
  });
}

/**
 * The colour that a cover is remembered by, as `#rrggbb`; `defaultAccent` when it is grey.
 *
 * @throws MediaError when the picture cannot be read or decoded
 */
export async function accentOf(coverPath: string): Promise<string> {
  const image = await openPicture(coverPath);
  const side = 64;
  const context = createCanvas(side, side).getContext('2d');
  context.drawImage(image, 0, 0, side, side);
  const colour = dominantColour(context.getImageData(0, 0, side, side).data);
  return colour ? toHex(colour) : defaultAccent;
}
