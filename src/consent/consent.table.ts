import type { Generated } from 'kysely';
import type { Purpose } from '../conversations/conversations.table.js';

/** What consent is kept for; our own system texts go along with replies. */
export type ConsentPurpose = Exclude<Purpose, 'system'>;

/**
 * `suspend`: a text may be an opt-out, a person decides; `go_on`: decided that it was none; `undo`: staff took another
 * event back. The others are what a family, the carrier or staff said.
 */
export type ConsentEventKind =
  'opt_in' | 'opt_out' | 'pause' | 'fewer' | 'alerts_only' | 'wrong_number' | 'suspend' | 'go_on' | 'undo';
export type ConsentStateName = 'subscribed' | 'fewer' | 'alerts_only' | 'paused' | 'opted_out';

/**
 * What an event rests on. `said_by_text`: the family said it in its own words; `carrier`: a word the carrier acts on,
 * or its refusal; `staff_correction`: staff put right what was read wrongly, with a reason.
 */
export type ConsentBasis =
  | 'number_given_to_school'
  | 'opted_in_by_text'
  | 'form'
  | 'import'
  | 'said_by_text'
  | 'carrier'
  | 'staff_correction';

export interface ConsentEventTable {
  id: string;
  addressId: string;
  purpose: ConsentPurpose | null;
  kind: ConsentEventKind;
  /** A {@link ConsentBasis}; events of before this version say it in words. */
  basis: string;
  messageId: string | null;
  staffId: string | null;
  happenedAt: Date;
  recordedAt: Date;
  note: Generated<string | null>;
  undoesEventId: Generated<string | null>;
  until: Generated<Date | null>;
}

/** The address as a whole, for lists and summaries. */
export interface ConsentStateTable {
  addressId: string;
  state: ConsentStateName;
  pausedUntil: Date | null;
  /** What a pause gives way to; null: everything again. */
  afterPause: Generated<'subscribed' | 'fewer' | null>;
  decidedAt: Date;
  eventId: string;
}

export interface ConsentPurposeTable {
  addressId: string;
  purpose: ConsentPurpose;
  state: ConsentStateName;
  pausedUntil: Date | null;
  afterPause: Generated<'subscribed' | 'fewer' | null>;
  suspended: boolean;
  eventId: string | null;
  asOf: Date;
}

export interface ConsentDecisionTable {
  id: string;
  addressId: string;
  conversationId: string;
  schoolId: string;
  messageId: string;
  ownerStaffId: string | null;
  createdAt: Date;
  dueAt: Date;
  escalatedAt: Date | null;
  decidedAt: Date | null;
  decidedByStaffId: string | null;
  /** `settled`: the family said clearly what it wants before anybody decided. */
  decision: 'stop' | 'go_on' | 'settled' | null;
}

export interface CarrierBlockTable {
  addressId: string;
  lineId: string;
  since: Date;
  liftedAt: Date | null;
}

export type ContactDays = 'weekdays' | 'weekends';

export interface ContactPreferenceTable {
  addressId: string;
  welcomedAt: Date | null;
  /** Local hours, `HH:MM:SS`. */
  contactFrom: string | null;
  contactUntil: string | null;
  /** Days of the week the family asked for; null: any. */
  contactDays: Generated<ContactDays | null>;
  languageOffered: string | null;
  updatedAt: Date;
}

export interface ContactSlotTable {
  addressId: string;
  /** The Monday of the family's week, `YYYY-MM-DD`. */
  week: string;
  slot: number;
  messageId: string;
  sender: string;
  byTeacher: boolean;
  reservedAt: Date;
}

export interface ContactDayTable {
  addressId: string;
  day: string;
  slot: number;
  messageId: string;
}

/** What an address asked for about hours, and how that came to be; append only. */
export interface ContactHoursEventTable {
  id: string;
  addressId: string;
  /** Local hours, `HH:MM:SS`; both null: any. */
  hoursFrom: string | null;
  hoursUntil: string | null;
  days: ContactDays | null;
  /** Whose word is in force from here on. */
  saidBy: 'family' | 'staff';
  messageId: string | null;
  staffId: string | null;
  askedByGuardianId: string | null;
  /** `YYYY-MM-DD`, the day at the school. */
  askedOn: string | null;
  note: string | null;
  undoesEventId: string | null;
  happenedAt: Date;
}
