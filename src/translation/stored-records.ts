import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { Texts } from '../i18n/texts.js';
import type { Clock } from '../lib/clock.js';
import { type Logger, reasonOf } from '../lib/log.js';
import { readApprovals } from './approvals.queries.js';
import { findRemembered } from './memory.queries.js';
import { approvedParts } from './parts.js';
import { addUse, readPolicy } from './policy.queries.js';
import { findWithdrawn } from './withdrawals.queries.js';
import { emptyPolicy, type EngineUse, type TranslationPolicy, type TranslationRecords } from './records.js';

/** How long decisions of the district are believed before they are read again. Milliseconds. */
const policyKeptMs = 2_000;

/**
 * The district's books about translation in the database. When they cannot be read nothing is remembered and no engine
 * outside the house may be asked; texts then wait or go to a person, they are not lost.
 */
export function createStoredRecords(rt: {
  db: Kysely<Database>;
  clock: Clock;
  log: Logger;
  texts: Texts;
}): TranslationRecords {
  const readAll = async (): Promise<TranslationPolicy> => {
    const [policy, approvals] = await Promise.all([readPolicy(rt.db), readApprovals(rt.db)]);
    return { ...policy, approved: approvedParts(rt.texts, approvals) };
  };
  let kept: { until: number; policy: Promise<TranslationPolicy> } | undefined;
  return {
    policy: () => {
      const now = performance.now();
      if (kept === undefined || kept.until <= now) {
        const policy = readAll().catch((error: unknown) => {
          rt.log.warn({ reason: reasonOf(error) }, 'the translation settings could not be read');
          return emptyPolicy;
        });
        kept = { until: now + policyKeptMs, policy };
      }
      return kept.policy;
    },
    remembered: async (forms, from, to) => {
      try {
        return await findRemembered(rt.db, forms, from, to);
      } catch (error) {
        rt.log.warn({ reason: reasonOf(error) }, 'the translation memory could not be read');
        return undefined;
      }
    },
    withdrawn: async (forms, from, to) => {
      try {
        return await findWithdrawn(rt.db, forms, from, to);
      } catch (error) {
        rt.log.warn({ reason: reasonOf(error) }, 'what was withdrawn could not be read');
        return [];
      }
    },
    noteUse: (use: EngineUse) => {
      addUse(rt.db, rt.clock.now(), [use]).catch((error: unknown) => {
        rt.log.warn({ reason: reasonOf(error) }, 'the use of an engine was not counted');
      });
    },
  };
}
