import type { Transaction } from 'kysely';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import { giveSignIn } from '../auth/give-sign-in.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { activeStaffByEmail, activeStaffById } from '../auth/staff.queries.js';
import type { TouchedConversation } from '../conversations/hand-over.queries.js';
import type { Database } from '../db/database.js';
import { handOverSchools, leftSchool, letLeave } from '../imports/leavers.js';
import { badRequest, conflict, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import type { StaffRole } from '../roster/roster.table.js';
import { readSchools } from '../roster/schools.queries.js';
import { insertStaff, leaverByEmail, setActive } from '../roster/set-up.queries.js';
import {
  lockStaff,
  readStaffPage,
  setRoleAndLanguages,
  setWorkplaces,
  type LockedStaff,
} from '../roster/staff-directory.queries.js';
import { mustChangeSettings } from './access.js';

const pageSize = 50;

/** What somebody is, where, and which languages they speak. */
export interface StaffFacts {
  role: StaffRole;
  languages: readonly string[];
  schoolIds: readonly string[];
}

/** The district's people by name, page by page. @throws RecadoError 404 `not_found` but for district administrators */
export async function listStaff(
  rt: Pick<Runtime, 'db'>,
  admin: SignedInStaff,
  { search = '', left = false, cursor }: { search?: string; left?: boolean; cursor?: string | undefined },
) {
  mustChangeSettings(admin);
  const rows = await readStaffPage(rt.db, { search, active: !left, afterId: cursor, limit: pageSize + 1 });
  const items = rows.slice(0, pageSize).map(({ schools, ...person }) => ({
    ...person,
    schools: schools.map(({ owner, ...school }) => ({ ...school, isOfRoster: owner === 'sis' })),
  }));
  return { items, nextCursor: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null };
}

/**
 * Adds somebody who is not in the roster; a roster that names the same email later takes the person over.
 * @throws RecadoError 404 `not_found`; 400 `no_school`; 409 `email_taken`
 */
export async function addStaff(
  rt: Runtime,
  admin: SignedInStaff,
  { name, email, ...facts }: StaffFacts & { name: string; email: string },
): Promise<{ id: string }> {
  mustChangeSettings(admin);
  const now = rt.clock.now();
  return rt.db.transaction().execute(async (trx) => {
    await mustStillAdminister(trx, admin);
    await mustBePlaces(trx, facts, []);
    if ((await activeStaffByEmail(trx, email)) ?? (await leaverByEmail(trx, email)))
      throw conflict(
        'email_taken',
        `Somebody has the email ${email} already. Look among those who left, too.`,
      );
    const id = await insertStaff(trx, now, { name, email, ...facts });
    await audit(trx, now, admin, 'staff.added', id, { ...facts });
    return { id };
  });
}

/**
 * Sets somebody's role, languages and schools. Those the roster names stay. Conversations of a school that is left go
 * to colleagues there.
 * @throws RecadoError 404 `not_found`; 400 `no_school`, `own_role`, `school_of_roster`
 */
export async function changeStaff(
  rt: Runtime,
  admin: SignedInStaff,
  id: string,
  facts: StaffFacts,
): Promise<void> {
  mustChangeSettings(admin);
  const now = rt.clock.now();
  const touched = await rt.db.transaction().execute(async (trx) => {
    const was = await lockColleague(trx, admin, id);
    if (!was.active) throw notFound('This person');
    if (id === admin.id && facts.role !== was.role)
      throw badRequest('own_role', 'Ask another district administrator to change your own role.');
    await mustBePlaces(trx, facts, was.schools);
    await setRoleAndLanguages(trx, was, facts);
    await setWorkplaces(trx, id, facts.schoolIds);
    await audit(trx, now, admin, 'staff.changed', id, { ...facts, wasRole: was.role });
    return handOverWhatIsOutOfReach(trx, now, was, facts);
  });
  await tellOf(rt, touched);
}

/**
 * Lets somebody leave: signed out everywhere, and what they had goes to colleagues.
 * @throws RecadoError 404 `not_found`; 400 `own_access`
 */
export async function letStaffLeave(
  rt: Runtime,
  admin: SignedInStaff,
  id: string,
): Promise<{ isOfRoster: boolean }> {
  mustChangeSettings(admin);
  if (id === admin.id)
    throw badRequest('own_access', 'Ask another district administrator to end your own access.');
  const { isOfRoster, conversations } = await rt.db.transaction().execute(async (trx) => {
    const was = await lockColleague(trx, admin, id);
    if (!was.active) throw notFound('This person');
    return letLeave(trx, rt.clock.now(), id, staffActor(admin));
  });
  await tellOf(rt, conversations);
  return { isOfRoster };
}

/** Brings somebody back who left, as they were; what they had stays with its heirs. @throws RecadoError 404 `not_found` */
export async function bringStaffBack(rt: Runtime, admin: SignedInStaff, id: string): Promise<void> {
  mustChangeSettings(admin);
  await rt.db.transaction().execute(async (trx) => {
    await lockColleague(trx, admin, id);
    await setActive(trx, id, true);
    await audit(trx, rt.clock.now(), admin, 'staff.back', id, {});
  });
}

/**
 * Gives a colleague a password, or a new one, which ends every session of theirs.
 * @returns the password, to be handed over; kept nowhere
 * @throws RecadoError 404 `not_found`; 400 `own_password`; 409 `sign_in_taken`
 */
export async function givePassword(
  auth: Parameters<typeof giveSignIn>[0],
  rt: Pick<Runtime, 'db' | 'clock'>,
  admin: SignedInStaff,
  id: string,
): Promise<string> {
  mustChangeSettings(admin);
  if (id === admin.id)
    throw badRequest('own_password', 'Change your own password under Me: the old one is asked for there.');
  const colleague = await activeStaffById(rt.db, id);
  if (!colleague) throw notFound('This person');
  return giveSignIn(auth, rt.db, rt.clock.now(), colleague, staffActor(admin));
}

/** Two administrators who end each other's role at the same time leave one of them. */
async function lockColleague(
  trx: Transaction<Database>,
  admin: SignedInStaff,
  id: string,
): Promise<LockedStaff> {
  const people = await mustStillAdminister(trx, admin, id);
  const colleague = people.get(id);
  if (!colleague) throw notFound('This person');
  return colleague;
}

async function mustStillAdminister(
  trx: Transaction<Database>,
  admin: SignedInStaff,
  ...others: readonly string[]
): Promise<Map<string, LockedStaff>> {
  const people = await lockStaff(trx, [admin.id, ...others]);
  const self = people.get(admin.id);
  if (self && !(self.active && self.role === 'district_admin')) throw notFound('This page');
  return people;
}

async function mustBePlaces(
  trx: Transaction<Database>,
  { role, schoolIds }: StaffFacts,
  had: LockedStaff['schools'],
): Promise<void> {
  const there = await readSchools(trx, schoolIds);
  if (there.length < new Set(schoolIds).size) throw notFound('This school');
  if (role !== 'district_admin' && schoolIds.length === 0)
    throw badRequest('no_school', 'Choose at least one school: only a district administrator is at none.');
  const missing = had.find(({ schoolId, owner }) => owner === 'sis' && !schoolIds.includes(schoolId));
  if (missing)
    throw badRequest('school_of_roster', 'A school that the roster names is taken away in the roster.');
}

/** Who became a teacher reads no whole threads any more; who left a school, nothing of it. */
async function handOverWhatIsOutOfReach(
  trx: Transaction<Database>,
  now: Date,
  was: LockedStaff,
  { role, schoolIds }: StaffFacts,
): Promise<TouchedConversation[]> {
  if (role === 'district_admin') return [];
  const had = was.schools.map(({ schoolId }) => schoolId);
  const isNowTeacher = role === 'teacher' && was.role !== 'teacher';
  const left = isNowTeacher ? [...had, ...schoolIds] : had.filter((one) => !schoolIds.includes(one));
  if (left.length === 0) return [];
  const reason = isNowTeacher ? 'whoever had it is a teacher now' : leftSchool;
  return handOverSchools(trx, now, was.id, { schoolIds: left, reason });
}

async function tellOf(rt: Runtime, touched: readonly TouchedConversation[]): Promise<void> {
  for (const { conversationId, schoolId } of touched)
    await rt.live.publish({ kind: 'conversation', id: conversationId, schoolId });
}

async function audit(
  trx: Transaction<Database>,
  now: Date,
  admin: SignedInStaff,
  action: string,
  id: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await recordAudit(trx, now, { actor: staffActor(admin), action, subject: `staff:${id}`, detail });
}
