import type { StaffRole } from '../roster/roster.table.js';

/** Who is asking: an active member of staff, from a session or a bearer token. Passed to every use case of staff. */
export interface SignedInStaff {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: StaffRole;
  /** Language codes as in `src/i18n/languages.ts`. */
  readonly languages: readonly string[];
  /** Schools this person belongs to; a district admin sees all of them whatever stands here. */
  readonly schoolIds: readonly string[];
}
