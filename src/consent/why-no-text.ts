import type { Purpose } from '../conversations/conversations.table.js';
import type { ConsentStateName } from './consent.table.js';

/** What decides whether a family may be sent a text now, its hours aside. */
export interface TextingFacts {
  /** Null for a text of the family's own. */
  readonly purpose: Purpose | null;
  readonly consent: ConsentStateName;
  /** It told the carrier to stop texts from the line. */
  readonly isBlocked: boolean;
  readonly isUnreachable: boolean;
}

/** Why a family cannot be sent such a text, in words for staff; null where it can. Pure. */
export function whyNoText({ purpose, consent, isBlocked, isUnreachable }: TextingFacts): string | null {
  if (isBlocked) return 'The family told the carrier to stop our texts.';
  if (isUnreachable) return 'This number cannot be texted.';
  if (purpose === 'alert') return null;
  if (consent === 'opted_out') return 'The family asked for no more texts.';
  const isUnasked = purpose === 'learning' || purpose === 'pulse';
  if (isUnasked && (consent === 'alerts_only' || consent === 'paused')) {
    return 'The family wants no such texts now.';
  }
  return null;
}
