import { sql, type Transaction } from 'kysely';
import type { Database } from '../../src/db/database.js';
import { acceptAttempts } from '../../src/delivery/accepted.queries.js';
import { claimTexts, lockLine, markSending } from '../../src/delivery/delivery.queries.js';
import { decideTexts } from '../../src/delivery/decide-texts.js';
import { lockDueTexts } from '../../src/delivery/due-texts.queries.js';
import { newId } from '../../src/lib/ids.js';
import type { Runtime } from '../../src/lib/runtime.js';
import { letGo, queueHeldTexts, seedDistrict, storeOldTexts, type BenchDistrict } from '../bench/district.js';
import { startTestRuntime } from '../support/runtime.js';

const limit = 20;
const answers = 5;
const token = newId();

/** A district with so many texts that wait, and statistics of a time when none did. */
async function withWaiting(
  waiting: number,
  measure: (rt: Runtime, district: BenchDistrict, now: Date) => Promise<number>,
): Promise<number> {
  const stage = await startTestRuntime();
  const { rt } = stage;
  try {
    const district = await seedDistrict(rt.db, waiting);
    await storeOldTexts(rt.db, district, waiting);
    await queueHeldTexts(rt.db, district, waiting);
    await sql`analyze`.execute(rt.db);
    await letGo(rt.db);
    return await measure(rt, district, new Date(Date.now() + 1_000));
  } finally {
    await stage.close();
  }
}

/** Rows of all tables one claim reads, out of so many texts that wait. */
function rowsOfClaim(waiting: number): Promise<number> {
  return withWaiting(waiting, (rt, district, now) =>
    rt.db.transaction().execute(async (trx) => {
      await lockLine(trx, now, district.lineId);
      const before = await rowsSoFar(trx);
      const { texts } = await lockDueTexts(trx, now, district.lineId, { limit, alertsOnly: false });
      const day = { left: null, endsAt: new Date(now.getTime() + 3_600_000) };
      const { allowed } = await decideTexts(rt, trx, now, texts, day);
      expect(allowed).toHaveLength(limit);
      return (await rowsSoFar(trx)) - before;
    }),
  );
}

/** Rows that writing down the answers to a few texts reads, while so many are under way. */
function rowsOfAnswers(underWay: number): Promise<number> {
  return withWaiting(underWay, async (rt, district, now) => {
    const attemptIds = await rt.db.transaction().execute(async (trx) => {
      await lockLine(trx, now, district.lineId);
      const due = await lockDueTexts(trx, now, district.lineId, { limit: underWay, alertsOnly: false });
      const road = { channel: 'sms' as const, template: null, reason: '' };
      return claimTexts(
        trx,
        district.lineId,
        token,
        due.texts.map((text) => ({ text, road })),
        { freeAt: now, day: '2026-10-01', segments: underWay, alertSegments: 0 },
      );
    });
    const begun = await markSending(rt.db, now, { token, attemptIds }, now);
    expect(begun.size).toBe(underWay);
    const accepted = attemptIds
      .slice(-answers)
      .map((attemptId, n) => ({ attemptId, sid: `SM${n}`, status: 'queued' }));
    return rt.db.transaction().execute(async (trx) => {
      const before = await rowsSoFar(trx);
      expect(await acceptAttempts(trx, now, accepted)).toHaveProperty('size', answers);
      return (await rowsSoFar(trx)) - before;
    });
  });
}

async function rowsSoFar(trx: Transaction<Database>): Promise<number> {
  const found = await sql<{ rows: number }>`
    select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::integer as rows
    from pg_stat_xact_user_tables`.execute(trx);
  return found.rows[0]?.rows ?? Number.NaN;
}

test('a claim reads as few rows of a long queue as of a short one', async () => {
  const few = await rowsOfClaim(100);
  const many = await rowsOfClaim(3_000);
  expect(few).toBeGreaterThan(limit);
  expect(many).toBeLessThan(few * 1.1);
  expect(many / limit).toBeLessThan(60);
});

test('writing down what the carrier took reads as few rows however much is under way', async () => {
  const rows = await rowsOfAnswers(1_500);
  expect(rows).toBeGreaterThan(answers);
  expect(rows / answers).toBeLessThan(10);
});
