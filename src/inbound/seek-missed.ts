import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '../lib/log.js';
import type { Runtime } from '../lib/runtime.js';
import { isLookedUntil } from './backfill.queries.js';

export interface MissedTexts {
  /**
   * The carrier was just told that a text could not be kept. Ends once every line was looked at since, however long
   * the database is away meanwhile; never throws.
   */
  seek(): Promise<void>;
}

/**
 * Has the carrier's list looked through soon after a text was refused. The carrier tries for seconds only
 * (https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides), and what a family wrote should not lie
 * there until the next regular look. That a look took place is read from its own table, so one lost or failed on the
 * way is asked for again, less and less often.
 * @param waits milliseconds before the first look, at most between two, and at most while the database is away
 */
export function createMissedTexts(
  rt: Runtime,
  shutdown: AbortSignal,
  waits = { first: 2_000, longest: 120_000, away: 8_000 },
): MissedTexts {
  let refusedAt: Date;
  let seeking: Promise<void> | undefined;

  async function seekUntilLookedAt(): Promise<void> {
    let wait = waits.first;
    while (await isStillRunning(wait)) {
      let longest = waits.longest;
      try {
        const moment = refusedAt;
        // Another text may be refused while the database answers this.
        if ((await isLookedUntil(rt.db, moment)) && moment === refusedAt) break;
        await rt.jobs.enqueue('inbound.backfill', {}, { deduplicationKey: 'missed' });
      } catch (error) {
        longest = waits.away;
        rt.log.warn({ reason: reasonOf(error) }, 'missed texts cannot be looked for yet');
      }
      wait = Math.min(2 * wait, longest);
    }
    // In the same turn as it ends, so that a text refused from here on starts anew.
    seeking = undefined;
  }

  /** After a while, unless the process ends before: then the next start looks by itself. */
  async function isStillRunning(milliseconds: number): Promise<boolean> {
    try {
      return await sleep(milliseconds, true, { ref: false, signal: shutdown });
    } catch (error) {
      if (shutdown.aborted) return false;
      throw error;
    }
  }

  return {
    seek() {
      refusedAt = rt.clock.now();
      return (seeking ??= seekUntilLookedAt());
    },
  };
}
