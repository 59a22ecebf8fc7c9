import { readFile } from 'node:fs/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { StreamDecoder } from '../src/engine/media/decode';
import { loadLibav } from '../src/engine/media/libav';
import { fillPlanes, makePlanes } from '../src/engine/render/frames/planes';
import { evenRect, type Rect } from '../src/engine/render/scene/geometry';

/** Luma of one decoded frame, 0–255 each, without gaps. */
export interface Picture {
  width: number;
  height: number;
  luma: Uint8Array;
}

/** Everything a player would find in the video stream of a file. */
export async function inspectVideo(path: string) {
  const av = await loadLibav();
  const decoder = StreamDecoder.open(av, path, 'picture', 2)!;
  const { codecpar, timeBase } = decoder.stream;
  const facts = {
    codec: av.avGetCodecName(codecpar.codecId),
    profile: codecpar.profile,
    width: codecpar.width,
    height: codecpar.height,
    pixelFormat: av.avGetPixFmtName(codecpar.format as never),
    colours: [codecpar.colorRange, codecpar.colorPrimaries, codecpar.colorTrc, codecpar.colorSpace],
    timesMs: [] as number[],
    keyframes: [] as number[],
    durationMs: Number(decoder.stream.duration) * timeBase.toDouble() * 1000,
  };
  for (let frame = decoder.next(); frame; frame = decoder.next()) {
    if (frame.keyFrame) facts.keyframes.push(facts.timesMs.length);
    facts.timesMs.push(decoder.timeOf(frame));
  }
  decoder.close();
  return facts;
}

/** Length and form of the sound of a file, all of it decoded. */
export async function inspectSound(path: string) {
  const av = await loadLibav();
  const decoder = StreamDecoder.open(av, path, 'sound')!;
  const { codecpar } = decoder.stream;
  const blocks: Float32Array[] = [];
  for (let frame = decoder.next(); frame; frame = decoder.next()) {
    const first = frame.data![0]!;
    blocks.push(Float32Array.from({ length: frame.nbSamples }, (_, at) => first.readFloatLE(at * 4)));
  }
  const samples = blocks.reduce((sum, block) => sum + block.length, 0);
  const left = new Float32Array(samples);
  let at = 0;
  for (const block of blocks) {
    left.set(block, at);
    at += block.length;
  }
  const facts = {
    codec: av.avGetCodecName(codecpar.codecId),
    sampleRate: codecpar.sampleRate,
    channels: codecpar.channels,
    durationMs: (samples / codecpar.sampleRate) * 1000,
    left,
  };
  decoder.close();
  return facts;
}

/** Decodes the frames shown at some times (ms, rising). */
export async function picturesAt(path: string, timesMs: readonly number[]): Promise<Picture[]> {
  const av = await loadLibav();
  const decoder = StreamDecoder.open(av, path, 'picture', 2)!;
  const pictures: Picture[] = [];
  for (let frame = decoder.next(); frame && pictures.length < timesMs.length; frame = decoder.next()) {
    if (decoder.timeOf(frame) + 17 < timesMs[pictures.length]!) continue;
    const { width, height } = frame;
    const luma = new Uint8Array(width * height);
    const [plane] = frame.data!;
    for (let row = 0; row < height; row++) {
      const start = row * frame.linesize[0]!;
      luma.set(plane!.subarray(start, start + width), row * width);
    }
    pictures.push({ width, height, luma });
  }
  decoder.close();
  return pictures;
}

/** A PNG as a picture of the same kind. */
export async function pictureOf(png: Buffer): Promise<Picture> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const planes = makePlanes(image.width, image.height);
  fillPlanes(planes, context.getImageData(0, 0, image.width, image.height).data);
  return { width: image.width, height: image.height, luma: planes.y };
}

/** The luma of a part of a picture. */
export function part(picture: Picture, area: Rect): number[] {
  const { x, y, width, height } = evenRect(area, picture.width, picture.height);
  const values: number[] = [];
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++)
      values.push(picture.luma[row * picture.width + column]!);
  }
  return values;
}

/** Mean difference of two equally long lists of luma. */
export function difference(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, at) => sum + Math.abs(value - b[at]!), 0) / a.length;
}

/** How many px of two equally long lists of luma are plainly not the same. */
export function changed(a: readonly number[], b: readonly number[]): number {
  return a.filter((value, at) => Math.abs(value - b[at]!) > 40).length;
}

/** The lightest luma. */
export function lightest(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b), 0);
}

/** Names of the boxes on the top level of an MP4, in order. */
export async function boxesOf(path: string): Promise<string[]> {
  const data = await readFile(path);
  const names: string[] = [];
  for (let at = 0; at + 8 <= data.length;) {
    const size = data.readUInt32BE(at);
    names.push(data.toString('latin1', at + 4, at + 8));
    at += size === 1 ? Number(data.readBigUInt64BE(at + 8)) : size;
  }
  return names;
}
