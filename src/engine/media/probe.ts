import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
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
  checked(av, await input.openInput(fileUrl(path), null, null), 'openInput');
  try {
    checked(av, await input.findStreamInfo(null), 'findStreamInfo');
    const ofType = (type: number) => input.streams.filter((stream) => stream.codecpar.codecType === type);
    const picture = ofType(AVMEDIA_TYPE_VIDEO).find((stream) => !isAttachedPicture(av, stream));
    const sound = ofType(AVMEDIA_TYPE_AUDIO)[0];
    const info = { path, name: basename(path), bytes };
    const format = input.iformat?.name ?? '';
    if (picture && !sound && isStillFormat(format)) {
      return { ...info, kind: 'image', durationMs: 0, ...pictureOf(picture) };
    }
    if (!picture && !sound) throw notMedia(path);
    const claimedMs = Math.max(0, Number(input.duration) / 1000);
    if (picture && !sound) {
      if (claimedMs < shortestMs) throw notMedia(path);
      return { ...info, kind: 'video', durationMs: Math.round(claimedMs), ...pictureOf(picture) };
    }
    const heard = listen(av, path);
    const durationMs = Math.round(
      Math.min(claimedMs || Infinity, bytesLast(format, bytes, Number(input.bitRate))),
    );
    if (heard.samples === 0) throw claimedMs > shortestMs ? notMedia(path) : noSound(path);
    if (heard.ended && heard.ms < shortestMs) throw tooShort(path);
    return {
      ...info,
      kind: picture ? 'video' : 'audio',
      durationMs: heard.ended || !Number.isFinite(durationMs) ? Math.round(heard.ms) : durationMs,
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

/** How long the bytes can last (ms) where the header may claim more than is there: a file cut off in transfer. */
function bytesLast(format: string, bytes: number, bitRate: number): number {
  return /^(wav|mp3)$/.test(format) && bitRate > 0 ? (bytes * 8000) / bitRate : Infinity;
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
