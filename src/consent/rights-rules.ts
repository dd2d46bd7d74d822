import type { Purpose } from '../conversations/conversations.table.js';

/** What the rights of contact of everybody reached at a number say about one text, now. */
export interface RightsFacts {
  /** Some guardian is, or was, reached at this number. Nobody has rights at a number nobody is known at. */
  isKnown: boolean;
  /** Somebody at the number may be contacted about a child the text is meant for: of the class, else of the school. */
  reachesAnyone: boolean;
  /** The text is about one child, and nobody at the number may be contacted about that one. */
  aboutBarredChild: boolean;
  /** Its words name a child nobody at the number may be contacted about. */
  namesBarredChild: boolean;
  /** A right or a link of somebody at this number changed after the text was written, or an order began or ended. */
  changedSince: boolean;
}

const barred = 'nobody at this number may be contacted about this child';
const nobody = 'nobody at this number may be contacted about a child here';
const changed = 'the right of contact changed after this was written';

/**
 * Why the rights of contact forbid a text, or null. What goes out by itself never reaches a barred guardian with a
 * child's name in it, and reaches them at all only for another child they may be contacted about. A person's own reply
 * is that person's to answer for, who has read the order, unless the right changed since. Pure.
 */
export function refusedByRights(purpose: Purpose, facts: RightsFacts): string | null {
  if (!facts.isKnown) return null;
  const aboutBarred = facts.aboutBarredChild || facts.namesBarredChild;
  switch (purpose) {
    case 'alert':
    case 'learning':
    case 'pulse':
      if (aboutBarred) return barred;
      return facts.reachesAnyone ? null : nobody;
    case 'system':
      return aboutBarred ? barred : null;
    case 'reply':
      return (aboutBarred || !facts.reachesAnyone) && facts.changedSince ? changed : null;
  }
}
