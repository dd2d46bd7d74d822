import type { Staging } from '../staging.js';
import type { Cells } from './headers.js';
import { dateOf, isWhole, isGone, listOf, type ReadingOptions } from './oneroster-rows.js';
import type { OneRosterSet } from './oneroster-set.js';

export type UserKind = 'student' | 'guardian' | 'teacher' | 'school_admin' | 'none';

/** What a user is in Recado. Nobody becomes a district administrator by a file. */
const kinds: Readonly<Record<string, UserKind>> = {
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

/** What a role makes of somebody; undefined where there is none. Systems may add roles of their own, as `ext:` (1.2). */
export const kindOf = (role: string): UserKind | undefined =>
  role.startsWith('ext:') ? 'none' : kinds[role];

/** Roles that are over stand last, and count only for people who have no other. */
export const over = '3';

export interface UserRole {
  role: string;
  org: string;
}

/** Reads roles.csv, which only 1.2 has, and stages each role until users are read. */
export async function readRoles(
  set: OneRosterSet,
  staging: Staging,
  { asOf, onProgress }: ReadingOptions,
): Promise<void> {
  const { file, rows } = await set.open('roles');
  let read = 0;
  for await (const row of rows()) {
    read += 1;
    if (read % 5000 === 0) await onProgress(file, 5000);
    if (!isWhole(row, file, staging, 'file')) continue;
    const end = dateOf(row, 'endDate', file, staging);
    const isOver = isGone(row) || (end !== null && end < asOf);
    const rank = isOver ? over : row.cells('roleType').toLowerCase() === 'secondary' ? '2' : '1';
    const [a, b, role] = [row.cells('userSourcedId'), row.cells('orgSourcedId'), row.cells('role')];
    await staging.link({ kind: 'role', a, b, detail: `${rank}${role.toLowerCase()}`, file, line: row.line });
  }
  await onProgress(file, read % 5000);
}

/** Roles of a row of OneRoster 1.1, where users.csv holds them. Pure. */
export function rolesOfRow(cells: Cells): UserRole[] {
  const role = cells('role').toLowerCase();
  const orgs = listOf(cells('orgSourcedIds'));
  return orgs.length === 0 ? [{ role, org: '' }] : orgs.map((org) => ({ role, org }));
}
