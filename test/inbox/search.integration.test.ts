import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { listQuery } from '../../src/inbox/list.queries.js';
import { listConversations } from '../../src/inbox/list.js';
import { namedAsTyped, readNamedNearly } from '../../src/roster/named.queries.js';
import {
  buildAddress,
  buildClass,
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { buildDesk, buildFamily } from './desk.js';
import { createInboxRuntime, type InboxRuntime } from './inbox-runtime.js';

let inbox: InboxRuntime;

beforeAll(async () => {
  inbox = await createInboxRuntime();
});
afterAll(() => inbox.close());

describe('the search', () => {
  test.each([
    ['an accent left out', 'jose nunez', { guardian: 'José Núñez', given: 'Luz', family: 'Núñez' }],
    ['an accent too many', 'ROSÁ', { guardian: 'Rosa Medina', given: 'Luis', family: 'Medina' }],
    ['the child', 'tran minh', { guardian: 'Lê Thị Hoa', given: 'Minh', family: 'Trần' }],
    ['a letter of its own', 'duong', { guardian: 'Đường Văn An', given: 'Bình', family: 'Đường' }],
    ['Arabic without its marks', 'احمد', { guardian: 'أَحمد صالح', given: 'ليلى', family: 'صالح' }],
    ['Chinese', '小明', { guardian: '王芳', given: '小明', family: '王' }],
    ['Cyrillic in lower case', 'ольга', { guardian: 'Ольга Иванова', given: 'Пётр', family: 'Иванов' }],
  ])('finds %s', async (_what, search, names) => {
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId } = await buildFamily(inbox.rt.db, schoolId, names);
    await buildFamily(inbox.rt.db, schoolId, { guardian: 'Someone Else', given: 'Other', family: 'Child' });
    const { items } = await listConversations(inbox.rt, liaison, { view: 'all', search, limit: 30 });
    expect(items.map((item) => item.id)).toEqual([conversationId]);
  });

  test.each([
    ['a letter in place of another', 'gonzales'],
    ['a letter too few', 'gonzlez'],
    ['a letter too many', 'ana gonzzalez'],
    ['neighbours changed about', 'gonazlez ana'],
    ['two mistakes in a long name of the child', 'wilhalmyna'],
  ])('forgives %s, and says so', async (_what, search) => {
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { conversationId } = await buildFamily(inbox.rt.db, schoolId, {
      guardian: 'Ana González',
      given: 'Wilhelmina',
      family: 'González',
    });
    await buildFamily(inbox.rt.db, schoolId, { guardian: 'Someone Else', given: 'Other', family: 'Child' });
    const page = await listConversations(inbox.rt, liaison, { view: 'all', search, limit: 30 });
    expect(page.items.map((item) => item.id)).toEqual([conversationId]);
    expect(page).toMatchObject({ isNear: true, nextCursor: null });
  });

  test('looks for what is nearly meant only where nobody in the view is called so', async () => {
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const typed = await buildFamily(inbox.rt.db, schoolId, {
      guardian: 'Ana Gonzales',
      given: 'Luz',
      family: 'Ruiz',
    });
    const near = await buildFamily(inbox.rt.db, schoolId, {
      guardian: 'Eva González',
      given: 'Leo',
      family: 'Paz',
    });
    const find = (search: string) =>
      listConversations(inbox.rt, liaison, { view: 'open', search, limit: 30 });
    await inbox.rt.db
      .updateTable('conversation')
      .set({ state: 'open' })
      .where('schoolId', '=', schoolId)
      .execute();
    const asTyped = await find('gonzales');
    expect(asTyped.items.map((item) => item.id)).toEqual([typed.conversationId]);
    expect(asTyped.isNear).toBe(false);
    await inbox.rt.db
      .updateTable('conversation')
      .set({ state: 'closed' })
      .where('id', '=', typed.conversationId)
      .execute();
    const nearly = await find('gonzales');
    expect(nearly.items.map((item) => item.id)).toEqual([near.conversationId]);
    expect(nearly.isNear).toBe(true);
    expect(await find('gonzales pereira')).toMatchObject({ items: [], isNear: false });
  });

  test('finds whom it is not told of in another school neither by a name nor by nearly one', async () => {
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const other = await buildSchool(inbox.rt.db);
    await buildFamily(inbox.rt.db, schoolId, { guardian: 'Someone Else', given: 'Other', family: 'Child' });
    await buildFamily(inbox.rt.db, other.schoolId, {
      guardian: 'Zoila Quiñones',
      given: 'Iker',
      family: 'Quiñones',
    });
    for (const search of ['quinones', 'quinonez']) {
      const found = await listConversations(inbox.rt, liaison, { view: 'all', search, limit: 30 });
      expect(found).toMatchObject({ items: [], isNear: false });
    }
  });

  test('finds everybody at a shared phone, and an unknown sender by the end of the number', async () => {
    const { db } = inbox.rt;
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    const { studentId } = await buildStudent(db, { schoolId });
    const { addressId } = await buildGuardian(db, { name: 'Rosa Medina', studentIds: [studentId] });
    await buildGuardian(db, { name: 'Jorge Paz', studentIds: [studentId], addressId });
    const shared = await buildConversation(db, { schoolId, addressId });
    const stranger = await buildAddress(db, { e164: '+12035550143' });
    const unknown = await buildConversation(db, { schoolId, addressId: stranger.addressId });
    const find = async (search: string, who: BuiltStaff = liaison) =>
      (await listConversations(inbox.rt, who, { view: 'all', search, limit: 30 })).items.map(({ id }) => id);
    expect(await find('rosa paz')).toEqual([shared.conversationId]);
    expect(await find('0143')).toEqual([unknown.conversationId]);
    const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
    await db
      .updateTable('conversation')
      .set({ assigneeStaffId: teacher.id })
      .where('id', '=', unknown.conversationId)
      .execute();
    expect(await find('0143', teacher)).toEqual([]);
  });

  test('takes its wildcards for characters', async () => {
    const { liaison, schoolId } = await buildDesk(inbox.rt.db);
    await buildFamily(inbox.rt.db, schoolId, { guardian: 'Rosa Medina', given: 'Luis', family: 'Medina' });
    for (const search of ['%', '_', '\\', "'"]) {
      const { items } = await listConversations(inbox.rt, liaison, { view: 'all', search, limit: 30 });
      expect(items).toEqual([]);
    }
  });

  test('does not tell a teacher of children she does not teach', async () => {
    const { db } = inbox.rt;
    const { schoolId } = await buildSchool(db);
    const teacher = await buildStaff(db, { role: 'teacher', schoolIds: [schoolId] });
    const { classId } = await buildClass(db, { schoolId, teacherId: teacher.id });
    const own = await buildStudent(db, { classId, givenName: 'Luis' });
    const sibling = await buildStudent(db, { schoolId, givenName: 'Jacinta' });
    const { addressId } = await buildGuardian(db, { studentIds: [own.studentId, sibling.studentId] });
    await buildConversation(db, { schoolId, addressId, studentId: own.studentId });
    const search = async (words: string) =>
      (await listConversations(inbox.rt, teacher, { view: 'all', search: words, limit: 30 })).items;
    expect(await search('jacinta')).toEqual([]);
    expect(await search('jacynta')).toEqual([]);
    expect(await search('luis')).toMatchObject([{ students: [`Luis ${own.familyName}`] }]);
  });
});

describe('in a large district the search', () => {
  let liaison: BuiltStaff;

  beforeAll(async () => {
    const { db } = inbox.rt;
    const desk = await buildDesk(inbox.rt.db);
    liaison = desk.liaison;
    const { lineId } = await buildConversation(db, { schoolId: desk.schoolId });
    await sql`
      with made as (
        insert into guardian (id, name, home_language, created_at)
        select gen_random_uuid(), (array['Maria','James','Wei','Olga','Yusuf'])[1 + n % 5] || ' ' ||
          chr(97 + n % 26) || md5(n::text), 'en', now() from generate_series(1, 20000) as n
        returning id, name),
      kids as (
        insert into student (id, school_id, given_name, family_name, grade, created_at)
        select id, ${desk.schoolId}, 'Kid', md5(name), '3', now() from made returning id),
      phones as (
        insert into address (id, e164, created_at)
        select id, '+1203' || lpad((row_number() over ())::text, 7, '0'), now() from made returning id)
      insert into conversation (id, address_id, school_id, line_id, created_at, last_message_at)
      select id, id, ${desk.schoolId}, ${lineId}, now(), now() from phones`.execute(db);
    await sql`
      insert into guardian_student (guardian_id, student_id, relationship)
      select s.id, s.id, 'mother' from student s join guardian g on g.id = s.id`.execute(db);
    await sql`
      insert into guardian_address (guardian_id, address_id)
      select g.id, g.id from guardian g join address a on a.id = g.id`.execute(db);
    await sql`vacuum analyze`.execute(db);
  });

  const everything = { view: 'all', schoolId: undefined, after: undefined, limit: 30 } as const;
  const planOf = async (filter: object): Promise<string> => {
    const query = listQuery(liaison, { ...everything, ...filter });
    return JSON.stringify((await sql`explain ${query}`.execute(inbox.rt.db)).rows);
  };
  const wholeTables =
    /Seq Scan on (guardian|student|guardian_student|guardian_address|address|conversation)\b/;

  test.each([['gonzalez'], ['maria gonzalez'], ['王芳'], ['хан']])('goes by indexes: %s', async (search) => {
    const plan = await planOf({ named: namedAsTyped(search) });
    expect(plan).toContain('guardian_by_grams');
    expect(plan).toContain('student_by_grams');
    expect(plan).not.toMatch(wholeTables);
  });

  test('goes by indexes for what is nearly meant, too', async () => {
    await buildGuardian(inbox.rt.db, { name: 'Ana González' });
    const named = await readNamedNearly(inbox.rt.db, 'gonzales');
    expect(named).not.toBeNull();
    expect(await planOf({ named })).not.toMatch(wholeTables);
    expect(await planOf({ lastFour: '0143' })).not.toMatch(wholeTables);
  });
});
