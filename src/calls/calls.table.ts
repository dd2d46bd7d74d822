import type { Generated } from 'kysely';

/** A family to be called, because a text does not reach it or does not do. */
export interface CallTaskTable {
  id: string;
  schoolId: string;
  addressId: string;
  guardianId: string | null;
  /** Why, in words for staff. */
  reason: string;
  /** What the family was to be told: an alert, or one text. */
  alertId: string | null;
  messageId: string | null;
  state: Generated<'open' | 'done'>;
  createdAt: Date;
  doneAt: Date | null;
  doneByStaffId: string | null;
  /** What came of the call. */
  outcome: string | null;
}
