import { sampleRate } from './run.mjs';

/** A caption stays this long after its last sound, unless the next one begins. */
const lingerSeconds = 0.12;

/** Samples → `HH:MM:SS,mmm`. */
function timestamp(samples) {
  const ms = Math.round((samples * 1000) / sampleRate);
  return new Date(ms).toISOString().slice(11, 23).replace('.', ',');
}

/**
 * Cues → the text of an .srt file.
 *
 * @param {{ start: number, end: number, text: string }[]} cues times in samples
 */
export function toSrt(cues) {
  const blocks = cues.map(({ start, end, text }, i) => {
    const shown = Math.min(end + lingerSeconds * sampleRate, cues[i + 1]?.start ?? Infinity);
    return `${i + 1}\n${timestamp(start)} --> ${timestamp(shown)}\n${text}\n`;
  });
  return blocks.join('\n');
}
