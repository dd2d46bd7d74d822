import type { Kysely } from 'kysely';
import { recordAudit } from '../auth/audit.queries.js';
import { giveSignIn } from '../auth/give-sign-in.js';
import { activeStaffByEmail } from '../auth/staff.queries.js';
import type { Database } from '../db/database.js';
import { letLeave } from '../imports/leavers.js';
import { RecadoError } from '../lib/errors.js';
import { phoneNumber } from '../lib/phone-numbers.js';
import { markDeployment } from '../roster/add-roster.queries.js';
import { readDeployment } from '../roster/deployment.queries.js';
import type { StaffRole } from '../roster/roster.table.js';
import {
  addLine,
  insertStaff,
  leaverByEmail,
  schoolsToServe,
  serveSchools,
  setActive,
} from '../roster/set-up.queries.js';

const wrongUse = (why: string): RecadoError => new RecadoError('wrong_use', why);

export interface LineRequest {
  number: string;
  name: string;
  messagingService?: string | undefined;
  /** Names of schools; none: those that have no line yet. */
  schools: readonly string[];
  /** The district's name, asked for the first time. */
  district?: string | undefined;
}

/**
 * Adds a number of the real carrier that texts go out from, and says which schools it serves. The first one makes the
 * database a real district's for ever. Repeating it changes nothing but that it may serve more schools.
 * @throws RecadoError `wrong_use`; `demo_refused` where the database holds the demo district
 */
export async function setUpLine(
  db: Kysely<Database>,
  now: Date,
  { number, name, messagingService, schools, district }: LineRequest,
): Promise<{ isNew: boolean; serves: string[] }> {
  const e164 = number.replace(/[\s().-]/g, '');
  if (!phoneNumber.test(e164))
    throw wrongUse(`${number} is no number: write it with its country, like +18605550101.`);
  if (messagingService !== undefined && !/^MG[0-9a-f]{32}$/.test(messagingService))
    throw wrongUse('A messaging service is MG and 32 characters; the carrier shows it beside its name.');
  const deployment = await readDeployment(db);
  if (deployment?.kind === 'demo')
    throw new RecadoError(
      'demo_refused',
      'This database holds the demo district, which never gets a real number: set DATABASE_URL or DATA_DIR to another one.',
    );
  if (!deployment && district === undefined)
    throw wrongUse("This is the first line: say the district's name, --district NAME.");
  return db.transaction().execute(async (trx) => {
    if (!deployment) await markDeployment(trx, now, { kind: 'live', districtName: district ?? '' });
    const line = await addLine(trx, now, { e164, name, messagingServiceSid: messagingService ?? null });
    const known = await schoolsToServe(trx);
    const served = schools.length === 0 ? known.filter((school) => !school.hasLine) : named(known, schools);
    await serveSchools(
      trx,
      line.id,
      served.map((school) => school.id),
    );
    await recordAudit(trx, now, {
      actor: 'cli',
      action: line.isNew ? 'line.added' : 'line.serves',
      subject: `line:${line.id}`,
      detail: { schoolIds: served.map((school) => school.id) },
    });
    return { isNew: line.isNew, serves: served.map((school) => school.name) };
  });
}

function named<T extends { name: string }>(known: readonly T[], names: readonly string[]): T[] {
  return names.map((name) => {
    const found = known.filter((school) => school.name.toLowerCase() === name.trim().toLowerCase());
    if (found.length === 1 && found[0]) return found[0];
    const all = known.map((school) => school.name).join(', ');
    throw wrongUse(
      known.length === 0
        ? `There is no school ${name} yet: import the roster first.`
        : `There is no one school ${name}; there are: ${all}.`,
    );
  });
}

export interface SignInRequest {
  email: string;
  /** For somebody who is not there yet. */
  name?: string | undefined;
  role?: StaffRole | undefined;
  schools: readonly string[];
  /** Brings back somebody who left. */
  back?: boolean | undefined;
}

/**
 * Gives a member of staff a password to sign in with, or a new one, which signs them out wherever the old one did them
 * in. Somebody who is not in the roster is added by hand.
 * @returns the password, kept nowhere
 * @throws RecadoError `wrong_use`, `staff_not_found`
 */
export async function setUpSignIn(
  db: Kysely<Database>,
  now: Date,
  auth: Parameters<typeof giveSignIn>[0],
  { email, name, role, schools, back }: SignInRequest,
): Promise<{ password: string; isNew: boolean }> {
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) throw wrongUse(`${email} is no email address.`);
  const left = await leaverByEmail(db, email);
  const known = (await activeStaffByEmail(db, email)) ?? (back === true ? left : undefined);
  if (known && role !== undefined && known.role !== role)
    throw wrongUse(`That person is a ${known.role}: leave out --role.`);
  if (!known && left)
    throw wrongUse(
      `${email} belongs to somebody who left: say --back to bring that person back, or give another email.`,
    );
  if (!known && (name === undefined || role === undefined))
    throw new RecadoError(
      'staff_not_found',
      `No active member of staff has the email ${email}. To add somebody, say --name and --role as well.`,
    );
  if (!known && role !== 'district_admin' && schools.length === 0)
    throw wrongUse('Say at which school, --school NAME; only a district_admin is at none.');
  const staffId =
    known?.id ??
    (await db.transaction().execute(async (trx) => {
      const at = named(await schoolsToServe(trx), schools).map((school) => school.id);
      return insertStaff(trx, now, { name: name ?? '', email, role: role ?? 'teacher', schoolIds: at });
    }));
  const password = await giveSignIn(auth, db, now, { id: staffId, name: name ?? email, email }, 'cli');
  if (known && known.id === left?.id) await db.transaction().execute((trx) => setActive(trx, staffId, true));
  return { password, isNew: known === undefined };
}

export interface Leaving {
  nudges: number;
  conversations: number;
  /** The next import brings back whom its file still names. */
  isOfRoster: boolean;
}

/**
 * Lets a member of staff leave: signed out, without tokens, and what they had goes to heirs, as when a roster no longer
 * names them.
 * @throws RecadoError `staff_not_found`
 */
export async function setUpLeaving(db: Kysely<Database>, now: Date, email: string): Promise<Leaving> {
  const staff = await activeStaffByEmail(db, email);
  if (!staff) throw new RecadoError('staff_not_found', `No active member of staff has the email ${email}.`);
  return db.transaction().execute(async (trx) => {
    const { nudges, conversations, isOfRoster } = await letLeave(trx, now, staff.id, 'cli');
    return { nudges: nudges.length, conversations: conversations.length, isOfRoster };
  });
}
