import { hosts, turns } from './dialogue.mjs';
import { sampleRate } from './run.mjs';
import { speak } from './speech.mjs';
import { sting } from './sting.mjs';

/** Seconds of silence after a line, by how it ends; a change of speaker takes the place of it. */
const pauseAfter = { ',': 0.17, ':': 0.34, '.': 0.42, '?': 0.42, '!': 0.42 };
const changeOfSpeaker = 0.5;
const speechStarts = 3;
const closingOverlap = 0.1;

/** Seconds of quiet between a line and the one after it. */
function pause(line, isLastOfTurn) {
  if (isLastOfTurn) return changeOfSpeaker;
  return pauseAfter[line.replace(/”$/, '').at(-1)] ?? pauseAfter['.'];
}

/**
 * Speaks the dialogue and lays everything out in time.
 *
 * @returns {{ pieces: { samples: Float32Array, at: number, pan: number }[], cues: { start: number, end: number, text: string }[] }}
 *   pieces start at sample `at`; cues are in samples, from the first sound of a line to its last
 */
function arrange() {
  const pieces = [{ samples: sting('opening'), at: 0, pan: 0 }];
  const cues = [];
  let at = Math.round(speechStarts * sampleRate);
  for (const { host, lines } of turns) {
    for (const [i, text] of lines.entries()) {
      const samples = speak(hosts[host], text);
      pieces.push({ samples, at, pan: hosts[host].pan });
      cues.push({ start: at, end: at + samples.length, text });
      at += samples.length + Math.round(pause(text, i === lines.length - 1) * sampleRate);
    }
  }
  const closing = at - Math.round((changeOfSpeaker - closingOverlap) * sampleRate);
  pieces.push({ samples: sting('closing'), at: closing, pan: 0 });
  return { pieces, cues };
}

/**
 * The whole episode, before mastering.
 *
 * @returns {{ pcm: Float32Array, cues: { start: number, end: number, text: string }[] }}
 *   pcm is interleaved stereo at `sampleRate`
 */
export function mix() {
  const { pieces, cues } = arrange();
  const frames = Math.max(...pieces.map(({ samples, at }) => at + samples.length));
  const pcm = new Float32Array(frames * 2);
  for (const { samples, at, pan } of pieces) {
    // Constant-power panning: the two gains squared add up to one wherever the voice sits.
    const angle = ((pan + 1) * Math.PI) / 4;
    samples.forEach((sample, i) => {
      pcm[2 * (at + i)] += sample * Math.cos(angle);
      pcm[2 * (at + i) + 1] += sample * Math.sin(angle);
    });
  }
  return { pcm, cues };
}
