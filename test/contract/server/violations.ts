import { name, version } from '../../../package.json';
import { attribution } from '../../builders';
import type { Recorded } from './exchange';

/** Rules that hold for every request of every test, unless a test is about breaking one. */
export type Rule = 'attribution' | 'bearer' | 'otherOrigin' | 'secretInAddress' | 'repeatedMessage';

export interface Violation {
  readonly rule: Rule;
  readonly says: string;
}

const platforms = ['cursor', 'vscode', 'clawhub', 'unknown'];

/** What is wrong with a request as such. `tokens`: all that were ever good. */
export function violationsOf(recorded: Recorded, tokens: ReadonlySet<string>): Violation[] {
  const { endpoint, method, path, headers } = recorded;
  const found: Violation[] = [];
  const add = (rule: Rule, says: string) => found.push({ rule, says: `${method} ${endpoint}: ${says}` });
  if (/nmv_usr_/.test(path) || [...tokens].some((token) => decodeURI(path).includes(token)))
    add('secretInAddress', 'a token stands in the address');
  if (endpoint === 'cdn') {
    const told = Object.keys(headers).filter((key) => /^(?:authorization|cookie|referer|x-.*)$/.test(key));
    if (told.length > 0) add('otherOrigin', `another origin was told ${told.join(', ')}`);
  }
  // What comes here by a redirect from elsewhere owes nothing.
  if (endpoint === 'cdn' || endpoint === 'unknown') return found;
  if (headers['x-skill-source'] !== name)
    add('attribution', `X-Skill-Source is ${headers['x-skill-source']}`);
  if (![version, attribution.version].includes(String(headers['x-skill-version'])))
    add('attribution', `X-Skill-Version is ${headers['x-skill-version']}`);
  if (!platforms.includes(String(headers['x-skill-platform'])))
    add('attribution', `X-Skill-Platform is ${headers['x-skill-platform']}`);
  const hasBearer = /^Bearer \S+$/.test(headers.authorization ?? '');
  if (endpoint === 'anonymousToken' && headers.authorization !== undefined)
    add('bearer', 'a token on the way to a token');
  if (endpoint !== 'anonymousToken' && !hasBearer) add('bearer', 'no bearer token');
  return found;
}

/** Whether the server may have acted on a message: it was not refused, or nobody can know. */
function mayBeTaken({ answer }: Recorded): boolean {
  return (
    !answer || answer.status >= 500 || (answer.status < 300 && !answer.type.startsWith('application/json'))
  );
}

/** A message that went out although the same one, in the same session, may have been taken before. */
export function repeatedMessage(recorded: Recorded, before: readonly Recorded[]): Violation | undefined {
  const isRepeat = before.some(
    (earlier) => earlier.endpoint === 'message' && earlier.body === recorded.body && mayBeTaken(earlier),
  );
  return isRepeat ? { rule: 'repeatedMessage', says: `sent twice: ${recorded.body}` } : undefined;
}
