import type { Staging } from '../staging.js';
import type { CsvRow } from './csv.js';
import { readGrade } from './grades.js';
import { kindOf, type UserRole } from './oneroster-roles.js';
import { listOf, type Organisations, type ReadingOptions } from './oneroster-rows.js';
import { readPhone } from './phones.js';

/** A row of users.csv that can be used. */
export interface User extends CsvRow {
  file: string;
  sourceId: string;
  name: { given: string; family: string };
  language: string | null;
}

/** Stages whatever a user is: student, guardian, staff, or several of these. */
export async function stageUser(
  user: User,
  roles: readonly UserRole[],
  staging: Staging,
  options: ReadingOptions,
  organisations: Organisations,
): Promise<void> {
  const is = new Set(roles.map(({ role }) => kindOf(role)));
  if (is.has('student')) await stageStudent(user, roles, staging, organisations);
  if (is.has('guardian')) await stageGuardian(user, roles, staging, options);
  if (is.has('teacher') || is.has('school_admin')) {
    await stageStaff(
      user,
      roles,
      is.has('school_admin') ? 'school_admin' : 'teacher',
      staging,
      organisations,
    );
  } else if (is.has('none') && is.size === 1) {
    staging.refuse({
      file: user.file,
      line: user.line,
      entity: 'staff',
      sourceId: user.sourceId,
      label: nameOf(user),
      column: 'role',
      value: roles[0]?.role ?? '',
      reason:
        'a file gives nobody this role: district administrators are made by hand, others have no work here',
    });
  }
}

const nameOf = ({ name }: User): string => `${name.given} ${name.family}`;

async function stageStudent(
  user: User,
  roles: readonly UserRole[],
  staging: Staging,
  { schoolOf }: Organisations,
): Promise<void> {
  const { cells, file, line, sourceId, name } = user;
  const row = { entity: 'student' as const, sourceId, file, line, label: nameOf(user) };
  const orgs = roles.filter(({ role }) => kindOf(role) === 'student').map(({ org }) => org);
  const school = [cells('primaryOrgSourcedId'), ...orgs].flatMap((org) => schoolOf(org) ?? [])[0];
  const column = cells('primaryOrgSourcedId') === '' ? 'orgSourcedIds' : 'primaryOrgSourcedId';
  const grade = listOf(cells('grades'))[0] ?? '';
  const readable = readGrade(grade);
  if (school === undefined || (grade !== '' && readable === null)) {
    staging.refuse(
      school === undefined
        ? { ...row, column, value: orgs.join(', '), reason: 'orgs.csv has no such school' }
        : { ...row, column: 'grades', value: grade, reason: 'it is no grade: the row may be shifted' },
    );
    await staging.row({ ...row, state: 'refused', data: {} });
    return;
  }
  await staging.row({
    ...row,
    state: 'good',
    data: { school, givenName: name.given, familyName: name.family, grade: readable ?? '' },
  });
  for (const agent of listOf(cells('agentSourcedIds'))) {
    if (agent === sourceId) {
      staging.refuse({
        ...row,
        column: 'agentSourcedIds',
        value: agent,
        reason: 'nobody is their own guardian',
      });
      continue;
    }
    await staging.link({ kind: 'guards', a: agent, b: sourceId, ...languageDetail(user), file, line });
  }
}

async function stageGuardian(
  user: User,
  roles: readonly UserRole[],
  staging: Staging,
  { country }: ReadingOptions,
): Promise<void> {
  const { cells, file, line, sourceId } = user;
  const row = { entity: 'guardian' as const, sourceId, file, line, label: nameOf(user) };
  const relationship = roles.find(({ role }) => kindOf(role) === 'guardian')?.role ?? 'guardian';
  await staging.row({
    ...row,
    state: 'good',
    data: {
      name: nameOf(user),
      relationship,
      ...(user.language === null ? {} : { homeLanguage: user.language }),
    },
  });
  // One number is enough: a family with two would get every text twice.
  for (const column of ['sms', 'phone']) {
    const value = cells(column);
    if (value === '') continue;
    const phone = readPhone(value, country);
    if ('e164' in phone) {
      await staging.link({ kind: 'phone', a: sourceId, b: phone.e164, file, line });
      break;
    }
    staging.refuse({ ...row, column, value, reason: phone.reason });
  }
  for (const child of listOf(cells('agentSourcedIds'))) {
    if (child === sourceId) {
      staging.refuse({
        ...row,
        column: 'agentSourcedIds',
        value: child,
        reason: 'nobody is their own guardian',
      });
      continue;
    }
    await staging.link({ kind: 'guards', a: sourceId, b: child, file, line });
  }
}

async function stageStaff(
  user: User,
  roles: readonly UserRole[],
  role: 'teacher' | 'school_admin',
  staging: Staging,
  { schoolOf }: Organisations,
): Promise<void> {
  const { cells, file, line, sourceId } = user;
  const row = { entity: 'staff' as const, sourceId, file, line, label: nameOf(user) };
  const username = cells('username');
  const email = cells('email') || (username.includes('@') ? username : '');
  const gone = cells('enabledUser').toLowerCase() === 'false';
  if (email === '' && !gone) {
    staging.refuse({ ...row, column: 'email', reason: 'it is empty, and staff sign in with it' });
    await staging.row({ ...row, state: 'refused', data: {} });
    return;
  }
  await staging.row({
    ...row,
    state: gone ? 'gone' : 'good',
    ...(gone ? { reason: 'the account was switched off' } : {}),
    data: { name: nameOf(user), email: email.toLowerCase(), role },
  });
  const orgs = [cells('primaryOrgSourcedId'), ...roles.map((one) => one.org)];
  for (const school of new Set(orgs.flatMap((org) => schoolOf(org) ?? []))) {
    await staging.link({ kind: 'works', a: sourceId, b: school, file, line });
  }
}

/** A student's language stands in for a guardian's that is not known. */
function languageDetail({ language }: User): { detail?: string } {
  return language === null ? {} : { detail: language };
}

/**
 * Whoever has no role any more, or is deleted, has left: staff lose access by it. Only the id is needed, for exports
 * blank what they delete; where not even a role stands there, it is over whatever they were.
 */
export async function stageLeft(
  { cells, line }: CsvRow,
  file: string,
  roles: readonly string[],
  staging: Staging,
  reason: string,
): Promise<void> {
  const was = new Set(roles.map(kindOf));
  const entities = [
    ...(was.has('student') ? (['student'] as const) : []),
    ...(was.has('guardian') ? (['guardian'] as const) : []),
    ...(was.has('teacher') || was.has('school_admin') ? (['staff'] as const) : []),
  ];
  const row = { sourceId: cells('sourcedId'), file, line, label: null, data: {} };
  for (const entity of entities.length > 0 ? entities : people) {
    await staging.row({ ...row, entity, state: 'gone', reason });
  }
}

const people = ['student', 'guardian', 'staff'] as const;
