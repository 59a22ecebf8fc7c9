import { run, sampleRate } from './run.mjs';

/** Loudness aimed at before the limiter, LUFS (AES TD1008 gives −16 for podcasts), and the ceiling, dBFS. */
const loudness = -16;
const ceiling = -1.5;

const pcmInput = ['-f', 'f32le', '-ar', String(sampleRate), '-ac', '2', '-i', 'pipe:0'];

/** Integrated loudness of interleaved stereo, LUFS (ITU-R BS.1770). */
function measure(pcm) {
  const { stderr } = run(
    'ffmpeg',
    ['-hide_banner', ...pcmInput, '-af', 'ebur128', '-f', 'null', '-'],
    Buffer.from(pcm.buffer),
  );
  return Number(/Integrated loudness:\s+I:\s+(-?[\d.]+) LUFS/.exec(stderr)[1]);
}

/**
 * Masters the episode and writes it as an MP3 with tags and its cover.
 *
 * @param {Float32Array} pcm interleaved stereo
 * @param {{ tags: Record<string, string>, coverFile: string, out: string }} options `coverFile` is a JPEG
 */
export function encode(pcm, { tags, coverFile, out }) {
  const gain = (loudness - measure(pcm)).toFixed(2);
  const limit = (10 ** (ceiling / 20)).toFixed(4);
  const master = `volume=${gain}dB,alimiter=limit=${limit}:level=0:attack=3:release=60`;
  const sound = ['-map', '0:a', '-af', master, '-c:a', 'libmp3lame', '-b:a', '96k', '-joint_stereo', '1'];
  const cover = [
    '-map',
    '1:v',
    '-c:v',
    'copy',
    '-disposition:v',
    'attached_pic',
    '-metadata:s:v',
    'title=Cover',
  ];
  const picture = [...cover, '-metadata:s:v', 'comment=Cover (front)'];
  const metadata = Object.entries(tags).flatMap(([name, value]) => ['-metadata', `${name}=${value}`]);
  // ID3v2.3 is read everywhere; bit-exact leaves the version of ffmpeg out, so that the file is the same each time.
  const container = ['-id3v2_version', '3', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
  const input = ['-y', '-hide_banner', '-loglevel', 'error', ...pcmInput, '-i', coverFile];
  run('ffmpeg', [...input, ...sound, ...picture, ...metadata, ...container, out], Buffer.from(pcm.buffer));
}
