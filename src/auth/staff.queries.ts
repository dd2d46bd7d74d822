import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import type { StaffRole } from '../roster/roster.table.js';
import type { SignedInStaff } from './signed-in-staff.js';
import type { UsedToken } from './tokens.queries.js';

const schoolIds: RawBuilder<string[]> = sql`array(
  select ss.school_id::text from staff_school ss where ss.staff_id = staff.id order by ss.school_id)`;

const signedInColumns = [
  'staff.id',
  'staff.name',
  'staff.email',
  'staff.role',
  'staff.languages',
  schoolIds.as('schoolIds'),
] as const;

/** The active member of staff a session's user is. */
export function staffOfAuthUser(
  db: Kysely<Database>,
  authUserId: string,
): Promise<SignedInStaff | undefined> {
  return db
    .selectFrom('staff')
    .select([...signedInColumns])
    .where('staff.authUserId', '=', authUserId)
    .where('staff.active', '=', true)
    .executeTakeFirst();
}

/** An active member of staff, as she would be signed in. */
export function activeStaffById(db: Kysely<Database>, id: string): Promise<SignedInStaff | undefined> {
  return db
    .selectFrom('staff')
    .select([...signedInColumns])
    .where('staff.id', '=', id)
    .where('staff.active', '=', true)
    .executeTakeFirst();
}

/** The active member of staff a bearer token speaks for; an expired or revoked token speaks for nobody. */
export async function staffOfApiToken(
  db: Kysely<Database>,
  now: Date,
  tokenHash: string,
): Promise<{ staff: SignedInStaff; token: UsedToken } | undefined> {
  const found = await db
    .selectFrom('apiToken')
    .innerJoin('staff', 'staff.id', 'apiToken.staffId')
    .select([...signedInColumns])
    .select(['apiToken.id as tokenId', 'apiToken.lastUsedAt'])
    .where('apiToken.tokenHash', '=', tokenHash)
    .where('apiToken.expiresAt', '>', now)
    .where('apiToken.revokedAt', 'is', null)
    .where('staff.active', '=', true)
    .executeTakeFirst();
  if (!found) return undefined;
  const { tokenId, lastUsedAt, ...staff } = found;
  return { staff, token: { id: tokenId, lastUsedAt } };
}

/** An active member of staff by email, whatever its case. */
export function activeStaffByEmail(
  db: Kysely<Database>,
  email: string,
): Promise<{ id: string; role: StaffRole } | undefined> {
  return db
    .selectFrom('staff')
    .select(['id', 'role'])
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .where('active', '=', true)
    .executeTakeFirst();
}

/** Stores a token by its hash; the token itself is kept nowhere. */
export async function insertApiToken(
  trx: Transaction<Database>,
  now: Date,
  token: { id: string; name: string; tokenHash: string; staffId: string; expiresAt: Date },
): Promise<void> {
  await trx
    .insertInto('apiToken')
    .values({ ...token, revokedAt: null, createdAt: now, lastUsedAt: null })
    .execute();
}

/** Who may be offered work: active people of these schools, and district admins. */
export function assignableStaff(
  db: Kysely<Database>,
  schoolIdsOfInterest: readonly string[] | 'all',
): Promise<{ id: string; name: string; role: StaffRole; languages: string[] }[]> {
  let query = db
    .selectFrom('staff')
    .select(['staff.id', 'staff.name', 'staff.role', 'staff.languages'])
    .where('staff.active', '=', true)
    .where('staff.isMachine', '=', false)
    .orderBy('staff.name')
    .orderBy('staff.id');
  if (schoolIdsOfInterest !== 'all') {
    query = query.where(sql<boolean>`staff.role = 'district_admin' or exists (
      select from staff_school ss where ss.staff_id = staff.id and ss.school_id = any(${[...schoolIdsOfInterest]}::uuid[]))`);
  }
  return query.execute();
}

/** The demo's people who sign in with its password, in the order one would try them: who chose another has that. */
export function demoSignIns(
  db: Kysely<Database>,
): Promise<{ name: string; email: string; role: StaffRole; languages: string[] }[]> {
  return db
    .selectFrom('staff')
    .select(['name', 'email', 'role', 'languages'])
    .where('active', '=', true)
    .where('authUserId', 'is not', null)
    .where(
      sql<boolean>`not exists (select from audit_event a where a.subject = 'staff:' || staff.id
        and a.action in ('staff.password_changed', 'staff.sign_in'))`,
    )
    .orderBy(sql`array_position(array['liaison', 'teacher', 'school_admin', 'district_admin'], role)`)
    .orderBy('name')
    .execute();
}
