import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';

/**
 * The password somebody signs in with, as it is stored, locked.
 * @returns undefined where somebody else is at it, or there is none
 */
export async function lockPassword(
  trx: Transaction<Database>,
  staffId: string,
): Promise<{ accountId: string; hash: string } | undefined> {
  const found = await sql<{ accountId: string; hash: string }>`
    select a."id" as account_id, a."password" as hash
    from staff s join auth."account" a on a."userId" = s.auth_user_id
    where s.id = ${staffId} and a."providerId" = 'credential' and a."password" is not null
    for update of a skip locked`.execute(trx);
  return found.rows[0];
}

/** The password an account signs in with, as it is stored; null where there is none. */
export async function readPassword(db: Kysely<Database>, email: string): Promise<string | null> {
  const found = await sql<{ hash: string }>`
    select a."password" as hash from auth."user" u join auth."account" a on a."userId" = u."id"
    where u."email" = ${email.toLowerCase()} and a."providerId" = 'credential'`.execute(db);
  return found.rows[0]?.hash ?? null;
}

/** Ends a session by what its cookie holds. */
export async function endSession(db: Kysely<Database>, token: string): Promise<void> {
  await sql`delete from auth."session" where "token" = ${token}`.execute(db);
}

/** Stores another password. */
export async function replacePassword(
  trx: Transaction<Database>,
  now: Date,
  { accountId, hash }: { accountId: string; hash: string },
): Promise<void> {
  await sql`
    update auth."account" set "password" = ${hash}, "updatedAt" = ${now} where "id" = ${accountId}`.execute(
    trx,
  );
}

/** Signs somebody out everywhere but here. @returns how many sessions ended */
export async function endOtherSessions(
  trx: Transaction<Database>,
  staffId: string,
  sessionId: string,
): Promise<number> {
  const ended = await sql`
    delete from auth."session" se using staff s
    where s.id = ${staffId} and se."userId" = s.auth_user_id and se."id" <> ${sessionId}::uuid
      and se."expiresAt" > now()`.execute(trx);
  return Number(ended.numAffectedRows ?? 0n);
}

/** How often a wrong password was given for somebody's own since then. */
export async function countRefused(
  trx: Transaction<Database>,
  staffId: string,
  since: Date,
): Promise<number> {
  const { count } = await trx
    .selectFrom('auditEvent')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('subject', '=', `staff:${staffId}`)
    .where('action', '=', 'staff.password_refused')
    .where('happenedAt', '>', since)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Somebody else whose account signs in with this email. */
export async function holderOfAccount(
  db: Kysely<Database>,
  authUserId: string,
  staffId: string,
): Promise<{ email: string } | undefined> {
  return db
    .selectFrom('staff')
    .select('email')
    .where('authUserId', '=', authUserId)
    .where('id', '<>', staffId)
    .executeTakeFirst();
}
