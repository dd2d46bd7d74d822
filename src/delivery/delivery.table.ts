import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Purpose } from '../conversations/conversations.table.js';
import type { Channel } from '../vendors/carriers/carrier.js';

/**
 * `held`: waits for a person; `waiting`: for its time or its slot; `sending`: one attempt is under way or unsettled;
 * `accepted`, `sent`, `delivered`: what the carrier said last; `failed`, `dropped`: over, with a reason.
 */
export type DeliveryState =
  'held' | 'waiting' | 'sending' | 'accepted' | 'sent' | 'delivered' | 'failed' | 'dropped';

/** Forward only: `claimed → sending → accepted → sent → delivered`, or `failed`, or `abandoned` before it was written. */
export type AttemptState = 'claimed' | 'sending' | 'accepted' | 'sent' | 'delivered' | 'failed' | 'abandoned';

export interface DeliveryTable {
  messageId: string;
  lineId: string;
  addressId: string;
  schoolId: string;
  purpose: Purpose;
  subtype: string | null;
  body: string | null;
  language: string;
  encoding: 'GSM-7' | 'UCS-2' | null;
  segments: number | null;
  priority: number;
  state: DeliveryState;
  reason: string | null;
  errorCode: number | null;
  nextAttemptAt: Date | null;
  expiresAt: Date | null;
  tries: Generated<number>;
  createdAt: Date;
  settledAt: Date | null;
  maySplit: Generated<boolean>;
  parts: ColumnType<string[] | null, string[] | null | undefined, string[] | null>;
  nextPart: Generated<number>;
  hasPicture: Generated<boolean>;
  pictureToken: ColumnType<string | null, string | null | undefined, string | null>;
  pictureUntil: ColumnType<Date | null, Date | null | undefined, Date | null>;
  /** Since when it waits for its turn in the family's week. */
  turnSince: Generated<Date | null>;
}

export interface DeliveryAttemptTable {
  id: string;
  messageId: string;
  part: Generated<number>;
  n: number;
  lineId: string;
  addressId: string;
  state: AttemptState;
  claimToken: string;
  claimedAt: Date;
  requestStartedAt: Date | null;
  carrierSid: string | null;
  carrierStatus: string | null;
  errorCode: number | null;
  errorClass: string | null;
  emptyLookups: Generated<number>;
  nextLookupAt: Date | null;
  settledAt: Date | null;
  channel: Generated<Channel>;
  contentSid: ColumnType<string | null, string | null | undefined, string | null>;
  channelReason: ColumnType<string | null, string | null | undefined, string | null>;
}

/** A text WhatsApp has approved to be sent at any time. */
export interface WhatsappTemplateTable {
  id: string;
  contentSid: string;
  purpose: Purpose;
  subtype: string | null;
  language: string;
  variables: TemplateVariable[];
  createdAt: Date;
  /** Since when it is not used any more. */
  deactivatedAt: Generated<Date | null>;
}

export type TemplateVariable = 'text' | 'school' | 'district';

export interface LineSlotTable {
  lineId: string;
  freeAt: Date;
  /** A carrier asked for rest: until then only alerts go out. */
  restsUntil: Generated<Date | null>;
  restsReason: Generated<string | null>;
}

/** What a line sent on one of the carriers' days, which begin at midnight Pacific. */
export interface LineDayTable {
  lineId: string;
  /** `YYYY-MM-DD`. */
  day: string;
  segments: Generated<number>;
  /** Those of them that were alerts. */
  alertSegments: Generated<number>;
}

/** When a school last had its turn on a line. */
export interface LineTurnTable {
  lineId: string;
  schoolId: string;
  servedAt: Date;
}

export interface IncidentTable {
  id: string;
  kind: string;
  subject: string;
  detail: JSONColumnType<Record<string, unknown>>;
  createdAt: Date;
  resolvedAt: Date | null;
}

export interface IdempotencyKeyTable {
  actor: string;
  key: string;
  requestHash: string;
  result: JSONColumnType<Record<string, unknown>>;
  createdAt: Date;
}
