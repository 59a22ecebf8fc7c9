import type { RenderProgress } from './request';

type Stage = RenderProgress['stage'];

/** The share of each stage in the whole work, in percent, as measured on a five-minute recording. */
const spans: Readonly<Record<Stage, readonly [from: number, to: number]>> = {
  analyse: [0, 14],
  encode: [14, 99],
  finish: [99, 100],
};
/** ms between two reports */
const interval = 100;
/** ms of a stage after which its pace says something about the rest */
const settled = 700;

/** Turns the shares of stages into one percentage that never falls, ten times a second, with the time left. */
export class Pace {
  private percent = 0;
  private reported = -Infinity;
  private stage: Stage | undefined;
  private stageBegan = 0;

  constructor(
    private readonly onProgress: (progress: RenderProgress) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** @param share of the stage that is done, 0–1 */
  report(stage: Stage, share: number): void {
    const time = this.now();
    if (stage !== this.stage) {
      this.stage = stage;
      this.stageBegan = time;
    } else if (time - this.reported < interval && share < 1) {
      return;
    }
    this.reported = time;
    const [from, to] = spans[stage];
    const done = Math.min(1, Math.max(0, share));
    this.percent = Math.max(this.percent, from + (to - from) * done);
    const spent = time - this.stageBegan;
    const known = stage === 'encode' && spent > settled && done > 0;
    this.onProgress({
      stage,
      percent: this.percent,
      ...(known ? { etaMs: Math.round((spent * (1 - done)) / done) } : {}),
    });
  }
}
