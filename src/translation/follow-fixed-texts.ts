import type { Kysely } from 'kysely';
import type { Database } from '../db/database.js';
import type { Texts } from '../i18n/texts.js';
import { type Logger, reasonOf } from '../lib/log.js';
import { readStandingWithdrawals } from './fixed-texts.queries.js';

/** How often a process looks which texts of the language files are withdrawn. Milliseconds. */
const everyMs = 1_000;

/** Reads which texts of the language files are withdrawn; from then on they are not used in this process. */
export async function refreshFixedTexts(rt: { db: Kysely<Database>; texts: Texts }): Promise<void> {
  rt.texts.withdraw(await readStandingWithdrawals(rt.db));
}

/**
 * Keeps a process from sending texts of the language files that were withdrawn in any process: it looks before it
 * begins to work, and then every second, so that no text asks for itself. While the table cannot be read, what was known
 * last stays in force.
 */
export async function followFixedTexts(
  rt: { db: Kysely<Database>; texts: Texts; log: Logger },
  interval: number = everyMs,
): Promise<{ close(): Promise<void> }> {
  await refreshFixedTexts(rt);
  let reading: Promise<void> | undefined;
  let isOut = false;
  const look = async (): Promise<void> => {
    try {
      await refreshFixedTexts(rt);
      isOut = false;
    } catch (error) {
      if (!isOut)
        rt.log.warn({ reason: reasonOf(error) }, 'which fixed texts are withdrawn could not be read');
      isOut = true;
    }
  };
  const timer = setInterval(() => {
    reading ??= look().finally(() => {
      reading = undefined;
    });
  }, interval);
  timer.unref();
  return {
    async close() {
      clearInterval(timer);
      await reading;
    },
  };
}
