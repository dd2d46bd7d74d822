import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { addStaff, bringStaffBack, changeStaff, letStaffLeave, listStaff } from '../../src/settings/staff.js';
import { readOwner } from '../../src/translation/speakers.queries.js';
import { createInboxRuntime, type InboxRuntime } from '../inbox/inbox-runtime.js';
import { buildConversation, buildSchool, buildStaff, type BuiltStaff } from '../support/builders.js';

let inbox: InboxRuntime;
let admin: BuiltStaff;
let schoolId: string;
beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());
beforeEach(async () => {
  admin = await buildStaff(inbox.rt.db, { role: 'district_admin' });
  ({ schoolId } = await buildSchool(inbox.rt.db));
});

const found = async (search: string, left = false) =>
  (await listStaff(inbox.rt, admin, { search, left })).items;
const build = (options: Parameters<typeof buildStaff>[1] = {}) =>
  buildStaff(inbox.rt.db, { schoolIds: [schoolId], ...options });
/** Says that the roster names the school for somebody. */
const ofRoster = (staffId: string) =>
  inbox.rt.db.updateTable('staffSchool').set({ owner: 'sis' }).where('staffId', '=', staffId).execute();
const assigneeOf = async (conversationId: string) =>
  (
    await inbox.rt.db
      .selectFrom('conversation')
      .select('assigneeStaffId')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow()
  ).assigneeStaffId;
const facts = (more: Partial<Parameters<typeof changeStaff>[3]> = {}) => ({
  role: 'liaison' as const,
  languages: ['en'],
  schoolIds: [schoolId],
  ...more,
});

describe('what is set about somebody', () => {
  test('a language makes a speaker of them, to whom texts of the school that wait for one go', async () => {
    const silent = await build();
    const speaker = await build();
    await changeStaff(inbox.rt, admin, speaker.id, facts({ languages: ['en', 'so'] }));
    const owner = () => inbox.rt.db.transaction().execute((trx) => readOwner(trx, schoolId, 'so'));
    expect(await owner()).toEqual({ id: speaker.id, speaks: true });
    await changeStaff(inbox.rt, admin, speaker.id, facts());
    await changeStaff(inbox.rt, admin, silent.id, facts({ languages: ['so'] }));
    expect(await owner()).toEqual({ id: silent.id, speaks: true });
  });

  test('a role counts from now on, and no import overwrites it', async () => {
    const person = await build({ role: 'teacher' });
    await changeStaff(inbox.rt, admin, person.id, facts({ role: 'school_admin' }));
    const row = await inbox.rt.db
      .selectFrom('staff')
      .select(['role', 'owners'])
      .where('id', '=', person.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ role: 'school_admin', owners: { role: 'staff' } });
  });

  test('schools are added and taken away, but not those the roster names', async () => {
    const other = (await buildSchool(inbox.rt.db)).schoolId;
    const person = await build();
    await ofRoster(person.id);
    await changeStaff(inbox.rt, admin, person.id, facts({ schoolIds: [schoolId, other] }));
    await expect(
      changeStaff(inbox.rt, admin, person.id, facts({ schoolIds: [other] })),
    ).rejects.toMatchObject({ code: 'school_of_roster' });
    const schools = (await found(person.email))[0]?.schools ?? [];
    expect(new Map(schools.map(({ id, isOfRoster }) => [id, isOfRoster]))).toEqual(
      new Map([
        [schoolId, true],
        [other, false],
      ]),
    );
    await changeStaff(inbox.rt, admin, person.id, facts());
    expect((await found(person.email))[0]?.schools.map(({ id }) => id)).toEqual([schoolId]);
  });

  test.each([
    ['left a school', { schoolIds: [] as string[] }],
    ['became a teacher', { role: 'teacher' as const }],
  ])('whoever %s leaves the conversations there to a colleague', async (_, change) => {
    const elsewhere = (await buildSchool(inbox.rt.db)).schoolId;
    const [person, colleague] = [await build({ schoolIds: [schoolId, elsewhere] }), await build()];
    const { conversationId } = await buildConversation(inbox.rt.db, {
      schoolId,
      assigneeStaffId: person.id,
    });
    inbox.forget();
    const places = { schoolIds: [schoolId, elsewhere], ...change };
    await changeStaff(
      inbox.rt,
      admin,
      person.id,
      facts({ ...places, schoolIds: [...places.schoolIds, elsewhere] }),
    );
    expect(await assigneeOf(conversationId)).toBe(colleague.id);
    expect(inbox.published).toEqual([{ kind: 'conversation', id: conversationId, schoolId }]);
  });

  test('somebody of a school is never left without one, nor at one that does not exist', async () => {
    const person = await build();
    await expect(changeStaff(inbox.rt, admin, person.id, facts({ schoolIds: [] }))).rejects.toMatchObject({
      code: 'no_school',
    });
    await expect(
      changeStaff(inbox.rt, admin, person.id, facts({ schoolIds: [person.id] })),
    ).rejects.toMatchObject({ code: 'not_found' });
    expect((await found(person.email))[0]?.schools).toHaveLength(1);
  });
});

describe('who comes and goes', () => {
  test('somebody new is added once, also where two clicks or another case ask for it again', async () => {
    const person = { ...facts({ languages: ['en', 'ht'] }), name: 'Nadège Paul', email: 'nadege@r.example' };
    const both = await Promise.allSettled([
      addStaff(inbox.rt, admin, person),
      addStaff(inbox.rt, admin, { ...person, email: 'Nadege@R.example' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'email_taken' },
    });
    expect(await found('nadège')).toMatchObject([
      { languages: ['en', 'ht'], hasSignIn: false, active: true },
    ]);
  });

  test('whoever left stands among those who left, keeps the email, and comes back as they were', async () => {
    const [person, colleague] = [await build(), await build()];
    const { conversationId } = await buildConversation(inbox.rt.db, {
      schoolId,
      assigneeStaffId: person.id,
    });
    expect(await letStaffLeave(inbox.rt, admin, person.id)).toMatchObject({ isOfRoster: false });
    expect(await assigneeOf(conversationId)).toBe(colleague.id);
    expect([await found(person.email), await found(person.email, true)]).toMatchObject([
      [],
      [{ id: person.id, active: false }],
    ]);
    await expect(
      addStaff(inbox.rt, admin, { ...facts(), name: 'Again', email: person.email }),
    ).rejects.toMatchObject({ code: 'email_taken' });
    await expect(letStaffLeave(inbox.rt, admin, person.id)).rejects.toMatchObject({ code: 'not_found' });
    await bringStaffBack(inbox.rt, admin, person.id);
    expect(await found(person.email)).toMatchObject([{ role: 'liaison', schools: [{ id: schoolId }] }]);
  });

  test('nobody changes their own role or ends their own access', async () => {
    const own = { languages: ['en', 'es'], schoolIds: [] };
    await expect(
      changeStaff(inbox.rt, admin, admin.id, { ...own, role: 'school_admin', schoolIds: [schoolId] }),
    ).rejects.toMatchObject({ code: 'own_role' });
    await expect(letStaffLeave(inbox.rt, admin, admin.id)).rejects.toMatchObject({ code: 'own_access' });
    await changeStaff(inbox.rt, admin, admin.id, { ...own, role: 'district_admin' });
    expect(await found(admin.email)).toMatchObject([{ role: 'district_admin', languages: ['en', 'es'] }]);
  });

  test('of two administrators who end each other’s role at once, one is left', async () => {
    const other = await build({ role: 'district_admin' });
    const both = await Promise.allSettled([
      changeStaff(inbox.rt, admin, other.id, facts()),
      changeStaff(inbox.rt, other, admin.id, facts()),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

test('the list goes on where its page ends, and finds signs that stand for others only as themselves', async () => {
  const names = Array.from({ length: 53 }, (_, n) => `Page_${String(n).padStart(2, '0')}`);
  for (const name of names) await build({ name });
  await build({ name: 'Pagex' });
  const first = await listStaff(inbox.rt, admin, { search: 'page_' });
  const rest = await listStaff(inbox.rt, admin, { search: 'page_', cursor: first.nextCursor ?? undefined });
  expect([...first.items, ...rest.items].map(({ name }) => name)).toEqual(names);
  expect(rest.nextCursor).toBeNull();
});
