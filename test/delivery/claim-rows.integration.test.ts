import { sql, type Transaction } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { lockLine } from '../../src/delivery/delivery.queries.js';
import { decideTexts } from '../../src/delivery/decide-texts.js';
import { lockDueTexts } from '../../src/delivery/due-texts.queries.js';
import { letGo, queueHeldTexts, seedDistrict, storeOldTexts } from '../bench/district.js';
import { startTestRuntime } from '../support/runtime.js';

const limit = 20;

/** Rows of all tables one claim reads, out of so many texts that wait, with statistics of a time when none did. */
async function rowsRead(waiting: number): Promise<number> {
  const stage = await startTestRuntime();
  const { rt } = stage;
  try {
    const district = await seedDistrict(rt.db, waiting);
    await storeOldTexts(rt.db, district, waiting);
    await queueHeldTexts(rt.db, district, waiting);
    await sql`analyze`.execute(rt.db);
    await letGo(rt.db);
    const now = new Date(Date.now() + 1_000);
    return await rt.db.transaction().execute(async (trx) => {
      await lockLine(trx, now, district.lineId);
      const before = await rowsSoFar(trx);
      const { texts } = await lockDueTexts(trx, now, district.lineId, { limit, alertsOnly: false });
      const day = { left: null, endsAt: new Date(now.getTime() + 3_600_000) };
      const { allowed } = await decideTexts(rt, trx, now, texts, day);
      expect(allowed).toHaveLength(limit);
      return (await rowsSoFar(trx)) - before;
    });
  } finally {
    await stage.close();
  }
}

async function rowsSoFar(trx: Transaction<Database>): Promise<number> {
  const found = await sql<{ rows: number }>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as rows
    from pg_stat_xact_user_tables`.execute(trx);
  return found.rows[0]?.rows ?? Number.NaN;
}

test('a claim reads as few rows of a long queue as of a short one', async () => {
  const few = await rowsRead(100);
  const many = await rowsRead(3_000);
  expect(few).toBeGreaterThan(limit);
  expect(many).toBeLessThan(few * 1.1);
  expect(many / limit).toBeLessThan(60);
});
