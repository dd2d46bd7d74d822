import type { ConsentEventKind, ConsentStateName } from './consent.table.js';

/** How long "pause" lasts when the family does not say. */
export const pauseDays = 14;

/** The state an event leads to. */
export function stateAfter(
  kind: ConsentEventKind,
  happenedAt: Date,
): { state: ConsentStateName; pausedUntil: Date | null } {
  switch (kind) {
    case 'opt_in':
      return { state: 'subscribed', pausedUntil: null };
    case 'opt_out':
      return { state: 'opted_out', pausedUntil: null };
    case 'pause':
      return { state: 'paused', pausedUntil: new Date(happenedAt.getTime() + pauseDays * 86_400_000) };
    case 'fewer':
      return { state: 'fewer', pausedUntil: null };
    case 'alerts_only':
      return { state: 'alerts_only', pausedUntil: null };
    case 'wrong_number':
      // Whoever has the number now never asked for our texts.
      return { state: 'opted_out', pausedUntil: null };
  }
}
