import { recordAudit, staffActor } from '../auth/audit.queries.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { notFound } from '../lib/errors.js';
import type { Runtime } from '../lib/runtime.js';
import { readSchools, setContactHours } from '../roster/schools.queries.js';
import { mustChangeSettings } from './access.js';

/**
 * Sets the hours in which families of these schools are texted. Texts that wait look at them when they are due.
 * @param hours local, `HH:MM`, within the hours anybody may be texted in
 * @throws RecadoError 404 `not_found` but for district administrators, or where one of the schools does not exist
 */
export async function changeContactHours(
  rt: Pick<Runtime, 'db' | 'clock'>,
  staff: SignedInStaff,
  schoolIds: readonly string[],
  hours: { from: string; until: string },
): Promise<void> {
  mustChangeSettings(staff);
  const now = rt.clock.now();
  await rt.db.transaction().execute(async (trx) => {
    const schools = await readSchools(trx, schoolIds);
    if (schools.length < new Set(schoolIds).size) throw notFound('This school');
    await setContactHours(trx, schoolIds, hours);
    for (const { id, contactFrom, contactUntil } of schools)
      await recordAudit(trx, now, {
        actor: staffActor(staff),
        action: 'school.contact_hours_set',
        subject: `school:${id}`,
        detail: { ...hours, was: { from: contactFrom, until: contactUntil } },
      });
  });
}
