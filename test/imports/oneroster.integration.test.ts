import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { startImportStage, type ImportStage } from './import-stage.js';
import { sampleRoster, writeRoster } from './rosters.js';

let stage: ImportStage;
beforeAll(async () => {
  stage = await startImportStage();
});
afterAll(() => stage.close());

/** Who is reached for whom, in short. */
async function families(source: string): Promise<string[]> {
  const rows = await sql<{ line: string }>`
    select s.given_name || ' ' || s.grade || ' ' || c.name || ': ' || g.name || ' ' || coalesce(g.home_language, '?')
      || ' ' || a.e164 as line
    from student s join enrollment e on e.student_id = s.id join class c on c.id = e.class_id
    join guardian_student gs on gs.student_id = s.id join guardian g on g.id = gs.guardian_id
    join guardian_address ga on ga.guardian_id = g.id join address a on a.id = ga.address_id
    where s.source = ${source} and s.left_at is null order by 1`.execute(stage.rt.db);
  return rows.rows.map(({ line }) => line);
}

describe.each(['1.1', '1.2'] as const)('a OneRoster %s export', (version) => {
  const source = `sis-${version}`;

  test('becomes schools, staff, classes, students, guardians and numbers', async () => {
    const imported = await stage.take(
      {
        ...sampleRoster(version),
        users: sampleRoster(version).users.map((user) =>
          user.email === undefined ? user : { ...user, email: `${version}-${user.email}` },
        ),
      },
      { source },
    );
    expect(imported).toMatchObject({ state: 'applied', format: `oneroster-${version}` });
    expect(await families(source)).toEqual([
      'Ana 5 5A: Rosa Medina es +12035550142',
      'Luis 3 3B: Juan Medina es +12035550143',
      'Luis 3 3B: Rosa Medina es +12035550142',
      'Mei 6 6 Math: Wei Chen zh-Hans +12035550145',
      'Omar 5 5A: Nadia Karim ar +12035550144',
    ]);
    const staff = await sql<{ line: string }>`
      select s.role || ' ' || s.email || ' ' || coalesce(string_agg(c.name, ',' order by c.name), '') as line
      from staff s left join class_staff cs on cs.staff_id = s.id left join class c on c.id = cs.class_id
      where s.source = ${source} group by s.id order by s.email desc`.execute(stage.rt.db);
    expect(staff.rows.map(({ line }) => line)).toEqual([
      `teacher ${version}-rivera@riverside.example 3B,5A`,
      `school_admin ${version}-okafor@riverside.example `,
      `teacher ${version}-lee@riverside.example 5A,6 Math`,
    ]);
    const lines = await sql<{ count: string }>`select count(*) from line_school`.execute(stage.rt.db);
    expect(Number(lines.rows[0]?.count)).toBeGreaterThan(0);
  });
});

test('the same files again change nothing', async () => {
  const again = await stage.plan(
    await writeRoster({
      ...sampleRoster('1.1'),
      users: sampleRoster('1.1').users.map((user) =>
        user.email === undefined ? user : { ...user, email: `1.1-${user.email}` },
      ),
    }),
    { source: 'sis-1.1' },
  );
  expect(again.state).toBe('planned');
  expect(await stage.summary(again)).toEqual([]);
});

describe('a class that has not begun', () => {
  const roster = sampleRoster('1.1');
  const nextTerm = {
    ...roster,
    schools: roster.schools.map(([id, name]): [string, string] => [id, `${name} of two terms`]),
    users: roster.users.map((user) =>
      user.email === undefined ? user : { ...user, email: `n-${user.email}` },
    ),
    terms: [...roster.terms, ['t-spring', '2027-01-10', '2027-06-20']] as typeof roster.terms,
    classes: [
      ...roster.classes,
      { id: 'c-art', title: 'Art', school: 's-lincoln', term: 't-spring' },
      { id: 'c-chess', title: 'Chess', school: 's-lincoln' },
    ],
    enrollments: [
      ...roster.enrollments.filter(([user]) => user !== 'st-omar'),
      ['st-luis', 'c-art', 'student'],
      ['st-ana', 'c-chess', 'student', '2027-02-01'],
      ['st-ana', 'c-3b', 'student', '2026-09-01'],
      ['st-omar', 'c-art', 'student'],
      ['t-1', 'c-art', 'teacher'],
    ] as typeof roster.enrollments,
  };
  const enrolled = async () => {
    const rows = await sql<{ line: string }>`
      select s.given_name || ' ' || c.name as line from enrollment e
      join student s on s.id = e.student_id join class c on c.id = e.class_id
      where s.source = 'terms' order by 1`.execute(stage.rt.db);
    return rows.rows.map(({ line }) => line);
  };

  test('has the families of those in no other class, and all of them from its first day', async () => {
    stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
    const first = await stage.take(nextTerm, { source: 'terms' });
    expect(await enrolled()).toEqual(['Ana 3B', 'Ana 5A', 'Luis 3B', 'Mei 6 Math', 'Omar Art']);
    const later = (day: string): string =>
      `the enrollment begins on ${day}: an import on that day or later adds it`;
    const left = (await stage.rows(first)).filter(({ action }) => action === 'refuse');
    expect(left.map(({ label, line, reason }) => [label, line, reason])).toEqual([
      ['Luis Medina → Art', 9, later('2027-01-10')],
      ['Ana Medina → Chess', 10, later('2027-02-01')],
    ]);
    expect(first.counts.refused).toEqual([
      { file: 'enrollments.csv', reason: later('2027-01-10'), count: 1 },
      { file: 'enrollments.csv', reason: later('2027-02-01'), count: 1 },
    ]);
    stage.clock.moveTo(new Date('2027-01-10T18:00:00Z'));
    await stage.take(nextTerm, { source: 'terms' });
    expect(await enrolled()).toEqual(['Ana 3B', 'Ana 5A', 'Luis 3B', 'Luis Art', 'Mei 6 Math', 'Omar Art']);
    stage.clock.moveTo(new Date('2027-02-02T18:00:00Z'));
    await stage.take(nextTerm, { source: 'terms' });
    expect(await enrolled()).toContain('Ana Chess');
  });

  test('counts before a school year, when no class has begun', async () => {
    stage.clock.moveTo(new Date('2026-08-10T18:00:00Z'));
    await stage.take(nextTerm, { source: 'terms' });
    expect(await enrolled()).toEqual(
      expect.arrayContaining(['Ana 5A', 'Luis 3B', 'Luis Art', 'Mei 6 Math', 'Omar Art']),
    );
  });
});
