import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';

/** Codecs, size in px and length of a media file, as the container tells them. */
export async function probe(path: string) {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS });
  const video = await input.getPrimaryVideoTrack();
  const audio = await input.getPrimaryAudioTrack();
  const seconds = await input.computeDuration();
  return { codecs: [video?.codec, audio?.codec], size: [video?.displayWidth, video?.displayHeight], seconds };
}
