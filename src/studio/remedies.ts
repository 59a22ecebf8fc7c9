import type { NemoClient } from '../nemo/client';
import { NemoError, type NemoErrorCode } from '../nemo/errors';
import { codes } from '../wire/codes';
import { actionSchema, type Action } from './conversation';

/** Failures that this computer would not have. */
const cloudOnly: readonly NemoErrorCode[] = [
  'unreachable',
  'timedOut',
  'interrupted',
  'outOfCredits',
  'exportBlocked',
  'rateLimited',
  'fileTooLarge',
  'tokenRefused',
];

/**
 * What a person may do about a failure, beside trying again: the actions of the wire's table of codes.
 *
 * @param client of the back end where it happened; undefined where there is none
 */
export async function remediesFor(
  error: unknown,
  backend: 'local' | 'cloud',
  client: NemoClient | undefined,
): Promise<Action[]> {
  if (!(error instanceof NemoError)) return [];
  if (error.code === 'sessionNotFound') return [{ do: 'startAnew' }];
  if (backend === 'local') return [];
  const isOfCloud = cloudOnly.includes(error.code) || error.status === codes.forbidden;
  const elsewhere: Action[] = isOfCloud ? [{ do: 'renderLocally' }] : [];
  return [...(await specificTo(error.code, client)), ...elsewhere];
}

async function specificTo(code: NemoErrorCode, client: NemoClient | undefined): Promise<Action[]> {
  switch (code) {
    case 'tokenRefused':
      return [{ do: 'setToken' }];
    case 'outOfCredits':
    case 'exportBlocked':
      return client ? await accountLink(client) : [];
    default:
      return [];
  }
}

/** Anonymous accounts register, with what they have kept; registered ones see to their plan. */
async function accountLink(client: NemoClient): Promise<Action[]> {
  const { kind } = await client.account();
  const link: Action =
    kind === 'own'
      ? { do: 'openLink', url: client.webUrl, to: 'account' }
      : { do: 'openLink', url: await client.registerUrl(), to: 'registration' };
  // Where the pages are is a setting, and may be anything: what cannot be opened safely is not offered.
  return actionSchema.safeParse(link).success ? [link] : [];
}
