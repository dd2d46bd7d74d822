import type { Purpose } from '../conversations/conversations.table.js';

export type ConsentEventKind = 'opt_in' | 'opt_out' | 'pause' | 'fewer' | 'alerts_only' | 'wrong_number';
export type ConsentStateName = 'subscribed' | 'fewer' | 'alerts_only' | 'paused' | 'opted_out';

export interface ConsentEventTable {
  id: string;
  addressId: string;
  purpose: Exclude<Purpose, 'system'> | null;
  kind: ConsentEventKind;
  basis: string;
  messageId: string | null;
  staffId: string | null;
  happenedAt: Date;
  recordedAt: Date;
}

export interface ConsentStateTable {
  addressId: string;
  state: ConsentStateName;
  pausedUntil: Date | null;
  decidedAt: Date;
  eventId: string;
}

export interface CarrierBlockTable {
  addressId: string;
  lineId: string;
  since: Date;
  liftedAt: Date | null;
}
