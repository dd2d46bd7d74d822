import { createHash, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { RecadoError } from '../lib/errors.js';
import { linkAuthUser } from '../roster/staff-accounts.queries.js';
import type { Auth } from './auth.js';
import { holderOfAccount } from './passwords.queries.js';
import type { SignedInStaff } from './signed-in-staff.js';
import { staffOfApiToken, staffOfAuthUser } from './staff.queries.js';
import { noteTokenUse } from './tokens.queries.js';

/** Who is asking, and how it is known. */
export interface Identity {
  readonly staff: SignedInStaff;
  /** A session's cookie goes along with every request of a browser, so its writes need a check of their origin. */
  readonly via: 'session' | 'token';
  /** The session, where it is one. */
  readonly sessionId?: string;
  /** `Set-Cookie` values that keep a used session alive; to be sent with the answer. */
  readonly cookies: readonly string[];
}

export type SignInCheck = Pick<Auth, 'api'>;

/**
 * The active member of staff behind a request: a bearer token where there is one, else the session cookie.
 * @param purpose to `use` a session keeps it alive, to `look` does not
 * @returns null for nobody, and for people who are no longer active
 */
export async function identify(
  auth: SignInCheck,
  db: Kysely<Database>,
  now: Date,
  headers: Headers,
  purpose: 'use' | 'look' = 'use',
): Promise<Identity | null> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer !== undefined) {
    const found = await staffOfApiToken(db, now, hashToken(bearer));
    if (!found) return null;
    await noteTokenUse(db, now, found.token);
    return { staff: found.staff, via: 'token', cookies: [] };
  }
  if (!headers.has('cookie')) return null;
  const { response: session, headers: set } = await auth.api.getSession({
    headers,
    returnHeaders: true,
    query: { disableRefresh: purpose === 'look' },
  });
  if (!session) return null;
  const staff = await staffOfAuthUser(db, session.user.id);
  return staff ? { staff, via: 'session', sessionId: session.session.id, cookies: set.getSetCookie() } : null;
}

/** {@link identify} for callers that only need the person. */
export async function signedInStaff(
  auth: SignInCheck,
  db: Kysely<Database>,
  now: Date,
  headers: Headers,
): Promise<SignedInStaff | null> {
  return (await identify(auth, db, now, headers))?.staff ?? null;
}

/**
 * Gives a member of staff an email and password to sign in with; called again, it replaces the password. The two
 * stores are written one after the other: a crash between them is made good by calling it again. Whose email it was
 * before, and who has another one now, signs in with that.
 * @throws RecadoError `sign_in_taken`
 */
export async function createSignIn(
  auth: Pick<Auth, '$context'>,
  db: Kysely<Database>,
  staffId: string,
  { name, email, password }: { name: string; email: string; password: string },
): Promise<void> {
  const { internalAdapter, password: passwords } = await auth.$context;
  const hash = await passwords.hash(password);
  let known = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
  const holder = known ? await holderOfAccount(db, known.user.id, staffId) : undefined;
  if (known && holder) {
    // Nobody's password is replaced by somebody else's.
    const now = holder.email.toLowerCase();
    if (now === email.toLowerCase() || (await internalAdapter.findUserByEmail(now))) throw taken();
    await internalAdapter.updateUser(known.user.id, { email: now });
    known = null;
  }
  const userId =
    known?.user.id ??
    (await internalAdapter.createUser({ name, email, emailVerified: true }, { method: 'email-password' })).id;
  if (known?.accounts.some((account) => account.providerId === 'credential')) {
    await internalAdapter.updatePassword(userId, hash);
  } else {
    await internalAdapter.linkAccount({
      userId,
      accountId: userId,
      providerId: 'credential',
      password: hash,
    });
  }
  await linkAuthUser(db, staffId, userId).catch((cause: unknown) => {
    throw taken(cause);
  });
}

const taken = (cause?: unknown): RecadoError =>
  new RecadoError(
    'sign_in_taken',
    'This email already signs in someone else, or that person does not exist.',
    { cause, status: 409 },
  );

/** A new bearer token: 256 random bits behind a mark that secret scanners can find. */
export function newToken(): string {
  return `recado_${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. A fast hash is enough: its input is random, not a password. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
