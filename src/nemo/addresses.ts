import { pages } from '../wire/paths';
import { badAddress } from './errors';

export { defaultApiUrl, defaultWebUrl } from '../wire/paths';

/**
 * Looks at an address that a back end is to fetch from, before it is told.
 *
 * @returns the address as a URL is written
 * @throws NemoError badAddress: not an address, not http(s), or with a user name or password in it
 */
export function checkAddress(text: string): string {
  if (!URL.canParse(text)) throw badAddress();
  const url = new URL(text);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username !== '' || url.password !== '') throw badAddress();
  return url.href;
}

/** The page that opens a session in a browser. */
export function claimPage(webUrl: string, claimToken: string): string {
  return `${withoutSlash(webUrl)}${pages.claim}?ct=${encodeURIComponent(claimToken)}`;
}

/** The page where an anonymous account becomes one with a name. */
export function registerPage(webUrl: string, userId: string | undefined): string {
  const bind = userId === undefined || isBearer(userId) ? '' : `?bind=${encodeURIComponent(userId)}`;
  return `${withoutSlash(webUrl)}${pages.register}${bind}`;
}

/** Whether a text is a bearer token of the service, which never goes into an address. */
export function isBearer(text: string): boolean {
  return text.startsWith('nmv_usr_');
}

function withoutSlash(url: string): string {
  return url.replace(/\/+$/, '');
}
