import type { EngineDraft } from '../../src/engine/draft';
import type { Cue } from '../../src/timeline/captions';

/** What a draft for a test may be about; all else is as the director makes it. */
export interface DraftOptions {
  recording?: string;
  durationMs?: number;
  cover?: string;
  video?: string;
  title?: string;
  captions?: readonly Cue[];
  width?: number;
  height?: number;
  volume?: number;
}

/** The draft of an episode, typed as the engine keeps it. */
export function episodeDraft(options: DraftOptions): EngineDraft {
  const { recording, cover, video, captions = [], title = 'The sound of empty rooms' } = options;
  const d = options.durationMs ?? 5000;
  const source = video
    ? { from: 'video' as const, path: video }
    : cover
      ? { from: 'cover' as const, path: cover }
      : { from: 'drawn' as const };
  return {
    t: [
      {
        tt: 0,
        m: { name: 'Picture' },
        sg: [
          {
            id: 'background',
            kind: 'background',
            start: 0,
            d,
            name: 'Background',
            source,
            accent: '#e4803e',
          },
          { id: 'waveform', kind: 'waveform', start: 0, d, name: 'Waveform', style: 'bars' },
        ],
      },
      {
        tt: 1,
        m: { name: 'Sound' },
        sg: recording
          ? [
              {
                id: 'sound',
                kind: 'sound',
                start: 0,
                d,
                name: 'Recording',
                path: recording,
                volume: options.volume ?? 1,
              },
            ]
          : [],
      },
      {
        tt: 7,
        m: { name: 'Text' },
        sg: [
          { id: 'title', kind: 'title', start: 0, d, text: title, subtitle: 'The Long Way Home' },
          ...captions.map((cue, index) => ({
            id: `caption-${index}`,
            kind: 'caption' as const,
            start: cue.startMs,
            d: cue.endMs - cue.startMs,
            text: cue.text,
          })),
        ],
      },
    ],
    d,
    m: {
      title,
      artist: 'Maya Lindqvist',
      album: 'The Long Way Home',
      width: options.width ?? 1920,
      height: options.height ?? 1080,
      fps: 30,
    },
  };
}
