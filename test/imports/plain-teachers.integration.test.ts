import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readReadableRows } from '../../src/imports/rows.js';
import { buildSchool, buildStaff } from '../support/builders.js';
import { startImportStage, type ImportStage } from './import-stage.js';
import { sampleRoster, writeFolder, type SampleRoster } from './rosters.js';

let stage: ImportStage;
beforeEach(async () => {
  stage = await startImportStage();
});
afterEach(() => stage.close());

const csv = (...rows: string[]): Promise<string> =>
  writeFolder({
    'families.csv': [
      'Student ID,Student,Class,School,Parent,Phone,Homeroom Teacher,Teacher E-Mail',
      ...rows,
    ].join('\n'),
  });
const luis = '1,Luis Medina,3B,Lincoln,Rosa Medina,203 555 0142';
const ana = '2,Ana Cruz,5A,Lincoln,Ines Cruz,203 555 0143';

/** Who teaches what where, with role and email. */
const teaching = async (): Promise<string[]> => {
  const rows = await stage.rt.db
    .selectFrom('staff')
    .leftJoin('classStaff', 'classStaff.staffId', 'staff.id')
    .leftJoin('class', 'class.id', 'classStaff.classId')
    .leftJoin('staffSchool', 'staffSchool.staffId', 'staff.id')
    .leftJoin('school', 'school.id', 'staffSchool.schoolId')
    .where('staff.source', '=', 'sis')
    .select(['staff.name', 'email', 'role', 'class.name as class', 'school.name as school'])
    .orderBy('staff.name')
    .orderBy('class.name')
    .execute();
  return rows.map((row) => `${row.name} ${row.email} ${row.role} ${row.class ?? '-'} ${row.school ?? '-'}`);
};
const refused = async (path: string): Promise<unknown[]> => {
  const planned = await stage.plan(path);
  const rows = await readReadableRows(stage.rt.db, planned, {
    action: 'refuse',
    entity: null,
    after: null,
    limit: 9,
  });
  return rows.map(({ line, columnName, value, reason }) => [line, columnName, value, reason]);
};

describe('teachers in a plain CSV', () => {
  test('become staff with their class and school, by email, and again change nothing', async () => {
    const file = await csv(
      `${luis},"Rivera, Dana",Dana@School.example`,
      `${ana},Dana Rivera;Sam Lee,dana@school.example;lee@school.example`,
    );
    await stage.take(file);
    expect(await teaching()).toEqual([
      'Dana Rivera dana@school.example teacher 3B Lincoln',
      'Dana Rivera dana@school.example teacher 5A Lincoln',
      'Sam Lee lee@school.example teacher 5A Lincoln',
    ]);
    expect(await stage.summary(await stage.plan(file))).toEqual([]);
  });

  test('are found by name among the staff there are, who keep role and name', async () => {
    const { schoolId } = await buildSchool(stage.rt.db, { name: 'Lincoln' });
    await buildStaff(stage.rt.db, {
      name: 'Dana Rivera',
      email: 'dana@school.example',
      role: 'liaison',
      schoolIds: [schoolId],
    });
    await stage.take(await csv(`${luis},"Ms. Rivera, Dana",`, `${ana},Ms. Dana Rivera,`));
    expect((await teaching()).filter((row) => row.startsWith('Dana'))).toEqual([
      'Dana Rivera dana@school.example liaison 3B Lincoln',
      'Dana Rivera dana@school.example liaison 5A Lincoln',
    ]);
  });

  test('whom nobody knows, or two have the name of, are refused with what to add; the child is taken over', async () => {
    await buildStaff(stage.rt.db, { name: 'Sam Lee', email: 'a@school.example' });
    await buildStaff(stage.rt.db, { name: 'Sam Lee', email: 'b@school.example' });
    const file = await csv(
      `${luis},Nobody Known,`,
      `${ana},Sam Lee,`,
      '3,Bo Hill,5A,Lincoln,Al Hill,,,not-an-email',
    );
    expect(await refused(file)).toEqual([
      [2, 'teacher', 'Nobody Known', expect.stringContaining('add the column teacher_email')],
      [3, 'teacher', 'Sam Lee', expect.stringContaining('several members of staff have this name')],
      [4, 'teacher_email', 'not-an-email', 'it is no email address'],
    ]);
    await stage.take(file);
    expect(await stage.rt.db.selectFrom('student').select('id').execute()).toHaveLength(3);
  });

  test('who stand in no row teach nothing any more, and stay', async () => {
    await stage.take(
      await csv(`${luis},Dana Rivera,dana@school.example`, `${ana},Sam Lee,lee@school.example`),
    );
    await stage.take(await csv(`${luis},Sam Lee,`, `${ana},Sam Lee,`));
    expect(await teaching()).toEqual([
      'Dana Rivera dana@school.example teacher - Lincoln',
      'Sam Lee lee@school.example teacher 3B Lincoln',
      'Sam Lee lee@school.example teacher 5A Lincoln',
    ]);
    const staff = await stage.rt.db
      .selectFrom('staff')
      .select('active')
      .where('source', '=', 'sis')
      .execute();
    expect(staff.map(({ active }) => active)).toEqual([true, true]);
  });
});

describe('an email that moves to another id of the same system', () => {
  const roster = sampleRoster();
  const renamed = (id: string): SampleRoster => ({
    ...roster,
    users: roster.users.map((user) => (user.id === 't-1' ? { ...user, id } : user)),
    enrollments: roster.enrollments.map(([user, klass, role]) => [user === 't-1' ? id : user, klass, role]),
  });

  test('waits until its owner has left, then belongs to the same person as before', async () => {
    await stage.take(roster);
    const before = await stage.rt.db
      .selectFrom('staff')
      .select('id')
      .where('sourceId', '=', 't-1')
      .executeTakeFirstOrThrow();
    const first = await stage.take(renamed('t-9'));
    expect(await stage.summary(first)).toEqual(
      expect.arrayContaining(['refuse staff t-9', 'remove staff t-1']),
    );
    await stage.take(renamed('t-9'));
    expect(
      await stage.rt.db
        .selectFrom('staff')
        .select(['id', 'active'])
        .where('sourceId', '=', 't-9')
        .executeTakeFirstOrThrow(),
    ).toEqual({ id: before.id, active: true });
  });
});
