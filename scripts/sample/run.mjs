import { spawnSync } from 'node:child_process';

/** A megabyte or two of sound goes through the pipes; Node's own limit is one. */
const maxBuffer = 256 * 1024 * 1024;

/**
 * Runs a program to its end, `input` on its standard input.
 *
 * @returns {{ stdout: Buffer, stderr: string }}
 * @throws {Error} naming the Debian package when the program is not installed, or what it said when it failed.
 */
export function run(program, args, input) {
  const { error, status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer });
  if (error?.code === 'ENOENT') {
    throw new Error(
      `${program} is not installed. On Debian or Ubuntu: sudo apt-get install espeak-ng sox ffmpeg`,
    );
  }
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ended with status ${status}: ${stderr.toString().trim()}`);
  return { stdout, stderr: stderr.toString() };
}

/** Hz of everything mixed here. */
export const sampleRate = 44_100;

/** Arguments that make sox write bare 32-bit floats, one channel, to standard output. */
export const rawOutput = ['-t', 'f32', '-r', String(sampleRate), '-c', '1', '-'];

/** The samples sox wrote with {@link rawOutput}. */
export function toSamples(buffer) {
  return new Float32Array(buffer.buffer.slice(buffer.byteOffset, buffer.byteOffset + buffer.length));
}
