import * as z from 'zod';
import type { EngineDraft } from '../draft';
import type { MediaErrorCode } from '../media/errors';
import type { Quality } from './encode/video-encoder';

export interface RenderRequest {
  draft: EngineDraft;
  /** A temporary file of the caller's choice; written whole, or removed. */
  outputPath: string;
  quality: Quality;
  /** the folder of the fonts that ship with us */
  fontsFolder: string;
  /** the bundle that the worker is started from */
  workerFile: string;
}

/** Where the work stands. `percent` is of the whole, 0–100, and never falls; `etaMs` is the time left. */
export interface RenderProgress {
  stage: 'analyse' | 'encode' | 'finish';
  percent: number;
  etaMs?: number;
}

export interface RenderResult {
  bytes: number;
  durationMs: number;
  frames: number;
}

/** What a worker is given. `cancelled` is one Int32: 1 asks it to stop. */
export interface WorkerTask {
  task: 'render';
  request: RenderRequest;
  cancelled: SharedArrayBuffer;
}

/** What a worker says. A MediaError travels by code, and is put into words where the language is known. */
export type WorkerMessage =
  | { type: 'progress'; progress: RenderProgress }
  | { type: 'done'; result: RenderResult }
  | { type: 'cancelled' }
  | { type: 'file-failed'; code: MediaErrorCode; fileName: string }
  | { type: 'failed'; message: string; stack: string | undefined };

/** Whether a worker of the engine was started to render. */
export const workerTaskSchema = z.looseObject({ task: z.literal('render') });
