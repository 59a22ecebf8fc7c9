import { rawOutput, run, toSamples } from './run.mjs';

/** One struck bell: a note (Hz) and its soft partials, ringing out from `at` seconds. */
function bell(note, at, seconds, gain) {
  const partials = [
    [1, 1, 1],
    [2.76, 0.22, 0.45],
    [5.4, 0.06, 0.2],
  ];
  return partials.map(([ratio, share, ring]) => {
    const length = (seconds * ring).toFixed(3);
    const tone = [
      'synth',
      length,
      'sine',
      (note * ratio).toFixed(2),
      'fade',
      'l',
      '0.006',
      length,
      (seconds * ring - 0.01).toFixed(3),
    ];
    return [
      '-n',
      ...rawOutput,
      ...tone,
      'gain',
      (20 * Math.log10(gain * share)).toFixed(2),
      'pad',
      at.toFixed(3),
    ];
  });
}

/** Sea behind the bells: brown noise swelling and going, as long as the sting. */
function sea(seconds) {
  const wash = [
    'synth',
    seconds.toFixed(3),
    'brownnoise',
    'highpass',
    '160',
    'lowpass',
    '1100',
    'fade',
    't',
    '0.9',
    seconds.toFixed(3),
    '1.8',
  ];
  return [['-R', '-n', ...rawOutput, ...wash, 'gain', '-15']];
}

/** Notes of the show's five-note phrase (Hz: D4 A4 E5 F♯5 A4), and when each is struck (s). */
const phrase = [
  [293.66, 0.15],
  [440, 0.5],
  [659.26, 0.85],
  [739.99, 1.2],
  [440, 1.75],
];

/**
 * The show's sting: a bell phrase over the sea.
 *
 * @param {'opening' | 'closing'} kind the closing one plays the phrase backwards, coming to rest
 * @returns {Float32Array} mono samples, about four seconds, peak 0.28
 */
export function sting(kind) {
  const times = phrase.map(([, at]) => at);
  const notes = phrase.map(([note]) => note);
  const order = kind === 'opening' ? notes : notes.reverse();
  const voices = [...sea(4.2), ...order.flatMap((note, i) => bell(note, times[i], 3, 0.12))];
  const layers = voices.map((voice) => toSamples(run('sox', ['-D', ...voice]).stdout));
  const mixed = new Float32Array(Math.max(...layers.map((layer) => layer.length)));
  for (const layer of layers) layer.forEach((sample, i) => (mixed[i] += sample));
  const peak = mixed.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  return mixed.map((sample) => (sample / peak) * 0.28);
}
