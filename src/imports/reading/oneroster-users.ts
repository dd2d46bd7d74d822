import type { Staging } from '../staging.js';
import type { CsvRow } from './csv.js';
import type { Cells } from './headers.js';
import { readLanguage } from './languages.js';
import { stageLeft, stageUser } from './oneroster-people.js';
import { kindOf, over, readRoles, rolesOfRow, type UserRole } from './oneroster-roles.js';
import { isWhole, isGone, type Organisations, type ReadingOptions } from './oneroster-rows.js';
import type { OneRosterSet } from './oneroster-set.js';

/** Users that are looked up and staged at once. */
const batchSize = 1000;

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

/** Of demographics only the language is read, where it stands there: nothing else of it is needed to text a family. */
async function readDemographics(
  set: OneRosterSet,
  staging: Staging,
  { onProgress }: ReadingOptions,
): Promise<void> {
  const { file, header, rows } = await set.open('demographics');
  const id = ['sourcedId', 'userSourcedId'].find((column) => header?.at.has(column));
  if (header?.at.has('language') !== true || id === undefined) return;
  let read = 0;
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await onProgress(file, 5000);
    if (!isWhole(row, file, staging, 'file') || isGone(row)) continue;
    const language = languageOf(row.cells, row.line, file, staging);
    if (language === null) continue;
    await staging.link({ kind: 'language', a: row.cells(id), b: language, file, line: row.line });
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
  const formerly = new Map<string, string[]>();
  const languages = new Map<string, string>();
  for (const { kind, a, b, detail } of known) {
    if (kind === 'language') languages.set(a, b);
    else if (detail?.startsWith(over) === true) {
      formerly.set(a, [...(formerly.get(a) ?? []), detail.slice(1)]);
    } else roles.set(a, [...(roles.get(a) ?? []), { role: detail?.slice(1) ?? '', org: b }]);
  }
  for (const row of batch) {
    const { cells, line } = row;
    const sourceId = cells('sourcedId');
    const own = set.format === 'oneroster-1.2' ? (roles.get(sourceId) ?? []) : rolesOfRow(cells);
    if (isGone(row) && row.fault === null && sourceId !== '') {
      const were = own.length > 0 ? own.map(({ role }) => role) : (formerly.get(sourceId) ?? []);
      await stageLeft(row, file, were, staging, 'the file says that it ended');
      continue;
    }
    const left = own.length === 0 ? formerly.get(sourceId) : undefined;
    if (left) {
      await stageLeft(row, file, left, staging, 'the role is over');
      continue;
    }
    if (!(await isUsable(row, file, staging, own))) continue;
    const language = languageOf(cells, line, file, staging) ?? languages.get(sourceId) ?? null;
    const name = {
      given: cells('preferredGivenName') || cells('givenName'),
      family: cells('preferredFamilyName') || cells('familyName'),
    };
    await stageUser({ ...row, file, sourceId, name, language }, own, staging, options, organisations);
  }
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
  if (row.fault === null && problem === null) return true;
  isWhole(row, file, staging, 'user');
  if (row.fault === null && problem) {
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
  const unknown = roles.find(({ role }) => kindOf(role) === undefined);
  if (roles.length === 0) return { column: 'role', reason: 'the user has no role' };
  return unknown ? { column: 'role', value: unknown.role, reason: 'there is no such role' } : null;
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
