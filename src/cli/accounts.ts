import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { AccountStore, AnonymousAccount } from '../nemo/token';

const accountSchema = z.object({
  clientId: z.string(),
  token: z.string().optional(),
  expiresAt: z.number().optional(),
  userId: z.string().optional(),
});

/** The anonymous account in a file that only its owner may read; a terminal has no better place. */
export function accountFile(path: string): AccountStore {
  return {
    async load(): Promise<AnonymousAccount | undefined> {
      try {
        const { clientId, token, expiresAt, userId } = accountSchema.parse(
          JSON.parse(await readFile(path, 'utf8')),
        );
        return {
          clientId,
          ...(token === undefined ? {} : { token }),
          ...(expiresAt === undefined ? {} : { expiresAt }),
          ...(userId === undefined ? {} : { userId }),
        };
      } catch {
        // Not there yet, or not ours: a new account is made.
        return undefined;
      }
    },
    async save(account) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, JSON.stringify(account), { mode: 0o600 });
      await chmod(path, 0o600);
    },
  };
}
