/** The shapes that a video can have. */
export const aspects = {
  '16:9': { width: 1920, height: 1080 },
  '9:16': { width: 1080, height: 1920 },
  '1:1': { width: 1080, height: 1080 },
} as const;
export type Aspect = keyof typeof aspects;

/** One thing that a person asks for, as it can be read from the words alone. */
export type Wish =
  /** A video of the recording; captions and waveform are in it unless another wish says no. */
  | { readonly kind: 'make' }
  | { readonly kind: 'captions'; readonly on: boolean }
  | { readonly kind: 'waveform'; readonly on: boolean }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'aspect'; readonly aspect: Aspect }
  /** To be told what can be asked for. */
  | { readonly kind: 'help' };

/** What was made of a message. */
export interface Understanding {
  /** In the order they were said. */
  readonly wishes: readonly Wish[];
  /** The parts of the message that mean something else, in its own words. */
  readonly unclear: readonly string[];
}
