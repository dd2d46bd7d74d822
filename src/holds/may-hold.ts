import type { SignedInStaff } from '../auth/signed-in-staff.js';

/** What a hold is on, or a stopped line, with every school whose texts it touches. */
export interface Reached {
  scope: 'district' | 'school' | 'line';
  schoolIds: readonly string[];
}

/**
 * Whether this person may stop something and let it go on: a district administrator everything, a school
 * administrator what touches no school but hers. Pure.
 */
export function mayHold(staff: Pick<SignedInStaff, 'role' | 'schoolIds'>, reached: Reached): boolean {
  if (staff.role === 'district_admin') return true;
  if (staff.role !== 'school_admin' || reached.scope === 'district') return false;
  return reached.schoolIds.length > 0 && reached.schoolIds.every((id) => staff.schoolIds.includes(id));
}
