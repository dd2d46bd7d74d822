import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { StaffRole } from '../roster/roster.table.js';
import type { Channel } from '../vendors/carriers/carrier.js';

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
  /** Somebody has still to look at a text that may be about danger. */
  lookSoon: Generated<boolean>;
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

/** The road a family's words came by; a call brings none. */
export type MessageChannel = Channel | 'voice';

/** What WhatsApp says of a text besides its words. */
export interface ChannelDetails {
  /** The name in the sender's profile: whatever the sender wrote there. */
  profileName?: string;
  /** What the tapped button stands for. */
  buttonPayload?: string;
  /** A place the family shared, in degrees. */
  place?: { latitude: number; longitude: number };
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
  channel: ColumnType<MessageChannel | null, MessageChannel | null | undefined, never>;
  channelDetails: JSONColumnType<ChannelDetails | null, string | null | undefined, never>;
  processing: Generated<ProcessingState>;
  processingTries: Generated<number>;
  processingError: string | null;
  nextProcessingAt: Date | null;
  understood: JSONColumnType<Record<string, unknown>> | null;
  /** What a person says it is about; null: what the program read. */
  topicByHand: Generated<string | null>;
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

/** A text that may be about danger, for a person to look at before the ordinary ones. */
export interface LookSoonTable {
  requestId: string;
  markedAt: Date;
  dueAt: Date;
  escalatedAt: Date | null;
  lookedAt: Date | null;
  lookedByStaffId: string | null;
  outcome: LookOutcome | null;
}

/** `no_worry`: nothing to worry about; `urgent`: the alarm was raised by hand. */
export type LookOutcome = 'no_worry' | 'urgent';

export interface AssignmentTable {
  id: string;
  conversationId: string;
  staffId: string | null;
  byStaffId: string | null;
  reason: string;
  createdAt: Date;
}

/** A picture a member of staff is about to send. */
export interface UploadedPictureTable {
  id: string;
  sha256: string;
  contentType: string;
  bytes: number;
  staffId: string;
  createdAt: Date;
}

/** How far somebody of the staff has read a conversation. */
export interface ConversationReaderTable {
  conversationId: string;
  staffId: string;
  position: number;
  readAt: Date;
}
