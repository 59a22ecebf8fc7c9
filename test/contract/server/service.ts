import { systemClock, type Clock } from '../../../src/nemo/clock';
import type { UploadedFile } from '../../../src/wire/files';
import { mp4 } from '../../builders';
import type { Envelope } from './envelopes';
import type { Validators } from './ranges';

/** A draft as a service may write it: odd spacing, integers that a double cannot hold, escapes, `1.50`. */
export const oddDraft =
  '{"t" :[ {"tt":0,"sg":[{"id":90071992547409935,"name":"caf\\u00e9 \\/ sea","start":0,"d":3000,"x":1.0e-7}]},\n' +
  '\t{"tt":1,"sg":[{"id":"a1","name":"episode","d":3000,"volume":0.30000000000000004}] }], "d":3000,"m":{"title":"Odd","width":1920,"height":1080}}';

/** Credits of one token. */
export interface Balance {
  available: number;
  frozen: number;
}

/** What the vendor's service has in mind, and how it is disposed; a test sets what it is about. */
export class Service {
  readonly tokens = new Set<string>();
  readonly balances = new Map<string, Balance>();
  /** The drafts of the sessions that are known, as text; empty before the first message. */
  readonly drafts = new Map<string, string>();
  /** What was uploaded, by session. */
  readonly files = new Map<string, readonly UploadedFile[]>();
  readonly renders = new Map<string, { polls: number; cancelled: boolean }>();
  /** The envelope of all answers; each endpoint's own where there is none. */
  envelope: Envelope | undefined;
  /** How ids stand in answers. */
  idForm: 'number' | 'string' = 'number';
  /** What a message turns the draft into. */
  draftText = oddDraft;
  /** Credits for a message. */
  messageCost = 0;
  tokenLifeMs = 7 * 24 * 3600_000;
  /** Time as the service tells it: when a token ends. */
  clock: Clock = systemClock;
  pollShape: 'enveloped' | 'bare' | 'task' = 'enveloped';
  /** Polls that answer "processing" before the one that answers "completed". */
  pollsUntilDone = 0;
  /** Where it is set, there is a capabilities endpoint that asks for polls as often as this. */
  pollMs: number | undefined;
  /** bytes per file */
  mostUploadBytes = 500 * 1024 * 1024;
  video = mp4(100_000);
  /** What the download endpoint gives instead, where it does not give the same. */
  fallbackVideo: Buffer | undefined;
  /** Whether files can be had in part. */
  ranges = true;
  validators: Validators = 'strong';
  #count = 0;

  addSession(): string {
    const id = `90071992547409${931 + this.issue()}`;
    this.drafts.set(id, '');
    return id;
  }

  /** From now on nobody knows this session. */
  forget(sessionId: string): void {
    this.drafts.delete(sessionId);
    this.files.delete(sessionId);
  }

  balanceOf(token: string): Balance {
    const balance = this.balances.get(token) ?? { available: 97, frozen: 3 };
    this.balances.set(token, balance);
    return balance;
  }

  /** Takes the credits for a message; false where there are not enough. */
  charge(token: string): boolean {
    const balance = this.balanceOf(token);
    if (balance.available < this.messageCost) return false;
    balance.available -= this.messageCost;
    return true;
  }

  /** A number that was not given out before. */
  issue(): number {
    return ++this.#count;
  }
}
