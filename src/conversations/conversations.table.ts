import type { Generated, JSONColumnType } from 'kysely';
import type { StaffRole } from '../roster/roster.table.js';

/** `open`: staff have something to do; `waiting`: the family has; `snoozed`: comes back by itself; `closed`: done. */
export type ConversationState = 'open' | 'waiting' | 'snoozed' | 'closed';
export type Purpose = 'alert' | 'learning' | 'pulse' | 'reply' | 'system';
export type SenderRole = StaffRole | 'system';
/** `pending`: not understood yet; `parked`: failed three times, a person must look. */
export type ProcessingState = 'pending' | 'done' | 'parked';
export type TranslationState = 'none_needed' | 'pending' | 'translated' | 'untranslated';

export interface ConversationTable {
  id: string;
  addressId: string;
  schoolId: string;
  lineId: string;
  state: Generated<ConversationState>;
  urgent: Generated<boolean>;
  assigneeStaffId: string | null;
  lastPosition: Generated<number>;
  lastMessageAt: Date;
  waitingSince: Date | null;
  studentId: string | null;
  leaseToken: string | null;
  leaseUntil: Date | null;
  createdAt: Date;
}

/** Something a family sent along: to be fetched, then `stored` with `bytes`, or `refused`. */
export interface MediaItem {
  /** Where it lies at the carrier. */
  url: string;
  /** What the carrier says it is; once stored, what its first bytes say. */
  contentType: string;
  /** SHA-256 of the bytes, which lie in DATA_DIR/media. */
  stored?: string;
  bytes?: number;
  /** Why it is not shown, where it is not: for example a host that is not the carrier's. */
  refused?: string;
}

export interface MessageTable {
  id: string;
  conversationId: string;
  position: number;
  direction: 'in' | 'out';
  purpose: Purpose | null;
  subtype: string | null;
  senderRole: SenderRole | null;
  senderStaffId: string | null;
  lineId: string;
  guardianId: string | null;
  studentId: string | null;
  text: string;
  language: string | null;
  media: JSONColumnType<MediaItem[], string | undefined>;
  mediaTries: Generated<number>;
  nextMediaAt: Date | null;
  carrierSid: string | null;
  carrierAt: Date | null;
  processing: Generated<ProcessingState>;
  processingTries: Generated<number>;
  processingError: string | null;
  nextProcessingAt: Date | null;
  understood: JSONColumnType<Record<string, unknown>> | null;
  translationState: Generated<TranslationState>;
  translationReason: string | null;
  translationTries: Generated<number>;
  nextTranslationAt: Date | null;
  createdAt: Date;
}

export interface RequestTable {
  id: string;
  conversationId: string;
  messageId: string;
  studentId: string | null;
  topic: string;
  urgent: Generated<boolean>;
  status: Generated<'open' | 'done'>;
  assigneeStaffId: string | null;
  createdAt: Date;
  closedAt: Date | null;
  closedByStaffId: string | null;
}

export interface AssignmentTable {
  id: string;
  conversationId: string;
  staffId: string | null;
  byStaffId: string | null;
  reason: string;
  createdAt: Date;
}
