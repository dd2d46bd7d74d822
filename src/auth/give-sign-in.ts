import { randomInt } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { recordAudit } from './audit.queries.js';
import type { Auth } from './auth.js';
import { endSessions } from './revoke-access.queries.js';
import { forgetTries } from './sign-in-tries.js';
import { createSignIn } from './sign-in.js';

/**
 * Gives a member of staff a password to sign in with, or a new one, which signs them out wherever the old one did them
 * in.
 * @param actor as in the audit log
 * @returns the password, kept nowhere
 * @throws RecadoError `sign_in_taken`
 */
export async function giveSignIn(
  auth: Pick<Auth, '$context'>,
  db: Kysely<Database>,
  now: Date,
  { id, name, email }: { id: string; name: string; email: string },
  actor: string,
): Promise<string> {
  const password = newPassword();
  await createSignIn(auth, db, id, { name, email: email.toLowerCase(), password });
  await db.transaction().execute(async (trx) => {
    await endSessions(trx, [id]);
    await forgetTries(trx, email);
    await recordAudit(trx, now, { actor, action: 'staff.sign_in', subject: `staff:${id}` });
  });
  return password;
}

/** Without what is mistaken for something else: no 0, O, 1, l or I. */
const signs = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const newPassword = (): string => Array.from({ length: 16 }, () => signs[randomInt(signs.length)]).join('');
