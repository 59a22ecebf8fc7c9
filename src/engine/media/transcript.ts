import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, extname, join, parse } from 'node:path';
import type { Cue } from '../../timeline/captions';
import { notATranscript, whileReading } from './errors';

/** A caption nobody could read in its time is a fault of the file: longer text is cut at a word. */
const longestText = 400;
/** How long a caption stands that has no end of its own and none after it (ms). */
const openEndMs = 5000;

/**
 * The transcript beside a recording: `episode.srt` or `episode.vtt` for `episode.mp3`, else one with a language,
 * `episode.en.srt`. The case of letters does not matter. Undefined when there is none.
 */
export async function findTranscript(recordingPath: string): Promise<string | undefined> {
  const folder = dirname(recordingPath);
  const base = parse(recordingPath).name.normalize('NFC').toLowerCase();
  // A folder that may not be listed has no transcript to offer.
  const names = await readdir(folder).catch(() => []);
  const rank = (name: string): number => {
    const { name: stem, ext } = parse(name.normalize('NFC').toLowerCase());
    if (ext !== '.srt' && ext !== '.vtt') return 0;
    if (stem === base) return ext === '.srt' ? 4 : 3;
    return stem.startsWith(`${base}.`) && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(stem.slice(base.length + 1))
      ? 2
      : 0;
  };
  const best = names
    .filter((name) => rank(name) > 0)
    .sort((a, b) => rank(b) - rank(a) || a.localeCompare(b, 'en'))[0];
  return best === undefined ? undefined : join(folder, best);
}

/**
 * Reads the captions of an SRT or WebVTT file: plain text with line breaks, without markup, in order of start.
 *
 * @throws MediaError when the file cannot be read or holds no captions
 */
export async function readTranscript(path: string): Promise<Cue[]> {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw whileReading(path, error);
  });
  const cues = await parseTranscript(
    decodeText(bytes),
    extname(path).toLowerCase() === '.vtt' ? 'vtt' : 'srt',
  );
  if (cues.length === 0) throw notATranscript(basename(path));
  return cues;
}

/** The captions in a text. What is not a caption is passed over. */
export async function parseTranscript(text: string, named: 'srt' | 'vtt'): Promise<Cue[]> {
  const { parseTextStream } = await import('media-captions');
  const type = /^WEBVTT(\s|$)/.test(text) ? 'vtt' : named === 'vtt' ? 'srt' : named;
  const { cues } = await parseTextStream(lineStream(text), { type, errors: false });
  return cues
    .filter((cue) => Number.isFinite(cue.startTime) && cue.startTime >= 0)
    .map((cue) => {
      const startMs = Math.round(cue.startTime * 1000);
      const endMs = Number.isFinite(cue.endTime) ? Math.round(cue.endTime * 1000) : startMs + openEndMs;
      const speaker = /^\s*<v(?:\.[^\s>]*)?\s+([^>]+)>/.exec(cue.text)?.[1]?.trim();
      return {
        startMs,
        endMs,
        text: plainText(cue.text),
        ...(speaker ? { speaker: unescapeText(speaker) } : {}),
      };
    })
    .filter((cue) => cue.text !== '')
    .sort((a, b) => a.startMs - b.startMs);
}

/** One line at a time, as it is asked for: a stream with all of them queued takes O(n²) to read. */
function lineStream(text: string): ReadableStream<string> {
  const lines = text.split(/\r\n|\r|\n/);
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      const line = lines[next++];
      if (line === undefined) controller.close();
      // A line of blanks ends a caption as an empty one does.
      else controller.enqueue(line.trim() === '' ? '' : line);
    },
  });
}

/** UTF-8 or UTF-16 by its byte order mark; what is not valid UTF-8 was written by an old Windows program. */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  nbsp: ' ',
  quot: '"',
  apos: "'",
};

function unescapeText(text: string): string {
  return text
    .replaceAll(/&(amp|lt|gt|nbsp|quot|apos);/g, (_, name: string) => entities[name] ?? '')
    .replaceAll(/&(lrm|rlm);/g, '')
    .replaceAll(/&#(\d{2,6});/g, (_, code: string) => {
      const point = Number(code);
      return point <= 0x10ffff ? String.fromCodePoint(point) : '';
    });
}

/** Text without tags (`<i>`, `<v Anna>`, `<00:01.000>`), ASS overrides (`{\an8}`) and needless blanks. */
function plainText(text: string): string {
  const bare = unescapeText(text.replaceAll(/<\/?[a-z0-9][^<>]*>/gi, '').replaceAll(/\{\\[^}]*\}/g, ''));
  const lines = bare.split('\n').map((line) => line.replaceAll(/\s+/g, ' ').trim());
  const clean = lines.filter((line) => line !== '').join('\n');
  if (clean.length <= longestText) return clean;
  const cut = clean.slice(0, longestText);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestText / 2)).trimEnd()}…`;
}
