import { t } from '@vscode/l10n';
import { toPageSchema, type ToEditor } from '../../src/protocol';
import type { Change } from './state';

type WithoutNumber<T> = T extends unknown ? Omit<T, 'request'> : never;
/** A message to the editor, before the link numbers it. */
export type Request = WithoutNumber<ToEditor>;

/** The page's end of the wire to the editor. */
export interface Link {
  /** Posts a request. Resolves when the editor has taken it; rejects with a `RequestRefused` when it could not. */
  request(request: Request): Promise<void>;
  /** Takes one message of the editor. Throws `NotUnderstood` if it is none of ours. */
  receive(data: unknown): void;
}

/** The editor's own sentence about why a request failed. */
export class RequestRefused extends Error {}

/** A message that this page has no schema for: the page and the editor are of different versions. */
export class NotUnderstood extends Error {
  constructor() {
    super(t('The editor and this panel do not understand each other. Close the panel and open it again.'));
  }
}

/** Opens the link. `post` sends to the editor; `onChange` hears everything that is not a reply, in order. */
export function openLink(post: (message: ToEditor) => void, onChange: (change: Change) => void): Link {
  const waiting = new Map<number, PromiseWithResolvers<void>>();
  let last = 0;
  return {
    request(request) {
      const answer = deferred();
      waiting.set(++last, answer);
      post({ ...request, request: last });
      return answer.promise;
    },
    receive(data) {
      const parsed = toPageSchema.safeParse(data);
      if (!parsed.success) throw new NotUnderstood();
      const message = parsed.data;
      if (message.type !== 'reply') return onChange(message);
      const answer = waiting.get(message.request);
      waiting.delete(message.request);
      if (message.error === undefined) answer?.resolve();
      else answer?.reject(new RequestRefused(message.error));
    },
  };
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: Error): void;
}

/** Promise.withResolvers, which Node 20 does not have. */
function deferred(): PromiseWithResolvers<void> {
  let resolve: () => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
