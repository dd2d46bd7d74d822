import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** The cookie that marks a browser in which somebody has signed in. It lets nobody in; see `takeTry`. */
export const knownBrowserCookie = 'recado.known_browser';

/** Seconds it is kept: as long as browsers keep any (RFC 6265bis, section 5.5). */
export const knownBrowserSeconds = 400 * 86_400;

/** A computer of the staff room is shared: so many people are known in one browser, whoever signed in last first. */
const mostPeople = 12;

/**
 * The mark of this browser for an account, in which only a right password puts one. Pure.
 * @param cookie the cookie's value, as the browser sent it
 * @param account as `accountKey` writes it
 */
export function markOf(secret: string, cookie: string | undefined, account: string): string | null {
  return marksIn(cookie).find((mark) => isFor(secret, account, mark)) ?? null;
}

/** The cookie's value once somebody has signed in: a new mark for that account, and those other people have. */
export function withMark(secret: string, cookie: string | undefined, account: string): string {
  const nonce = randomBytes(16).toString('base64url');
  const others = marksIn(cookie).filter((mark) => !isFor(secret, account, mark));
  return [`${nonce}.${signature(secret, account, nonce)}`, ...others].slice(0, mostPeople).join('~');
}

/** More than we write are read by nobody: each costs a signature. */
function marksIn(cookie = ''): string[] {
  return cookie.split('~', mostPeople).filter((mark) => /^[\w-]{22}\.[\w-]{43}$/.test(mark));
}

function isFor(secret: string, account: string, mark: string): boolean {
  const [nonce = '', given = ''] = mark.split('.');
  return timingSafeEqual(Buffer.from(given), Buffer.from(signature(secret, account, nonce)));
}

function signature(secret: string, account: string, nonce: string): string {
  return createHmac('sha256', secret).update(`known browser ${account} ${nonce}`).digest('base64url');
}
