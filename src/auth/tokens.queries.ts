import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { StaffRole } from '../roster/roster.table.js';

/** A bearer token as it may be shown: nothing of it can be used to sign in. */
export interface KnownToken {
  id: string;
  name: string;
  /** Whom it speaks for; a machine of its own has a name and no email. */
  speaksFor: string;
  email: string | null;
  role: StaffRole;
  createdAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
  /** To about a minute; null where no use was noted. */
  lastUsedAt: Date | null;
  isUsable: boolean;
}

/** Tokens by age, the newest first; `usable` alone, or those that are over too. */
export async function listTokens(
  db: Kysely<Database>,
  now: Date,
  which: 'usable' | 'all',
): Promise<KnownToken[]> {
  const rows = await db
    .selectFrom('apiToken as t')
    .innerJoin('staff as s', 's.id', 't.staffId')
    .select(['t.id', 't.name', 't.createdAt', 't.expiresAt', 't.revokedAt', 't.lastUsedAt'])
    .select(['s.name as speaksFor', 's.email', 's.role', 's.active', 's.isMachine'])
    .orderBy('t.createdAt', 'desc')
    .orderBy('t.id', 'desc')
    .execute();
  return rows
    .map(({ active, isMachine, email, ...token }) => ({
      ...token,
      email: isMachine ? null : email,
      isUsable: active && token.revokedAt === null && token.expiresAt > now,
    }))
    .filter(({ isUsable }) => which === 'all' || isUsable);
}

/** A token somebody came with, and when its use was last noted. */
export interface UsedToken {
  id: string;
  lastUsedAt: Date | null;
}

/** A token is used with every request of a machine; it is written down once in so long. */
const noteEveryMs = 60_000;

/** Notes that a token is used: at most once a minute, however many requests and web servers it comes to. */
export async function noteTokenUse(
  db: Kysely<Database>,
  now: Date,
  { id, lastUsedAt }: UsedToken,
): Promise<void> {
  const before = new Date(now.getTime() - noteEveryMs);
  if (lastUsedAt !== null && lastUsedAt > before) return;
  await db
    .updateTable('apiToken')
    .set({ lastUsedAt: now })
    .where('id', '=', id)
    // Of requests that come at once, one writes.
    .where((eb) => eb.or([eb('lastUsedAt', 'is', null), eb('lastUsedAt', '<=', before)]))
    .execute();
}

/** Ends a token for good. @returns since when it was revoked already, null where it was not; undefined: there is none */
export async function revokeToken(
  trx: Transaction<Database>,
  now: Date,
  id: string,
): Promise<{ name: string; before: Date | null } | undefined> {
  const found = await trx
    .selectFrom('apiToken')
    .select(['name', 'revokedAt as before'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (found && found.before === null) {
    await trx.updateTable('apiToken').set({ revokedAt: now }).where('id', '=', id).execute();
  }
  return found;
}
