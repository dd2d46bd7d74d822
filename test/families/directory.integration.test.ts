import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { directoryQuery } from '../../src/families/directory.queries.js';
import { listFamilies, type DirectoryInput } from '../../src/families/directory.js';
import { changeLanguage, readFamilyPage } from '../../src/families/person.js';
import { correctConsentAt } from '../../src/families/consent.js';
import { linkSender } from '../../src/families/link-sender.js';
import { setRight } from '../../src/families/rights.js';
import { newId } from '../../src/lib/ids.js';
import { namedAsTyped } from '../../src/roster/named.queries.js';
import { readTimeline } from '../../src/families/timeline.js';
import {
  buildAddress,
  buildClass,
  buildConversation,
  buildGuardian,
  buildInbound,
  buildRequest,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let liaison: BuiltStaff;
let teacher: BuiltStaff;
let admin: BuiltStaff;
let schoolId: string;
let classId: string;

const people = [
  ['José Núñez', 'Lucía', 'Núñez', 'es'],
  ['Nguyễn Thị Hương', 'Đức', 'Nguyễn', 'vi'],
  ['نادية خليل', 'عمر', 'خليل', 'ar'],
  ['王芳', '明', '王', 'zh-Hans'],
  ['Ольга Королёва', 'Семён', 'Королёв', 'ru'],
  ['김민지', '서준', '김', 'ko'],
] as const;
const guardians: Record<string, string> = {};

beforeAll(async () => {
  stage = await startTestRuntime();
  const { db } = stage.rt;
  ({ schoolId } = await buildSchool(db, { name: 'Lincoln' }));
  liaison = await buildStaff(db, { schoolIds: [schoolId] });
  teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
  admin = await buildStaff(db, { role: 'district_admin' });
  ({ classId } = await buildClass(db, { schoolId, teacherId: teacher.id }));
  for (const [n, [name, givenName, familyName, language]] of people.entries()) {
    const { studentId } = await buildStudent(db, { classId, givenName, familyName });
    const built = await buildGuardian(db, {
      name,
      language,
      studentIds: [studentId],
      e164: `+1203555770${n}`,
    });
    guardians[name] = built.guardianId;
  }
  // Many others at another school, so that reading them all would show.
  const crowd = await buildSchool(db);
  await sql`
    with made as (
      insert into guardian (id, name, home_language, created_at)
      select gen_random_uuid(), (array['Maria','James','Wei','Olga','Yusuf'])[1 + n % 5] || ' ' ||
        chr(97 + n % 26) || md5(n::text), 'en', now() from generate_series(1, 20000) as n
      returning id, name),
    kids as (
      insert into student (id, school_id, given_name, family_name, grade, created_at)
      select id, ${crowd.schoolId}, 'Kid', md5(name), '3', now() from made
      returning id)
    select count(*) from kids`.execute(db);
  await sql`
    insert into guardian_student (guardian_id, student_id, relationship)
    select s.id, s.id, 'mother' from student s join guardian g on g.id = s.id`.execute(db);
  await sql`vacuum analyze`.execute(db);
});
afterAll(() => stage.close());

const everything: DirectoryInput = {
  search: undefined,
  schoolId: undefined,
  classId: undefined,
  language: undefined,
  consent: undefined,
  health: undefined,
  cursor: undefined,
  limit: 30,
};
const find = async (filter: Partial<DirectoryInput>, staff: BuiltStaff = liaison): Promise<string[]> =>
  (await listFamilies(stage.rt, staff, { ...everything, ...filter })).items.map((row) => row.name);

describe('the directory finds a family', () => {
  test.each([
    ['without its accents', 'jose nunez', 'José Núñez'],
    ['by part of a name', 'nune', 'José Núñez'],
    ['by the child', 'lucia', 'José Núñez'],
    ['by the child and the guardian together', 'Lucia José', 'José Núñez'],
    ['in Vietnamese without marks', 'nguyen huong', 'Nguyễn Thị Hương'],
    ['by a letter PostgreSQL cannot take apart', 'duc', 'Nguyễn Thị Hương'],
    ['in Arabic', 'خليل', 'نادية خليل'],
    ['in Arabic with another form of a letter', 'ناديه', 'نادية خليل'],
    ['in Chinese by two characters', '王芳', '王芳'],
    ['in Chinese by one', '明', '王芳'],
    ['in Cyrillic without the dots', 'королева', 'Ольга Королёва'],
    ['in Korean', '민지', '김민지'],
  ])('%s', async (_how, search, name) => {
    expect(await find({ search })).toEqual([name]);
  });

  test.each([
    ['a letter in place of another', 'nunes', 'José Núñez'],
    ['a letter too few', 'nguyn huong', 'Nguyễn Thị Hương'],
    ['a letter too many', 'luccia', 'José Núñez'],
    ['neighbours changed about', 'nguyne', 'Nguyễn Thị Hương'],
    ['two mistakes in a long Cyrillic name', 'каролеба', 'Ольга Королёва'],
    ['a mistake in a short word', 'dux', null],
  ])('typed with %s, and says so: %s', async (_how, search, name) => {
    const page = await listFamilies(stage.rt, liaison, { ...everything, search });
    expect(page.items.map((row) => row.name)).toEqual(name === null ? [] : [name]);
    expect(page).toMatchObject({ isNear: name !== null, nextCursor: null });
  });

  test('by a child only where it is of a class of hers, also with a mistake', async () => {
    expect(await find({ search: 'nunes' }, teacher)).toEqual(['José Núñez']);
    const stranger = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [schoolId] });
    expect(await find({ search: 'nunes' }, stranger)).toEqual([]);
    expect((await listFamilies(stage.rt, liaison, { ...everything, search: 'nunez' })).isNear).toBe(false);
  });

  test('by the last four digits of the number, for the school office alone', async () => {
    expect(await find({ search: '7703' })).toEqual(['王芳']);
    expect(await find({ search: '7703' }, teacher)).toEqual([]);
  });

  test.each([
    ['a name in Latin letters', 'nunez'],
    ['Arabic', 'خليل'],
    ['two Chinese characters', '王芳'],
    ['Cyrillic', 'королев'],
    ['Korean', '민지'],
  ])('in an index: %s', async (_what, search) => {
    const filter = { ...everything, named: namedAsTyped(search), after: undefined };
    const query = directoryQuery(admin, stage.rt.clock.now(), filter);
    const plan = await sql<{ 'QUERY PLAN': string }>`explain ${query}`.execute(stage.rt.db);
    const text = JSON.stringify(plan.rows);
    const used = ['guardian_by_grams', 'student_by_grams'].filter((index) => text.includes(index));
    expect(used).toEqual(['guardian_by_grams', 'student_by_grams']);
    expect(/Seq Scan on (guardian guardian_1|student)\b/.test(text)).toBe(false);
  });

  test('by school, class, language, consent and the health of the number', async () => {
    expect(await find({ language: 'ar' })).toEqual(['نادية خليل']);
    expect(await find({ classId, schoolId })).toHaveLength(people.length);
    expect(await find({ consent: 'opted_out' })).toEqual([]);
    const { addressId } = await stage.rt.db
      .selectFrom('guardianAddress')
      .select('addressId')
      .where('guardianId', '=', guardians['王芳'] ?? '')
      .executeTakeFirstOrThrow();
    await stage.rt.db
      .updateTable('address')
      .set({ unreachableSince: stage.rt.clock.now(), unreachableReason: 'it is a landline' })
      .where('id', '=', addressId)
      .execute();
    expect(await find({ health: 'unreachable' })).toEqual(['王芳']);
    expect(await find({ health: 'good' })).toHaveLength(people.length - 1);
  });

  test('page by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listFamilies(stage.rt, liaison, { ...everything, cursor, limit: 4 });
      seen.push(...page.items.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(people.length);
    expect(new Set(seen).size).toBe(people.length);
    await expect(listFamilies(stage.rt, liaison, { ...everything, cursor: 'x' })).rejects.toMatchObject({
      code: 'bad_cursor',
    });
  });

  test('only for whom it concerns, the number masked', async () => {
    const other = await buildSchool(stage.rt.db);
    const elsewhere = await buildStaff(stage.rt.db, { schoolIds: [other.schoolId] });
    expect(await find({}, elsewhere)).toEqual([]);
    expect(await find({}, teacher)).toHaveLength(people.length);
    const page = await listFamilies(stage.rt, liaison, { ...everything, search: 'nunez' });
    expect(page.items[0]?.numbers).toMatchObject([{ masked: '+1203•••7700', sharedBy: 1 }]);
    expect(JSON.stringify(page)).not.toContain('+12035557700');
  });
});

describe("a guardian's page", () => {
  test('shows rights as they are today, with the decisions behind them, and what happened', async () => {
    const { db } = stage.rt;
    const student = await buildStudent(db, { classId, givenName: 'Luis' });
    const guardian = await buildGuardian(db, { name: 'Rosa Medina', studentIds: [student.studentId] });
    const { conversationId } = await buildConversation(db, { addressId: guardian.addressId, schoolId });
    await buildRequest(db, conversationId, {
      text: '¿Dónde está el autobús?',
      messageStudentId: student.studentId,
    });
    await setRight(stage.rt, liaison, guardian.guardianId, {
      studentId: student.studentId,
      kind: 'pick_up',
      allowed: false,
      fromDate: '2026-11-01',
      untilDate: null,
      orderSummary: 'Only the grandmother picks up.',
    });
    await changeLanguage(stage.rt, liaison, guardian.guardianId, 'ht');
    const page = await readFamilyPage(stage.rt, liaison, guardian.guardianId);
    expect(page).toMatchObject({ name: 'Rosa Medina', homeLanguage: 'ht', mayChange: true });
    expect(page.children[0]?.rights.map(({ kind, allowed }) => [kind, allowed])).toEqual([
      ['contact', true],
      ['records', null],
      ['pick_up', false],
    ]);
    expect(page.children[0]?.decisions).toMatchObject([
      { kind: 'pick_up', stands: true, setBy: liaison.name },
    ]);
    const timeline = await readTimeline(stage.rt, liaison, guardian.guardianId, undefined);
    expect(timeline.items.map((item) => item.kind).sort()).toEqual(['change', 'change', 'request', 'text']);
    const seenByTeacher = await readTimeline(stage.rt, teacher, guardian.guardianId, undefined);
    expect(seenByTeacher.items.map((item) => item.kind).sort()).toEqual(['request', 'text']);
    expect((await readFamilyPage(stage.rt, teacher, guardian.guardianId)).mayChange).toBe(false);
  });

  test('keeps what the office noted from teachers, who read what came of it', async () => {
    const { db } = stage.rt;
    const guardian = await buildGuardian(db, {
      studentIds: [(await buildStudent(db, { classId })).studentId],
    });
    const { conversationId } = await buildConversation(db, {
      schoolId,
      addressId: (await buildAddress(db)).addressId,
    });
    const note = 'Called her at the shelter, where she stays for now.';
    const { guardianId } = guardian;
    await linkSender(stage.rt, liaison, conversationId, {
      ...{ guardianId, how: 'called_back', note, retireAddressId: null },
    });
    const correction = { kind: 'fewer', basis: 'staff_correction', reason: note } as const;
    await correctConsentAt(stage.rt, liaison, guardian, correction, newId());
    const page = async (staff: BuiltStaff) =>
      JSON.stringify(await readFamilyPage(stage.rt, staff, guardianId));
    expect(await page(liaison)).toContain(note);
    expect(await page(teacher)).not.toContain(note);
    expect(await page(teacher)).toContain('"kind":"fewer"');
  });

  test('shows nothing a number got after it was somebody else’s', async () => {
    const { db } = stage.rt;
    const guardian = await buildGuardian(db, {
      studentIds: [(await buildStudent(db, { classId })).studentId],
    });
    const { conversationId } = await buildConversation(db, { addressId: guardian.addressId, schoolId });
    await buildInbound(db, conversationId, { text: 'before', at: new Date('2026-11-20T15:00:00Z') });
    await buildInbound(db, conversationId, { text: 'after', at: new Date('2026-11-22T15:00:00Z') });
    await db
      .updateTable('guardianAddress')
      .set({ retiredAt: new Date('2026-11-21T15:00:00Z'), retiredReason: 'reassigned' })
      .where('guardianId', '=', guardian.guardianId)
      .execute();
    const { items } = await readTimeline(stage.rt, liaison, guardian.guardianId, undefined);
    expect(items.map((item) => item.words)).toEqual(['before']);
  });
});
