import * as z from 'zod';

/** One caption: what is said from `startMs` until `endMs` (milliseconds from the start of the recording). */
export const cueSchema = z.object({
  startMs: z.number().nonnegative(),
  endMs: z.number().nonnegative(),
  text: z.string(),
  speaker: z.string().optional(),
});
export type Cue = z.infer<typeof cueSchema>;

/** The cue to be seen at a time, or none. Cues are tidy: in order, one after the other. */
export function cueAt(cues: readonly Cue[], timeMs: number): Cue | undefined {
  let low = 0;
  let high = cues.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cues[middle]?.startMs ?? Infinity) <= timeMs) low = middle + 1;
    else high = middle;
  }
  const cue = cues[low - 1];
  return cue && timeMs < cue.endMs ? cue : undefined;
}

/**
 * Puts cues in order and makes them fit for showing one at a time: empty ones go, those that begin together become
 * one, each ends at the latest where the next begins, and none reaches past the end of the recording.
 *
 * @param durationMs length of the recording
 */
export function tidyCues(cues: readonly Cue[], durationMs: number): Cue[] {
  const ordered = cues
    .map((cue) => ({ ...cue, text: cue.text.trim() }))
    .filter((cue) => cue.text !== '' && cue.startMs < durationMs)
    .sort((a, b) => a.startMs - b.startMs);
  const apart = ordered.reduce<Cue[]>((cues, cue) => {
    const last = cues.at(-1);
    if (last?.startMs !== cue.startMs) cues.push(cue);
    else cues[cues.length - 1] = together(last, cue);
    return cues;
  }, []);
  return apart
    .map((cue, index) => {
      const next = apart[index + 1]?.startMs ?? durationMs;
      return { ...cue, endMs: Math.min(cue.endMs > cue.startMs ? cue.endMs : next, next, durationMs) };
    })
    .filter((cue) => cue.endMs > cue.startMs);
}

/** Two cues that begin at the same time as one, line under line; what is said twice is shown once. */
function together(first: Cue, second: Cue): Cue {
  const text = first.text === second.text ? first.text : `${first.text}\n${second.text}`;
  return { ...first, text, endMs: Math.max(first.endMs, second.endMs) };
}
