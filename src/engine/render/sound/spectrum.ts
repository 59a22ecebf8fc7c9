import type { Levels } from '../frames/frame-source';

/** Samples looked at per frame. At 48 kHz that is 43 ms, and 23 Hz from one bin to the next. */
const windowSize = 2048;
/** The range of voices, Hz. */
const lowest = 90;
const highest = 8000;
/** What counts as silence and as loud, in dB below full scale; fixed, since a second pass would break streaming. */
const quietDb = -60;
const loudDb = -21;
/** Voices lose about so much from one octave to the next above 400 Hz; without it the outer bars never move. */
const tiltDbPerOctave = 4.5;
const tiltFrom = 400;
/** Share of the way that a bar rises and falls per frame (at 30 frames a second). */
const rise = 0.62;
const fall = 0.16;
const ringSize = 1 << 15;

/**
 * Turns sound into bar levels while it streams by: low voices in the middle, high ones towards both edges.
 * Holds one window of sound and the levels, which are a byte per bar and frame.
 */
export class Spectrum {
  private readonly ring = new Float32Array(ringSize);
  private readonly window = new Float64Array(windowSize);
  private readonly transform = new Fourier(windowSize);
  private readonly bands: Band[];
  private readonly current: Float64Array;
  private written = 0;
  private frames = 0;
  private values: Uint8Array;

  /**
   * @param sampleRate Hz
   * @param count number of bars
   */
  constructor(
    private readonly sampleRate: number,
    private readonly fps: number,
    private readonly count: number,
  ) {
    for (let at = 0; at < windowSize; at++) {
      // Hann window, scaled so that a full-scale sine measures 0 dB.
      this.window[at] = (2 / windowSize) * (1 - Math.cos((2 * Math.PI * at) / windowSize));
    }
    this.bands = makeBands(Math.ceil(count / 2), sampleRate);
    this.current = new Float64Array(this.bands.length);
    this.values = new Uint8Array(count * fps * 60);
  }

  /** Takes in mono samples, −1 to 1. */
  push(samples: Float32Array): void {
    for (let at = 0; at < samples.length; at++) {
      this.ring[this.written & (ringSize - 1)] = samples[at] ?? 0;
      this.written += 1;
      if (this.written >= this.centre() + windowSize / 2) this.measure();
    }
  }

  /** The levels of all frames, once the sound is over. */
  finish(frameCount: number): Levels {
    const silence = new Float32Array(windowSize);
    while (this.frames < frameCount) this.push(silence);
    return { count: this.count, values: this.values.slice(0, frameCount * this.count) };
  }

  /** The sample in the middle of the next frame's window. */
  private centre(): number {
    return Math.round((this.frames * this.sampleRate) / this.fps);
  }

  private measure(): void {
    const { real, imaginary } = this.transform;
    const start = this.centre() - windowSize / 2;
    for (let at = 0; at < windowSize; at++) {
      const from = start + at;
      real[at] = from < 0 ? 0 : (this.ring[from & (ringSize - 1)] ?? 0) * (this.window[at] ?? 0);
      imaginary[at] = 0;
    }
    this.transform.run();
    this.bands.forEach((band, index) => {
      const level = Math.min(1, Math.max(0, (bandDb(band, real, imaginary) - quietDb) / (loudDb - quietDb)));
      const before = this.current[index] ?? 0;
      this.current[index] = before + (level - before) * (level > before ? rise : fall);
    });
    this.store();
  }

  /** Writes the bands as bars: mirrored round the middle, shorter towards the edges. */
  private store(): void {
    const offset = this.frames * this.count;
    if (offset + this.count > this.values.length) {
      const larger = new Uint8Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    const middle = (this.count - 1) / 2;
    for (let bar = 0; bar < this.count; bar++) {
      const distance = Math.abs(bar - middle);
      const taper = 1 - 0.6 * (middle === 0 ? 0 : distance / middle) ** 2;
      const level = (this.current[Math.floor(distance)] ?? 0) ** 1.6;
      this.values[offset + bar] = Math.round(255 * level * taper);
    }
    this.frames += 1;
  }
}

/** One bar's part of the spectrum. A narrow band lies between two bins; a wide one takes the loudest of its bins. */
interface Band {
  from: number;
  to: number;
  tiltDb: number;
}

function makeBands(count: number, sampleRate: number): Band[] {
  const top = Math.min(highest, sampleRate * 0.45);
  const edge = (at: number) => lowest * (top / lowest) ** (at / count);
  const bin = (hz: number) => (hz * windowSize) / sampleRate;
  return Array.from({ length: count }, (_, index) => ({
    from: bin(edge(index)),
    to: bin(edge(index + 1)),
    tiltDb: tiltDbPerOctave * Math.max(0, Math.log2(edge(index + 0.5) / tiltFrom)),
  }));
}

function bandDb(band: Band, real: Float64Array, imaginary: Float64Array): number {
  const power = (bin: number) => (real[bin] ?? 0) ** 2 + (imaginary[bin] ?? 0) ** 2;
  const first = Math.ceil(band.from);
  let loudest = 0;
  if (band.to - band.from < 1.5) {
    const middle = (band.from + band.to) / 2;
    const below = Math.floor(middle);
    loudest = power(below) + (power(below + 1) - power(below)) * (middle - below);
  } else {
    for (let bin = first; bin < band.to; bin++) loudest = Math.max(loudest, power(bin));
  }
  return 10 * Math.log10(loudest + 1e-12) + band.tiltDb;
}

/** Fast Fourier transform in place, radix 2 (Cooley and Tukey, 1965). */
class Fourier {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  private readonly reversed: Uint16Array;
  private readonly cosine: Float64Array;
  private readonly sine: Float64Array;

  /** @param size a power of two */
  constructor(private readonly size: number) {
    const bits = Math.log2(size);
    this.real = new Float64Array(size);
    this.imaginary = new Float64Array(size);
    this.reversed = Uint16Array.from({ length: size }, (_, at) => {
      let value = 0;
      for (let bit = 0; bit < bits; bit++) value |= ((at >> bit) & 1) << (bits - 1 - bit);
      return value;
    });
    this.cosine = Float64Array.from({ length: size / 2 }, (_, at) => Math.cos((2 * Math.PI * at) / size));
    this.sine = Float64Array.from({ length: size / 2 }, (_, at) => -Math.sin((2 * Math.PI * at) / size));
  }

  run(): void {
    const { size, real, imaginary, reversed, cosine, sine } = this;
    for (let at = 0; at < size; at++) {
      const other = reversed[at] as number;
      if (other <= at) continue;
      const kept = real[at] as number;
      real[at] = real[other] as number;
      real[other] = kept;
    }
    for (let half = 1; half < size; half <<= 1) {
      const step = size / (2 * half);
      for (let block = 0; block < size; block += 2 * half) {
        for (let j = 0; j < half; j++) {
          const a = block + j;
          const b = a + half;
          const wr = cosine[j * step] as number;
          const wi = sine[j * step] as number;
          const tr = (real[b] as number) * wr - (imaginary[b] as number) * wi;
          const ti = (real[b] as number) * wi + (imaginary[b] as number) * wr;
          real[b] = (real[a] as number) - tr;
          imaginary[b] = (imaginary[a] as number) - ti;
          real[a] = (real[a] as number) + tr;
          imaginary[a] = (imaginary[a] as number) + ti;
        }
      }
    }
  }
}
