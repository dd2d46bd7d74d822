import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { contactHoursInput } from '../../src/api/calendar.schemas.js';
import { readSchools } from '../../src/roster/schools.queries.js';
import { changeContactHours } from '../../src/settings/contact-hours.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import { buildSchool, buildStaff, type BuiltStaff } from '../support/builders.js';

let inbox: InboxRuntime;
let admin: BuiltStaff;
let here: string;
let there: string;
beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(async () => {
  admin = await buildStaff(inbox.rt.db, { role: 'district_admin' });
  ({ schoolId: here } = await buildSchool(inbox.rt.db));
  ({ schoolId: there } = await buildSchool(inbox.rt.db));
});

const early = { from: '10:30', until: '18:00' };
const usual = { from: '09:00', until: '20:00' };
const hoursOf = async (schoolId: string) => {
  const [school] = await readSchools(inbox.rt.db, [schoolId]);
  return { from: school?.contactFrom, until: school?.contactUntil };
};
const audited = (schoolId: string) =>
  inbox.rt.db
    .selectFrom('auditEvent')
    .select(['actor', 'action', 'detail'])
    .where('subject', '=', `school:${schoolId}`)
    .execute();

test('the hours of one school are set, and the log says what they were', async () => {
  await changeContactHours(inbox.rt, admin, [here], early);
  expect(await hoursOf(here)).toEqual(early);
  expect(await hoursOf(there)).toEqual(usual);
  expect(await audited(here)).toEqual([
    { actor: `staff:${admin.id}`, action: 'school.contact_hours_set', detail: { ...early, was: usual } },
  ]);
  expect(await audited(there)).toEqual([]);
});

test('the hours of several schools are set at once, each with its entry in the log', async () => {
  await changeContactHours(inbox.rt, admin, [here, there], early);
  expect([await hoursOf(here), await hoursOf(there)]).toEqual([early, early]);
  expect([await audited(here), await audited(there)]).toMatchObject([[{}], [{}]]);
});

test('a school that does not exist leaves the others as they were', async () => {
  const unknown = changeContactHours(inbox.rt, admin, [here, randomUUID()], early);
  await expect(unknown).rejects.toMatchObject({ status: 404 });
  expect(await hoursOf(here)).toEqual(usual);
});

test('nobody but a district administrator sets them', async () => {
  for (const role of ['teacher', 'liaison', 'school_admin'] as const) {
    const person = await buildStaff(inbox.rt.db, { role, schoolIds: [here] });
    await expect(changeContactHours(inbox.rt, person, [here], early)).rejects.toMatchObject({ status: 404 });
  }
  expect(await hoursOf(here)).toEqual(usual);
});

test.each([
  [
    'earlier than the law allows',
    { from: '07:59', until: '20:00' },
    'Nobody is texted before 08:00 or after 21:00.',
  ],
  [
    'later than the law allows',
    { from: '09:00', until: '21:01' },
    'Nobody is texted before 08:00 or after 21:00.',
  ],
  ['the wrong way round', { from: '20:00', until: '09:00' }, 'The end has to be after the beginning.'],
  ['of no length', { from: '09:00', until: '09:00' }, 'The end has to be after the beginning.'],
  ['that are none', { from: '9', until: '24:00' }, 'Write a time as HH:MM.'],
])('hours %s are refused with the reason', (_, hours, reason) => {
  const { error } = contactHoursInput.safeParse({ schoolIds: [here], hours });
  expect(error?.issues.map(({ message }) => message)).toContain(reason);
});

test('the widest hours the law allows are taken', () => {
  const hours = { from: '08:00', until: '21:00' };
  expect(contactHoursInput.safeParse({ schoolIds: [here], hours }).success).toBe(true);
});
