import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import * as z from 'zod';
import { codeOf } from '../../nemo/error-code';
import { isAlive, placeIfFree } from '../disk';

const ownerSchema = z.object({ pid: z.number(), host: z.string(), token: z.string() });
type Owner = z.infer<typeof ownerSchema>;

/** ms between two signs of life of an owner */
const beatMs = 5000;
/** ms of watching without a sign of life after which a claim counts as left behind */
const silenceMs = 15_000;

/** Claims of this process: another process may have had our id before us. */
const ours = new Set<string>();

/**
 * The right of one process to act on a project, as a file beside it. It falls to whoever asks next when its owner
 * has died, or has shown no sign of life while it was watched.
 */
export class Claim {
  readonly #beat: NodeJS.Timeout;

  private constructor(
    private readonly path: string,
    private readonly token: string,
  ) {
    ours.add(token);
    // A beat that fails is a beat missed; `isHeld` tells whether it mattered.
    this.#beat = setInterval(() => void touch(path).catch(() => undefined), beatMs);
    this.#beat.unref();
  }

  /** Takes the claim, or returns undefined where another process has it. @param path in a folder that exists */
  static async take(path: string): Promise<Claim | undefined> {
    // Whoever only looks, every two seconds perhaps, changes nothing on the disk.
    if ((await mtimeOf(path)) !== undefined && !(await clearStale(path))) return undefined;
    const owner: Owner = { pid: process.pid, host: hostname(), token: randomUUID() };
    return (await place(path, owner)) ? new Claim(path, owner.token) : undefined;
  }

  /** Whether nobody has taken it over meanwhile: a computer that slept may have seemed dead. */
  async isHeld(): Promise<boolean> {
    return ours.has(this.token) && (await ownerIn(this.path))?.token === this.token;
  }

  async release(): Promise<void> {
    clearInterval(this.#beat);
    if (await this.isHeld()) await rm(this.path, { force: true });
    ours.delete(this.token);
  }
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now);
}

/** Puts the claim there with its content at once, unless there is one. */
async function place(path: string, owner: Owner): Promise<boolean> {
  const prepared = `${path}.${owner.token}`;
  try {
    await writeFile(prepared, JSON.stringify(owner), { mode: 0o600 });
    return await placeIfFree(prepared, path);
  } catch (error) {
    // The one who has the claim has tidied up around it, or removed all of it.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(prepared, { force: true });
  }
}

/** Moves a claim that was left behind out of the way. Of several who try, one succeeds. */
async function clearStale(path: string): Promise<boolean> {
  const owner = await ownerIn(path);
  if (!(await isStale(path, owner))) return false;
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return true;
    throw error;
  }
  const moved = await ownerIn(aside);
  // Somebody was faster, and it is their fresh claim that was moved: back with it.
  const isAnothers = moved?.token !== owner?.token;
  if (isAnothers) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
  return !isAnothers;
}

async function isStale(path: string, owner: Owner | undefined): Promise<boolean> {
  if (owner?.host === hostname()) {
    if (owner.pid === process.pid) return !ours.has(owner.token);
    if (!isAlive(owner.pid)) return true;
  }
  return await isSilent(path);
}

/** When we first saw a claim with its last sign of life, in ms of a clock that stands still while the computer sleeps. */
const seen = new Map<string, { mtimeMs: number | undefined; at: number }>();

/**
 * Whether a claim has shown no sign of life for as long as we have looked: clocks of two computers differ, and after a
 * sleep the owner must have had its chance.
 */
async function isSilent(path: string): Promise<boolean> {
  const mtimeMs = await mtimeOf(path);
  const now = performance.now();
  const before = seen.get(path);
  if (before && before.mtimeMs === mtimeMs) return now - before.at > silenceMs;
  seen.set(path, { mtimeMs, at: now });
  return false;
}

async function mtimeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );
}

/** Who has the claim; undefined where nobody has, or where it cannot be read. */
async function ownerIn(path: string): Promise<Owner | undefined> {
  try {
    return ownerSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    // Half a claim is judged by its silence.
    return undefined;
  }
}
