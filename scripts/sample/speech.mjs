import { rawOutput, run, toSamples } from './run.mjs';

/** RMS level of every line before mastering, in dBFS: one level for all lines makes the hosts equally loud. */
const lineLevel = -20;

/** Takes the silence off both ends (below 0.4 % of full scale), so that a line's length is its speech. */
const trim = ['silence', '1', '0.005', '0.4%', 'reverse', 'silence', '1', '0.005', '0.4%', 'reverse'];

/** Less rumble, less of the hiss and buzz of synthetic consonants, a little warmth, and no click at either end. */
const warm = [
  'highpass',
  '75',
  'equalizer',
  '220',
  '1.0q',
  '+2',
  'equalizer',
  '3200',
  '1.2q',
  '-3',
  'treble',
  '-4',
  '7000',
];
const soften = ['fade', 't', '0.008', 'reverse', 'fade', 't', '0.02', 'reverse'];

/**
 * Speaks one line.
 *
 * @param {{ voice: string, wordsPerMinute: number, pitch: number }} host
 * @param {string} line
 * @returns {Float32Array} mono samples from the first sound to the last
 */
export function speak(host, line) {
  const settings = ['-v', host.voice, '-s', String(host.wordsPerMinute), '-p', String(host.pitch), '-z'];
  const spoken = run('espeak-ng', [...settings, '--stdout', line]).stdout;
  // espeak-ng cannot know the length when it writes the header to a pipe.
  const source = ['-D', '--ignore-length', '-t', 'wav', '-'];
  const samples = toSamples(
    run('sox', [...source, ...rawOutput, ...trim, ...warm, ...soften], spoken).stdout,
  );
  const gain = 10 ** (lineLevel / 20) / rootMeanSquare(samples);
  return samples.map((sample) => sample * gain);
}

/** Root mean square of samples, 0…1. */
function rootMeanSquare(samples) {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}
