import { maskNumber } from '../lib/phone-numbers.js';
import type { StaffRole } from '../roster/roster.table.js';
import type { SignedInStaff } from './signed-in-staff.js';

/**
 * How far a role sees. `district`: every school; `schools`: everything of one's own schools; `classes`: only what
 * concerns one's own students, or was given to one (visibility.queries.ts says exactly what).
 */
export type Reach = 'district' | 'schools' | 'classes';

const reaches: Record<StaffRole, Reach> = {
  district_admin: 'district',
  school_admin: 'schools',
  liaison: 'schools',
  teacher: 'classes',
};

export function reachOf(staff: Pick<SignedInStaff, 'role'>): Reach {
  return reaches[staff.role];
}

/** Whether anything of this school may reach this person at all. */
export function belongsToSchool(staff: SignedInStaff, schoolId: string): boolean {
  return reachOf(staff) === 'district' || staff.schoolIds.includes(schoolId);
}

/** A family's number as this person may see it: whole for liaisons and admins, masked for teachers. */
export function numberFor(staff: Pick<SignedInStaff, 'role'>, e164: string): string {
  return reachOf(staff) === 'classes' ? maskNumber(e164) : e164;
}

/**
 * Whether this person may give a conversation to that one. A teacher may only hand it on to the people who see it
 * anyway: giving it to a teacher, also to oneself, opens more of the family's thread.
 */
export function mayAssignTo(staff: SignedInStaff, assignee: { role: StaffRole } | null): boolean {
  return reachOf(staff) !== 'classes' || assignee === null || reaches[assignee.role] !== 'classes';
}
