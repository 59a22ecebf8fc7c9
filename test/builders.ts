import { randomUUID } from 'node:crypto';
import type { Attribution } from '../src/nemo/attribution';
import type { UserItem } from '../src/studio/conversation';
import type { Job } from '../src/studio/jobs';
import type { ProjectRecord } from '../src/studio/project-state';
import { trackTypes, type Draft, type DraftSegment } from '../src/timeline/draft';
import type { Cue } from '../src/timeline/captions';

/** Values for tests: whole and sound as they are, with what a test is about put over it. */

export const attribution: Attribution = {
  source: 'free-podcast-video',
  version: '9.8.7',
  platform: 'vscode',
};

export function videoTrack(...segments: DraftSegment[]) {
  return { tt: trackTypes.video, sg: segments };
}
export function audioTrack(...segments: DraftSegment[]) {
  return { tt: trackTypes.audio, sg: segments };
}
export function textTrack(...segments: DraftSegment[]) {
  return { tt: trackTypes.text, sg: segments };
}

export function draft(...tracks: Draft['t']): Draft {
  return { t: tracks, m: { title: 'Episode', width: 1920, height: 1080 } };
}

/** The draft behind the sample line of the protocol. */
export function cityDraft(): Draft {
  return draft(
    videoTrack({ id: 'v1', name: 'city timelapse', start: 0, d: 10_000 }),
    audioTrack({ id: 'a1', name: 'Lo-fi', start: 0, d: 10_000, volume: 0.35 }),
    textTrack({ id: 't1', text: 'Urban Dreams', start: 0, d: 3000 }),
  );
}

export function cue(startMs: number, endMs: number, text = `${startMs}`): Cue {
  return { startMs, endMs, text };
}

export function projectRecord(over: Partial<ProjectRecord> = {}): ProjectRecord {
  return {
    id: randomUUID(),
    createdAt: 1_700_000_000_000,
    backend: 'cloud',
    recording: '/recordings/episode.mp3',
    files: ['/recordings/episode.mp3'],
    items: [],
    jobs: [],
    ...over,
  };
}

export function job(over: Partial<Job> = {}): Job {
  return {
    id: randomUUID(),
    renderId: `render_${randomUUID()}`,
    attempt: 1,
    startedAt: 1_700_000_000_000,
    outputPath: '/recordings/episode.mp4',
    state: { status: 'submitting' },
    ...over,
  };
}

export function userItem(text: string, status: UserItem['status'] = 'sent'): UserItem {
  return { kind: 'user', id: randomUUID(), at: 1_700_000_000_000, text, files: [], status };
}

/** A WAV file (16 bit PCM, mono) with a tone that swells once a second. */
export function wav(seconds: number, rate = 44_100): Buffer {
  const samples = Math.round(seconds * rate);
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples * 2, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples * 2, 40);
  const sound = Buffer.alloc(samples * 2);
  for (let i = 0; i < samples; i++) {
    const time = i / rate;
    sound.writeInt16LE(Math.round(12_000 * Math.sin(2 * Math.PI * 220 * time) * (time % 1)), i * 2);
  }
  return Buffer.concat([header, sound]);
}

/** A box of ISO/IEC 14496-12: its length, its type, its content. */
export function box(type: string, content: Buffer = Buffer.alloc(0)): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + content.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, content]);
}

/** The smallest thing that counts as a whole MP4, `bytes` of media in it. */
export function mp4(bytes = 64): Buffer {
  return Buffer.concat([box('ftyp', Buffer.from('isom')), box('moov'), box('mdat', Buffer.alloc(bytes, 7))]);
}

/** A generator of numbers in [0, 1) that gives the same ones for the same seed (mulberry32, T. Ettinger). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
