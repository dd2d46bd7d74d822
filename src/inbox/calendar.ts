import { DateTime } from 'luxon';
import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { belongsToSchool } from '../auth/visibility.js';
import { badRequest, notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { clearSchoolDay, readSchoolDays, setSchoolDays, type SchoolDay } from '../roster/calendar.queries.js';

/** Days that can be marked at once. */
const daysAtOnce = 60;

/**
 * The days of a school that are not like the others.
 * @throws RecadoError 404 `not_found`
 */
export async function listDays(rt: Pick<Runtime, 'db' | 'clock'>, staff: SignedInStaff, schoolId: string) {
  if (!belongsToSchool(staff, schoolId)) throw notFound('This school');
  const today = DateTime.fromJSDate(rt.clock.now(), { zone: 'utc' });
  const from = today.minus({ months: 1 }).toFormat('yyyy-LL-dd');
  const until = today.plus({ years: 1 }).toFormat('yyyy-LL-dd');
  return { items: await readSchoolDays(rt.db, schoolId, { from, until }) };
}

/**
 * Marks days from one to another, both included. Texts that wait look at the calendar when they are due.
 * @throws RecadoError 404 `not_found`; 400 `days_wrong`
 */
export async function markDays(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  schoolId: string,
  { from, until, kind, note }: { from: string; until: string } & Pick<SchoolDay, 'kind' | 'note'>,
): Promise<void> {
  if (!mayMark(staff, schoolId)) throw notFound('This school');
  const first = DateTime.fromISO(from, { zone: 'utc' });
  const count = DateTime.fromISO(until, { zone: 'utc' }).diff(first, 'days').days + 1;
  if (count < 1 || count > daysAtOnce) {
    throw badRequest(
      'days_wrong',
      `Choose a last day that is not before the first, ${daysAtOnce} days at most.`,
    );
  }
  const days = Array.from({ length: count }, (_, n) => first.plus({ days: n }).toFormat('yyyy-LL-dd'));
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const marked = days.map((day) => ({ day, kind, note }));
    await setSchoolDays(trx, now, { schoolId, staffId: staff.id }, marked);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'school.days_marked',
      subject: `school:${schoolId}`,
      detail: { from, until, kind },
    });
  });
}

/**
 * Makes a day like every other again.
 * @throws RecadoError 404 `not_found`
 */
export async function clearDay(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  schoolId: string,
  day: string,
): Promise<void> {
  if (!mayMark(staff, schoolId)) throw notFound('This school');
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    await clearSchoolDay(trx, schoolId, day);
    await recordAudit(trx, now, {
      actor: staffActor(staff),
      action: 'school.day_cleared',
      subject: `school:${schoolId}`,
      detail: { day },
    });
  });
}

function mayMark(staff: SignedInStaff, schoolId: string): boolean {
  const isAdmin = staff.role === 'school_admin' || staff.role === 'district_admin';
  return isAdmin && belongsToSchool(staff, schoolId);
}
