import { sql, type Kysely, type Transaction } from 'kysely';
import type { Database } from '../db/database.js';
import { newId } from '../lib/ids.js';
import type { StaffRole } from './roster.table.js';

export interface SchoolToServe {
  id: string;
  name: string;
  hasLine: boolean;
}

/** Every school, and whether it has a number to text from. */
export async function schoolsToServe(db: Kysely<Database>): Promise<SchoolToServe[]> {
  const rows = await sql<SchoolToServe>`
    select s.id, s.name, exists (select from line_school ls where ls.school_id = s.id) as has_line
    from school s order by s.name, s.id`.execute(db);
  return rows.rows;
}

/**
 * Adds a number of the real carrier, or finds it.
 * @returns its id, and whether it is new
 */
export async function addLine(
  trx: Transaction<Database>,
  now: Date,
  line: { e164: string; name: string; messagingServiceSid: string | null },
): Promise<{ id: string; isNew: boolean }> {
  const known = await trx
    .selectFrom('line')
    .select('id')
    .where('e164', '=', line.e164)
    .forUpdate()
    .executeTakeFirst();
  if (known) return { id: known.id, isNew: false };
  const id = newId();
  await trx
    .insertInto('line')
    .values({ ...line, id, carrier: 'twilio', stoppedAt: null, stoppedReason: null, createdAt: now })
    .execute();
  return { id, isNew: true };
}

/** Lets a line serve these schools; those it serves already stay. */
export async function serveSchools(
  trx: Transaction<Database>,
  lineId: string,
  schoolIds: readonly string[],
): Promise<void> {
  if (schoolIds.length === 0) return;
  await trx
    .insertInto('lineSchool')
    .values(schoolIds.map((schoolId) => ({ lineId, schoolId })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Adds a member of staff by hand; a roster that names the same email later takes the person over. */
export async function insertStaff(
  trx: Transaction<Database>,
  now: Date,
  staff: {
    name: string;
    email: string;
    role: StaffRole;
    schoolIds: readonly string[];
    languages?: readonly string[];
  },
): Promise<string> {
  const id = newId();
  const { schoolIds, languages = ['en'], ...person } = staff;
  await trx
    .insertInto('staff')
    .values({ ...person, languages: [...languages], id, sourceId: null, authUserId: null, createdAt: now })
    .execute();
  if (schoolIds.length > 0) {
    await trx
      .insertInto('staffSchool')
      .values(schoolIds.map((schoolId) => ({ staffId: id, schoolId })))
      .execute();
  }
  return id;
}

/** Whoever has this email and left: it stays theirs, for the record. */
export function leaverByEmail(
  db: Kysely<Database>,
  email: string,
): Promise<{ id: string; role: StaffRole } | undefined> {
  return db
    .selectFrom('staff')
    .select(['id', 'role'])
    .where(sql<boolean>`lower(email) = lower(${email})`)
    .where('active', '=', false)
    .executeTakeFirst();
}

/** Lets somebody leave or come back. @returns whether the roster's file names them too */
export async function setActive(
  trx: Transaction<Database>,
  staffId: string,
  active: boolean,
): Promise<{ isOfRoster: boolean }> {
  const { source } = await trx
    .updateTable('staff')
    .set({ active })
    .where('id', '=', staffId)
    .returning('source')
    .executeTakeFirstOrThrow();
  return { isOfRoster: source !== 'recado' };
}
