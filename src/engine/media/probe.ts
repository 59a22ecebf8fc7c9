import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import type { Stream } from 'node-av/lib';
import { fileUrl, isAttachedPicture, mediaInput, StreamDecoder } from './decode';
import {
  empty,
  isFolder,
  noSound,
  tooShort,
  unreadable,
  unsupported,
  whileReading,
  type MediaError,
} from './errors';
import { checked, LibavError, loadLibav, type Libav } from './libav';

export type MediaKind = 'audio' | 'video' | 'image';

/** What a file is, by its content. Sizes in px, `fps` frames per second; absent where the file has no such thing. */
export interface MediaInfo {
  path: string;
  name: string;
  kind: MediaKind;
  /** As the file claims; the true length is known once all of it is decoded. 0 for a picture. */
  durationMs: number;
  sampleRate?: number;
  channels?: number;
  width?: number;
  height?: number;
  fps?: number;
  bytes: number;
}

/** Names that promise sound or a picture: when the content does not keep it, the file is damaged. */
const mediaName = /^\.(mp3|wav|m4a|m4b|aac|flac|ogg|oga|opus|mp4|m4v|mov|webm|mkv|avi|jpe?g|png|gif|webp)$/i;
const shortestMs = 100;

/**
 * Looks into a file: what it is and whether it can be used.
 *
 * The kind follows the content, and a few frames are decoded, so that a text under an audio name is found out.
 * A recording that breaks off early is used as far as it goes.
 * @throws MediaError when the file cannot be used; the signal's reason when aborted
 */
export async function probe(path: string, signal?: AbortSignal): Promise<MediaInfo> {
  signal?.throwIfAborted();
  const bytes = await sizeOf(path);
  const av = await loadLibav();
  signal?.throwIfAborted();
  const found = await examine(av, path, bytes).catch((error: unknown) => {
    throw error instanceof LibavError ? notMedia(path, error) : error;
  });
  signal?.throwIfAborted();
  return found;
}

/** Size in bytes of a file that can be read and is not empty. */
async function sizeOf(path: string): Promise<number> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw isFolder(path);
    if (!stats.isFile()) throw unreadable(path);
    await access(path, constants.R_OK);
    if (stats.size === 0) throw empty(path);
    return stats.size;
  } catch (error) {
    throw whileReading(path, error);
  }
}

function notMedia(path: string, cause?: unknown): MediaError {
  return mediaName.test(extname(path)) ? unreadable(path, cause) : unsupported(path, cause);
}

async function examine(av: Libav, path: string, bytes: number): Promise<MediaInfo> {
  const { AVMEDIA_TYPE_AUDIO, AVMEDIA_TYPE_VIDEO } = av.constants;
  const input = mediaInput(av);
  // By its name a JPEG would be taken for the first of a numbered series.
  const format = (await isJpeg(path)) ? av.InputFormat.findInputFormat('jpeg_pipe') : null;
  checked(av, await input.openInput(fileUrl(path), format, null), 'openInput');
  try {
    checked(av, await input.findStreamInfo(null), 'findStreamInfo');
    const ofType = (type: number) => input.streams.filter((stream) => stream.codecpar.codecType === type);
    const picture = ofType(AVMEDIA_TYPE_VIDEO).find((stream) => !isAttachedPicture(av, stream));
    const sound = ofType(AVMEDIA_TYPE_AUDIO)[0];
    const info = { path, name: basename(path), bytes };
    const container = input.iformat?.name ?? '';
    if (picture && !sound && isStillFormat(container)) {
      const { width, height } = picture.codecpar;
      return { ...info, kind: 'image', durationMs: 0, width, height };
    }
    if (!picture && !sound) throw notMedia(path);
    const claimedMs = Math.max(0, Number(input.duration) / 1000);
    if (picture && !sound) {
      if (claimedMs < shortestMs) throw notMedia(path);
      return { ...info, kind: 'video', durationMs: Math.round(claimedMs), ...pictureOf(picture) };
    }
    const heard = listen(av, path);
    const durationMs = Math.round(
      Math.min(claimedMs, await thereMs(path, container, bytes, claimedMs, sound)),
    );
    if (heard.samples === 0) throw claimedMs > shortestMs ? notMedia(path) : noSound(path);
    if (heard.ended && heard.ms < shortestMs) throw tooShort(path);
    return {
      ...info,
      kind: picture ? 'video' : 'audio',
      durationMs: heard.ended || durationMs === 0 ? Math.round(heard.ms) : durationMs,
      sampleRate: heard.sampleRate,
      channels: heard.channels,
      ...(picture ? pictureOf(picture) : {}),
    };
  } finally {
    await input.closeInput();
  }
}

/** Formats that hold one picture, as libav names them. */
function isStillFormat(format: string): boolean {
  return /_pipe$|^image2|^gif$|^webp/.test(format);
}

/** Some bytes of a file. */
async function head(path: string, position: number, length: number): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function isJpeg(path: string): Promise<boolean> {
  return (await head(path, 0, 3)).equals(Buffer.from([0xff, 0xd8, 0xff]));
}

/** How long what is there can last (ms): the header may claim more, when the file was cut off in transfer. */
async function thereMs(
  path: string,
  container: string,
  bytes: number,
  claimedMs: number,
  sound: Stream | undefined,
): Promise<number> {
  if (container === 'mp3') return claimedMs * (await shareOfMp3(path, bytes));
  const bitRate = Number(sound?.codecpar.bitRate ?? 0);
  return container === 'wav' && bitRate > 0 ? (bytes * 8000) / bitRate : Infinity;
}

/**
 * How much of an MP3 is there, 0–1: its first frame may tell how many bytes there were (Xing or Info header), and a
 * file cut off in transfer has fewer.
 */
async function shareOfMp3(path: string, bytes: number): Promise<number> {
  const tag = await head(path, 0, 10);
  // An ID3v2 tag comes first; its size is in four times seven bits.
  const tagBytes =
    tag.toString('latin1', 0, 3) === 'ID3'
      ? 10 + tag.subarray(6).reduce((sum, part) => sum * 128 + part, 0)
      : 0;
  const frame = await head(path, tagBytes, 200);
  const mark = Math.max(frame.indexOf('Xing'), frame.indexOf('Info'));
  if (mark < 0 || frame.length < mark + 16) return 1;
  const flags = frame.readUInt32BE(mark + 4);
  if ((flags & 2) === 0) return 1;
  const claimed = frame.readUInt32BE(mark + 8 + ((flags & 1) === 0 ? 0 : 4));
  return claimed === 0 ? 1 : Math.min(1, (bytes - tagBytes) / claimed);
}

interface Heard {
  samples: number;
  sampleRate: number;
  channels: number;
  ms: number;
  /** The file ended while we were listening. */
  ended: boolean;
}

/** Decodes the first tenths of a second, which is how damage and silence by absence are told from sound. */
function listen(av: Libav, path: string): Heard {
  const decoder = StreamDecoder.open(av, path, 'sound');
  const heard: Heard = { samples: 0, sampleRate: 0, channels: 0, ms: 0, ended: false };
  if (!decoder) return { ...heard, ended: true };
  try {
    while (heard.ms < 2 * shortestMs) {
      const frame = decoder.next();
      if (!frame) return { ...heard, ended: true };
      heard.samples += frame.nbSamples;
      heard.sampleRate = frame.sampleRate;
      heard.channels = frame.channels;
      heard.ms = (heard.samples / frame.sampleRate) * 1000;
    }
    return heard;
  } finally {
    decoder.close();
  }
}

function pictureOf(stream: Stream): { width: number; height: number; fps?: number } {
  const rate = stream.avgFrameRate;
  const fps = rate.num > 0 && rate.den > 0 ? rate.toDouble() : undefined;
  return { width: stream.codecpar.width, height: stream.codecpar.height, ...(fps ? { fps } : {}) };
}
