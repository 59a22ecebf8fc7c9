import { randomUUID } from 'node:crypto';
import {
  claimRequestSchema,
  sessionRequestSchema,
  type AnonymousToken,
  type Credits,
} from '../../../wire/account';
import { headers, paths } from '../../../wire/paths';
import { readBody } from '../body';
import type { Parts } from '../parts';
import { sendData } from '../reply';
import type { Route } from '../router';
import { clientIdMissing, nothingToClaim } from '../wire-error';

const mostBytes = 64 * 1024;
const longestClientId = 64;

/** Rendering here costs nothing, so the balance never moves; the number only has to be enough for anything. */
const credits: Credits & { free: boolean } = {
  available: 1_000_000,
  frozen: 0,
  total: 1_000_000,
  free: true,
};

/** Tokens, sessions, credits: what in the cloud belongs to an account, and here to nobody. */
export function accountRoutes({ token, store }: Parts): Route[] {
  return [
    {
      method: 'POST',
      path: paths.anonymousToken,
      handle: ({ request, response }) => {
        const clientId = request.headers[headers.clientId.toLowerCase()];
        if (typeof clientId !== 'string' || clientId === '' || clientId.length > longestClientId)
          throw clientIdMissing();
        const answer: AnonymousToken = { token, user_id: `anon_${randomUUID()}`, credits: credits.available };
        sendData(response, answer);
      },
    },
    {
      method: 'POST',
      path: paths.session,
      handle: async ({ request, response }) => {
        const body = await readBody(request, sessionRequestSchema, mostBytes);
        const project = await store.create(body.task_name, body.language ?? 'en');
        sendData(response, { task_id: project.taskId, session_id: project.sessionId });
      },
    },
    {
      method: 'GET',
      path: paths.credits,
      handle: ({ response }) => {
        sendData(response, credits);
      },
    },
    {
      method: 'POST',
      path: paths.claimToken,
      handle: async ({ request }) => {
        await readBody(request, claimRequestSchema, mostBytes);
        throw nothingToClaim();
      },
    },
  ];
}
