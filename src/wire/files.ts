import * as z from 'zod';

/** File types that a back end takes, by lower-case extension. */
export const extensions = {
  audio: ['mp3', 'wav', 'm4a', 'aac'],
  video: ['mp4', 'mov', 'avi', 'webm', 'mkv'],
  image: ['jpg', 'png', 'gif', 'webp'],
} as const;

/** Transcripts, taken beside those where the back end reads this computer's files. */
export const captionExtensions = ['srt', 'vtt'] as const;

/** bytes; the most that may be uploaded as one file */
export const mostUploadBytes = 500 * 1024 * 1024;

export const uploadedFileSchema = z.looseObject({
  filename: z.string(),
  file_type: z.string(),
  cdn_url: z.string().optional(),
  /** s */
  duration: z.number().optional(),
  width: z.number().optional(),
  height: z.number().optional(),
  fps: z.number().optional(),
  hash: z.string().optional(),
});
export type UploadedFile = z.infer<typeof uploadedFileSchema>;

/** Answer to `POST /api/upload-video/nemo_agent/me/<sid>`. */
export const uploadSchema = z.looseObject({
  files: z.array(uploadedFileSchema),
  session_state_applied: z.boolean().optional(),
});
export type Upload = z.infer<typeof uploadSchema>;

/** An upload by reference: addresses anywhere, or paths for a back end on this computer. */
export const uploadRequestSchema = z.discriminatedUnion('source_type', [
  z.object({ source_type: z.literal('url'), urls: z.array(z.string()).min(1) }),
  z.object({ source_type: z.literal('path'), paths: z.array(z.string()).min(1) }),
]);
export type UploadRequest = z.infer<typeof uploadRequestSchema>;
