import type { Output } from 'mediabunny';
import type { EncodedPicture } from './encode/video-encoder';
import { aacFrame } from './sound/aac';

export interface MuxOptions {
  path: string;
  fps: number;
  frameCount: number;
  video: { codec: string; description: Uint8Array; width: number; height: number };
  sound:
    | { description: Uint8Array; sampleRate: number; channels: number; samples: number; packetCount: number }
    | undefined;
  tags: {
    title?: string;
    artist?: string;
    album?: string;
    cover?: { data: Uint8Array; mime: string };
  };
}

/** Writes an MP4 with the index in front, packet by packet; memory holds a second of them and the index. */
export interface Mp4Writer {
  addPicture(picture: EncodedPicture): Promise<void>;
  /** @param index of the packet, from 0; the first holds nothing but priming */
  addSound(data: Uint8Array, index: number): Promise<void>;
  finish(): Promise<void>;
  /** Gives up: closes the file, which is then of no use. */
  abandon(): Promise<void>;
}

const writeBytes = 1 << 20;

/** @throws the system's error when the file cannot be written */
export async function openMp4(options: MuxOptions): Promise<Mp4Writer> {
  const bunny = await import('mediabunny');
  const { video, sound, fps, tags } = options;
  const output: Output = new bunny.Output({
    format: new bunny.Mp4OutputFormat({ fastStart: 'reserve' }),
    target: new bunny.FilePathTarget(options.path, { chunked: true, chunkSize: writeBytes }),
  });
  const pictures = new bunny.EncodedVideoPacketSource('avc');
  output.addVideoTrack(pictures, { frameRate: fps, maximumPacketCount: options.frameCount });
  const sounds = sound && new bunny.EncodedAudioPacketSource('aac');
  if (sound && sounds) output.addAudioTrack(sounds, { maximumPacketCount: sound.packetCount });
  output.setMetadataTags({
    ...(tags.title === undefined ? {} : { title: tags.title }),
    ...(tags.artist === undefined ? {} : { artist: tags.artist }),
    ...(tags.album === undefined ? {} : { album: tags.album }),
    ...(tags.cover
      ? { images: [{ data: tags.cover.data, mimeType: tags.cover.mime, kind: 'coverFront' as const }] }
      : {}),
  });
  await output.start();

  const pictureConfig = {
    decoderConfig: {
      codec: video.codec,
      codedWidth: video.width,
      codedHeight: video.height,
      description: video.description,
      colorSpace: { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const,
    },
  };
  const soundConfig = sound && {
    decoderConfig: {
      codec: 'mp4a.40.2',
      sampleRate: sound.sampleRate,
      numberOfChannels: sound.channels,
      description: sound.description,
    },
  };
  return {
    async addPicture({ data, frame, keyframe }) {
      const packet = new bunny.EncodedPacket(data, keyframe ? 'key' : 'delta', frame / fps, 1 / fps);
      await pictures.add(packet, pictureConfig);
    },
    async addSound(data, index) {
      if (!sound || !sounds) return;
      // The encoder's first 1,024 samples are priming: they start before zero, which makes an edit list. What the
      // last packet holds beyond the sound is cut off the same way.
      const start = index * aacFrame - aacFrame;
      const length = Math.min(aacFrame, sound.samples - start);
      if (length <= 0) return;
      const packet = new bunny.EncodedPacket(
        data,
        'key',
        start / sound.sampleRate,
        length / sound.sampleRate,
      );
      await sounds.add(packet, soundConfig);
    },
    async finish() {
      await output.finalize();
    },
    async abandon() {
      if (output.state === 'started') await output.cancel();
    },
  };
}
