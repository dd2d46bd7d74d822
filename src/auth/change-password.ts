import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { badRequest, RecadoError } from '../lib/errors.js';
import { recordAudit, staffActor } from './audit.queries.js';
import type { Auth } from './auth.js';
import { countRefused, endOtherSessions, lockPassword, replacePassword } from './passwords.queries.js';
import type { SignedInStaff } from './signed-in-staff.js';

/** So many wrong guesses at the old password are taken from one person within this time. */
const mostGuesses = 5;
const guessesMinutes = 15;

/** Somebody who wants another password, and where she is signed in. */
export interface PasswordChange {
  staff: SignedInStaff;
  sessionId: string;
  current: string;
  next: string;
}

/**
 * Gives somebody the password of her choice: the old one is asked for, since whoever finds a screen unlocked has the
 * session too. Wherever else she is signed in ends; this session stays, and so do her tokens.
 * @returns how many other sessions ended
 * @throws RecadoError 400 `wrong_password`, `same_password`; 429 `too_many_tries`
 */
export async function changePassword(
  auth: Pick<Auth, '$context'>,
  db: Kysely<Database>,
  now: Date,
  { staff, sessionId, current, next }: PasswordChange,
): Promise<number> {
  if (current === next) throw badRequest('same_password', 'That is the old password. Choose another one.');
  const { password: passwords } = await auth.$context;
  const hash = await passwords.hash(next);
  const [actor, subject] = [staffActor(staff), staffActor(staff)];
  const ended = await db.transaction().execute(async (trx) => {
    const stored = await lockPassword(trx, staff.id);
    if (!stored) throw tooMany('Your password is being changed at this moment.', 5);
    const since = new Date(now.getTime() - guessesMinutes * 60_000);
    if ((await countRefused(trx, staff.id, since)) >= mostGuesses)
      throw tooMany('Too many wrong passwords.', guessesMinutes * 60);
    if (!(await passwords.verify({ hash: stored.hash, password: current }))) {
      await recordAudit(trx, now, { actor, action: 'staff.password_refused', subject });
      return null;
    }
    await replacePassword(trx, now, { ...stored, hash });
    const sessions = await endOtherSessions(trx, staff.id, sessionId);
    await recordAudit(trx, now, {
      actor,
      action: 'staff.password_changed',
      subject,
      detail: { endedSessions: sessions },
    });
    return sessions;
  });
  if (ended === null) throw badRequest('wrong_password', 'The old password is not right.');
  return ended;
}

const tooMany = (why: string, seconds: number): RecadoError =>
  new RecadoError(
    'too_many_tries',
    `${why} Try again ${seconds < 60 ? 'in a moment' : `in ${seconds / 60} minutes`}.`,
    { status: 429, retry: 'later', retryAfterSeconds: seconds },
  );
