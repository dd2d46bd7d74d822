import type { SignedInStaff } from '../auth/signed-in-staff.js';
import { reachOf } from '../auth/visibility.js';

/** Whether this person may change a family's record: rights, links, languages. Teachers read. Pure. */
export function mayChangeFamilies(staff: Pick<SignedInStaff, 'role'>): boolean {
  return reachOf(staff) !== 'classes';
}
