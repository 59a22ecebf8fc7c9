import type { Cue } from '../../timeline/captions';
import type { EngineSegment } from '../draft';
import type { Aspect } from './wish';

type Background = Extract<EngineSegment, { kind: 'background' }>;

/** All that a new timeline is made of. */
export interface Composition {
  /** The recording: absolute path, the name it goes by, its length. */
  readonly recording: { readonly path: string; readonly name: string; readonly durationMs: number };
  readonly title: string;
  /** The line in small type by the title: the show, or whoever made it. */
  readonly subtitle: string | undefined;
  readonly artist: string | undefined;
  readonly album: string | undefined;
  readonly background: Pick<Background, 'source' | 'accent'>;
  readonly aspect: Aspect;
}

/**
 * One change of a draft, with everything it needs: applying it reads no file and asks nobody, so the same edits on
 * the same draft always give the same draft.
 */
export type Edit =
  | { readonly kind: 'compose'; readonly composition: Composition }
  | {
      readonly kind: 'showCaptions';
      readonly cues: readonly Cue[];
      /** Name of the file. */ readonly from: string;
    }
  | { readonly kind: 'hideCaptions' }
  | { readonly kind: 'showWaveform' }
  | { readonly kind: 'hideWaveform' }
  | { readonly kind: 'setTitle'; readonly text: string }
  | { readonly kind: 'setAspect'; readonly aspect: Aspect };

/** What has to be said besides the edits: why something asked for is not among them. */
export type Note =
  /** There is nothing to make a video of. */
  | {
      readonly kind: 'noRecording';
      /** A video that cannot be heard. */ readonly silentVideo: string | undefined;
    }
  /** No transcript was found; `expected` is the name of the file that would be. */
  | { readonly kind: 'noTranscript'; readonly expected: string }
  /** A transcript that cannot be used, and the sentence that says why. */
  | { readonly kind: 'badTranscript'; readonly reason: string };

export interface Plan {
  readonly edits: readonly Edit[];
  readonly notes: readonly Note[];
}
