import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import { countTry } from './sign-in-tries.queries.js';

/** Whether one more request may be answered, and in how many seconds the next, where it may not. */
export interface Consumed {
  allowed: boolean;
  retryAfter: number | null;
}

/**
 * Counts the requests of an address in windows that begin with their first, for better-auth. Left to itself, that counts
 * on until a whole window brings none: a school behind one address, where somebody signs in every ten seconds of a
 * morning, would be kept out after its thirtieth.
 */
export function countByAddress(
  db: Kysely<Database>,
  now: () => Date,
): { consume: (key: string, rule: { window: number; max: number }) => Promise<Consumed> } {
  return {
    async consume(key, { window, max }) {
      const moment = now();
      const over = new Date(moment.getTime() - window * 1000);
      const { startedAt, count } = await countTry(db, moment, { key: keyOf(key), over });
      if (count <= max) return { allowed: true, retryAfter: null };
      return { allowed: false, retryAfter: Math.ceil((startedAt.getTime() - over.getTime()) / 1000) };
    },
  };
}

/** No account's key begins so, and no address can be read from it. */
const keyOf = (key: string): string => `address ${createHash('sha256').update(key).digest('hex')}`;
