import type { Transaction } from 'kysely';
import type { SignedInStaff } from '../auth/signed-in-staff.js';
import type { Database } from '../db/database.js';
import { conflict } from '../lib/errors.js';
import type { LockedConversation } from './reply-context.queries.js';
import type { ReadingRow } from './readings.queries.js';

/** One text with its conversation locked, and who puts it right. */
export interface PuttingRight {
  trx: Transaction<Database>;
  now: Date;
  staff: SignedInStaff;
  messageId: string;
  conversation: LockedConversation;
  text: ReadingRow;
}

/** What came of it: what takes it back, whom it would go to, and a nudge whose results are others now. */
export interface PutRight {
  changeId: string;
  wouldGoTo: { id: string; name: string } | null;
  nudgeId: string | null;
}

/** Somebody, or the program, was quicker. */
export const changedMeanwhile = () =>
  conflict(
    'changed_meanwhile',
    'This was changed a moment ago. Look at it as it stands now; nothing was changed by you.',
  );
