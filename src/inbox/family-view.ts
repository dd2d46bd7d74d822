import { reachOf } from '../auth/visibility.js';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { maskNumber } from '../lib/phone-numbers.js';
import type { Family, FamilyStudent } from '../roster/families.queries.js';

/** "Rosa Medina", "Rosa Medina or Jorge Medina" on a shared phone, or the masked number of an unknown sender. */
export function familyName(family: Pick<Family, 'guardians' | 'e164'>): string {
  const names = family.guardians.map((guardian) => guardian.name);
  return names.length === 0 ? maskNumber(family.e164) : names.join(' or ');
}

/**
 * The children this person may know of: all of the family's at the school; for a teacher her own students, and all
 * only where the whole conversation was given to her.
 */
export function studentsFor(
  staff: SignedInStaff,
  family: Pick<Family, 'students'>,
  assigneeStaffId: string | null,
): FamilyStudent[] {
  const all = reachOf(staff) !== 'classes' || assigneeStaffId === staff.id;
  return all ? family.students : family.students.filter((student) => student.taught);
}
