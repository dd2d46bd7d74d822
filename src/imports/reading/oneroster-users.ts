import type { Staging } from '../staging.js';
import type { CsvRow } from './csv.js';
import type { Cells } from './headers.js';
import { readGrade } from './grades.js';
import { readLanguage } from './languages.js';
import {
  hasRightWidth,
  isGone,
  listOf,
  readDate,
  type Organisations,
  type ReadingOptions,
} from './oneroster-rows.js';
import type { OneRosterSet } from './oneroster-set.js';
import { readPhone } from './phones.js';

/** Users that are looked up and staged at once. */
const batchSize = 1000;

/** What a user is in Recado. Nobody becomes a district administrator by a file. */
const kinds: Readonly<Record<string, 'student' | 'guardian' | 'teacher' | 'school_admin' | 'none'>> = {
  student: 'student',
  guardian: 'guardian',
  parent: 'guardian',
  relative: 'guardian',
  teacher: 'teacher',
  aide: 'teacher',
  counselor: 'teacher',
  administrator: 'school_admin',
  principal: 'school_admin',
  siteadministrator: 'school_admin',
  districtadministrator: 'none',
  systemadministrator: 'none',
  proctor: 'none',
};

interface UserRole {
  role: string;
  org: string;
}

interface User extends CsvRow {
  file: string;
  sourceId: string;
  name: { given: string; family: string };
  language: string | null;
}

/** Reads roles.csv, demographics.csv and users.csv. */
export async function readUsers(
  set: OneRosterSet,
  staging: Staging,
  options: ReadingOptions,
  organisations: Organisations,
): Promise<void> {
  if (set.format === 'oneroster-1.2') await readRoles(set, staging, options);
  await readDemographics(set, staging, options);
  const { file, rows } = await set.open('users');
  let batch: CsvRow[] = [];
  const stage = async (): Promise<void> => {
    await stageUsers(set, staging, options, organisations, file, batch);
    await options.onProgress(file, batch.length);
    batch = [];
  };
  for await (const row of rows()) {
    batch.push(row);
    if (batch.length >= batchSize) await stage();
  }
  await stage();
}

async function readRoles(
  set: OneRosterSet,
  staging: Staging,
  { asOf, onProgress }: ReadingOptions,
): Promise<void> {
  const { file, rows } = await set.open('roles');
  let read = 0;
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await onProgress(file, 5000);
    if (!hasRightWidth(row, file, staging, 'file') || isGone(row)) continue;
    const end = readDate(row.cells('endDate'));
    if (end !== null && end < asOf) continue;
    const rank = row.cells('roleType').toLowerCase() === 'secondary' ? '2' : '1';
    const [a, b, role] = [row.cells('userSourcedId'), row.cells('orgSourcedId'), row.cells('role')];
    await staging.link({ kind: 'role', a, b, detail: `${rank}${role.toLowerCase()}`, file, line: row.line });
  }
  await onProgress(file, read % 5000);
}

/** Of demographics only the language is read, where it stands there: nothing else of it is needed to text a family. */
async function readDemographics(
  set: OneRosterSet,
  staging: Staging,
  { onProgress }: ReadingOptions,
): Promise<void> {
  const { file, header, rows } = await set.open('demographics');
  if (header?.at.has('language') !== true) return;
  let read = 0;
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await onProgress(file, 5000);
    if (!hasRightWidth(row, file, staging, 'file') || isGone(row)) continue;
    const language = languageOf(row.cells, row.line, file, staging);
    if (language === null) continue;
    await staging.link({ kind: 'language', a: row.cells('sourcedId'), b: language, file, line: row.line });
  }
}

async function stageUsers(
  set: OneRosterSet,
  staging: Staging,
  options: ReadingOptions,
  organisations: Organisations,
  file: string,
  batch: readonly CsvRow[],
): Promise<void> {
  const ids = batch.map(({ cells }) => cells('sourcedId'));
  const known = await staging.about(['role', 'language'], ids);
  const roles = new Map<string, UserRole[]>();
  const languages = new Map<string, string>();
  for (const { kind, a, b, detail } of known) {
    if (kind === 'language') languages.set(a, b);
    else roles.set(a, [...(roles.get(a) ?? []), { role: detail?.slice(1) ?? '', org: b }]);
  }
  for (const row of batch) {
    const { cells, line } = row;
    const sourceId = cells('sourcedId');
    const own = set.format === 'oneroster-1.2' ? (roles.get(sourceId) ?? []) : rolesOfRow(cells);
    if (!(await isUsable(row, file, staging, own))) continue;
    const language = languageOf(cells, line, file, staging) ?? languages.get(sourceId) ?? null;
    const name = {
      given: cells('preferredGivenName') || cells('givenName'),
      family: cells('preferredFamilyName') || cells('familyName'),
    };
    await stageUser({ ...row, file, sourceId, name, language }, own, staging, options, organisations);
  }
}

function rolesOfRow(cells: Cells): UserRole[] {
  const role = cells('role').toLowerCase();
  const orgs = listOf(cells('orgSourcedIds'));
  return orgs.length === 0 ? [{ role, org: '' }] : orgs.map((org) => ({ role, org }));
}

/** A row that is shifted or lacks what every user has is refused, and whoever it is does not count as missing. */
async function isUsable(
  row: CsvRow,
  file: string,
  staging: Staging,
  roles: readonly UserRole[],
): Promise<boolean> {
  const { cells, line } = row;
  const sourceId = cells('sourcedId');
  const problem = problemOf(cells, roles);
  if (row.wrongWidth === null && problem === null) return true;
  hasRightWidth(row, file, staging, 'user');
  if (row.wrongWidth === null && problem) {
    staging.refuse({ file, line, entity: 'user', sourceId, ...problem });
  }
  if (sourceId === '') return false;
  for (const entity of ['student', 'guardian', 'staff'] as const) {
    await staging.row({ entity, sourceId, file, line, state: 'refused', label: null, data: {} });
  }
  return false;
}

function problemOf(
  cells: Cells,
  roles: readonly UserRole[],
): { column: string; value?: string; reason: string } | null {
  if (cells('sourcedId') === '') return { column: 'sourcedId', reason: 'it is empty' };
  for (const column of ['givenName', 'familyName']) {
    const value = cells(column);
    if (value === '') return { column, reason: 'it is empty' };
    if (/@|\d{4}/u.test(value) || value.length > 120) {
      return { column, value, reason: 'it is no name: the row may be shifted' };
    }
  }
  const email = cells('email');
  if (email !== '' && !/^\S+@\S+$/u.test(email)) {
    return { column: 'email', value: email, reason: 'it is no email address: the row may be shifted' };
  }
  const unknown = roles.find(({ role }) => kinds[role] === undefined);
  if (roles.length === 0) return { column: 'role', reason: 'the user has no role' };
  return unknown ? { column: 'role', value: unknown.role, reason: 'there is no such role' } : null;
}

async function stageUser(
  user: User,
  roles: readonly UserRole[],
  staging: Staging,
  options: ReadingOptions,
  organisations: Organisations,
): Promise<void> {
  const is = new Set(roles.map(({ role }) => kinds[role]));
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
  { schools }: Organisations,
): Promise<void> {
  const { cells, file, line, sourceId, name } = user;
  const row = { entity: 'student' as const, sourceId, file, line, label: nameOf(user) };
  const orgs = roles.filter(({ role }) => kinds[role] === 'student').map(({ org }) => org);
  const school = [cells('primaryOrgSourcedId'), ...orgs].find((org) => schools.has(org));
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
    state: isGone(user) ? 'gone' : 'good',
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
  const relationship = roles.find(({ role }) => kinds[role] === 'guardian')?.role ?? 'guardian';
  await staging.row({
    ...row,
    state: isGone(user) ? 'gone' : 'good',
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
  { schools }: Organisations,
): Promise<void> {
  const { cells, file, line, sourceId } = user;
  const row = { entity: 'staff' as const, sourceId, file, line, label: nameOf(user) };
  const username = cells('username');
  const email = cells('email') || (username.includes('@') ? username : '');
  const gone = isGone(user) || cells('enabledUser').toLowerCase() === 'false';
  if (email === '' && !gone) {
    staging.refuse({ ...row, column: 'email', reason: 'it is empty, and staff sign in with it' });
    await staging.row({ ...row, state: 'refused', data: {} });
    return;
  }
  await staging.row({
    ...row,
    state: gone ? 'gone' : 'good',
    ...(gone ? { reason: 'the account was switched off or removed' } : {}),
    data: { name: nameOf(user), email: email.toLowerCase(), role },
  });
  for (const org of new Set([cells('primaryOrgSourcedId'), ...roles.map((one) => one.org)])) {
    if (schools.has(org)) await staging.link({ kind: 'works', a: sourceId, b: org, file, line });
  }
}

/** A student's language stands in for a guardian's that is not known. */
function languageDetail({ language }: User): { detail?: string } {
  return language === null ? {} : { detail: language };
}

function languageOf(cells: Cells, line: number, file: string, staging: Staging): string | null {
  const value = cells('language');
  const read = readLanguage(value);
  if ('language' in read) return read.language;
  staging.refuse({
    file,
    line,
    column: 'language',
    value,
    sourceId: cells('sourcedId'),
    reason: read.reason,
  });
  return null;
}
