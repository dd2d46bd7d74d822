import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openConversations } from '../../src/conversations/batches.queries.js';
import type { Purpose } from '../../src/conversations/conversations.table.js';
import { priorities } from '../../src/delivery/queue-text.js';
import { queueTexts } from '../../src/delivery/queue-texts.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { changeLinePace } from '../../src/holds/line-pace.js';
import { buildAddress, buildGuardian, buildSchool, buildStaff, buildStudent } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
beforeEach(async () => {
  // Midnight Pacific is fourteen hours away.
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
});

const midnightPacific = new Date('2026-11-24T08:00:00Z');
const priorityOf = { learning: priorities.nudge, reply: priorities.reply, alert: priorities.alert } as const;

let numbers = 0;
const nextNumber = (): string => `+1203555${String((numbers += 1)).padStart(4, '0')}`;

/** So many texts of a school, each to a number of its own. */
async function queue(
  count: number,
  purpose: Purpose & keyof typeof priorityOf = 'learning',
  { schoolId, lineId } = school,
): Promise<string[]> {
  const now = stage.rt.clock.now();
  const addresses: string[] = [];
  for (let n = 0; n < count; n += 1)
    addresses.push((await buildAddress(stage.rt.db, { e164: nextNumber() })).addressId);
  const queued = await stage.rt.db.transaction().execute(async (trx) => {
    const places = addresses.sort().map((addressId) => ({ addressId, studentId: null }));
    const conversations = await openConversations(trx, now, { schoolId, lineId }, places);
    return queueTexts(
      trx,
      now,
      addresses.map((addressId) => ({
        conversationId: '',
        ...conversations.get(addressId),
        addressId,
        schoolId,
        lineId,
        purpose,
        senderRole: 'school_admin',
        text: 'Hello.',
        language: 'en',
        body: 'Hello.',
        bodyLanguage: 'en',
        priority: priorityOf[purpose],
      })),
    );
  });
  return queued.map(({ messageId }) => messageId);
}

const setLine = (set: { segmentsPerDay?: number; messagesPerSecond?: number }) =>
  stage.rt.db.updateTable('line').set(set).where('id', '=', school.lineId).execute();

const statesOf = async (messageIds: string[]) => {
  const rows = await stage.rt.db
    .selectFrom('delivery')
    .select(['state', 'reason', 'nextAttemptAt'])
    .where('messageId', 'in', messageIds)
    .execute();
  return {
    sent: rows.filter((row) => row.state === 'accepted').length,
    waiting: rows.filter((row) => row.state === 'waiting'),
    states: rows.map((row) => row.state),
  };
};

/** As the delivery queue does: again and again, while the clock goes on. */
async function wakeFor(seconds: number): Promise<void> {
  for (let n = 0; n < seconds; n += 1) {
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(1000);
  }
}

describe('a line with a limit a day', () => {
  test('keeps a fifth of it for alerts; what does not fit waits for midnight Pacific, and says so', async () => {
    await setLine({ segmentsPerDay: 10, messagesPerSecond: 50 });
    const nudges = await queue(12);
    await wakeFor(2);
    const before = await statesOf(nudges);
    expect(before.sent).toBe(8);
    expect(before.waiting).toHaveLength(4);
    for (const text of before.waiting) {
      expect(text.nextAttemptAt).toEqual(midnightPacific);
      expect(text.reason).toContain('midnight Pacific');
    }
    const alerts = await queue(5, 'alert');
    await wakeFor(2);
    expect((await statesOf(alerts)).sent).toBe(5);
  });

  test('counts the day in one row that all workers share', async () => {
    await setLine({ segmentsPerDay: 20, messagesPerSecond: 50 });
    const nudges = await queue(30);
    await Promise.all(Array.from({ length: 4 }, () => wakeLine(stage.rt, school.lineId)));
    await wakeFor(2);
    expect((await statesOf(nudges)).sent).toBe(16);
    const days = await stage.rt.db
      .selectFrom('lineDay')
      .selectAll()
      .where('lineId', '=', school.lineId)
      .execute();
    expect(days).toEqual([{ lineId: school.lineId, day: '2026-11-23', segments: 16, alertSegments: 0 }]);
  });

  test('begins anew after midnight Pacific, within the hours of the family', async () => {
    await setLine({ segmentsPerDay: 10, messagesPerSecond: 50 });
    const nudges = await queue(10);
    await wakeFor(2);
    stage.clock.moveTo(new Date('2026-11-24T08:00:01Z'));
    await wakeFor(1);
    expect((await statesOf(nudges)).sent).toBe(8);
    stage.clock.moveTo(new Date('2026-11-24T14:00:01Z'));
    await wakeFor(1);
    expect((await statesOf(nudges)).sent).toBe(10);
  });

  test('sends what it put off on the same day, once an administrator raises the limit', async () => {
    await setLine({ segmentsPerDay: 10, messagesPerSecond: 50 });
    const nudges = await queue(12);
    await wakeFor(2);
    const admin = await buildStaff(stage.rt.db, { role: 'district_admin' });
    const staff = { ...admin, role: 'district_admin' as const, schoolIds: [] };
    const raised = { messagesPerSecond: 50, segmentsPerDay: 100, alertShare: 20 };
    await changeLinePace(stage.rt, staff, school.lineId, raised);
    await wakeFor(1);
    expect((await statesOf(nudges)).sent).toBe(12);
  });
});

describe('a carrier that refuses', () => {
  test('because its day is full keeps the line waiting until midnight Pacific, alerts aside', async () => {
    const [first = ''] = await queue(1);
    await stage.fault({ kind: 'refuse', code: 30023, count: 1 });
    await wakeLine(stage.rt, school.lineId);
    const others = await queue(3);
    const alerts = await queue(2, 'alert');
    await wakeFor(3);
    const waiting = await statesOf([first, ...others]);
    expect(waiting.sent).toBe(0);
    expect(waiting.waiting.map((text) => text.nextAttemptAt)).toEqual(Array(4).fill(midnightPacific));
    expect(waiting.waiting[0]?.reason).toContain('midnight Pacific');
    expect((await statesOf(alerts)).sent).toBe(2);
  });

  test('because the line is too fast makes it rest for a minute', async () => {
    await stage.fault({ kind: 'refuse', code: 30022, count: 1 });
    const texts = await queue(3);
    await wakeFor(1);
    const later = await queue(2);
    const woken = await wakeLine(stage.rt, school.lineId);
    expect(woken.sent).toBe(0);
    expect(woken.wakeAgainAt?.getTime()).toBeGreaterThan(stage.rt.clock.now().getTime());
    stage.clock.moveBy(62_000);
    await wakeFor(3);
    expect((await statesOf([...texts, ...later])).sent).toBe(5);
  });
});

describe('on a line that schools share', () => {
  test("one school's many nudges do not hold up another's few", async () => {
    const other = await buildSchool(stage.rt.db, { lineId: school.lineId });
    await setLine({ messagesPerSecond: 20 });
    const many = await queue(150);
    stage.clock.moveBy(1000);
    const few = new Set(await queue(30, 'learning', other));
    await wakeFor(10);
    const attempts = await stage.rt.db
      .selectFrom('deliveryAttempt')
      .select('messageId')
      .where('lineId', '=', school.lineId)
      .orderBy('claimedAt')
      .execute();
    expect(attempts).toHaveLength(many.length + few.size);
    // They took turns, so the last of the few went out when about as many of the others had; a batch more at most.
    expect(attempts.findLastIndex(({ messageId }) => few.has(messageId))).toBeLessThan(30 + 30 + 20);
  });

  test('schools take turns also where the line sends one text at a time', async () => {
    const other = await buildSchool(stage.rt.db, { lineId: school.lineId });
    await setLine({ messagesPerSecond: 1 });
    const many = await queue(12);
    const few = await queue(3, 'learning', other);
    await wakeFor(8);
    expect((await statesOf(few)).sent).toBe(3);
    expect((await statesOf(many)).sent).toBeGreaterThan(0);
  });

  test("an answer of staff goes before anybody's nudges", async () => {
    const other = await buildSchool(stage.rt.db, { lineId: school.lineId });
    await setLine({ messagesPerSecond: 2 });
    await queue(10);
    const replies = await queue(2, 'reply', other);
    await wakeLine(stage.rt, school.lineId);
    expect((await statesOf(replies)).sent).toBe(2);
  });
});

describe('an alert that does not arrive', () => {
  const callsOf = (messageId: string) =>
    stage.rt.db
      .selectFrom('callTask')
      .select(['reason', 'schoolId'])
      .where('messageId', '=', messageId)
      .execute();

  test('because of a block at the carrier is a call to make', async () => {
    const [messageId = ''] = await queue(1, 'alert');
    const { addressId } = await stage.rt.db
      .selectFrom('delivery')
      .select('addressId')
      .where('messageId', '=', messageId)
      .executeTakeFirstOrThrow();
    await stage.rt.db
      .insertInto('carrierBlock')
      .values({ addressId, lineId: school.lineId, since: stage.rt.clock.now(), liftedAt: null })
      .execute();
    await wakeFor(1);
    expect((await statesOf([messageId])).states).toEqual(['dropped']);
    expect(await callsOf(messageId)).toEqual([
      { reason: 'the family told the carrier to stop texts from this line', schoolId: school.schoolId },
    ]);
  });

  test('because the number takes no texts is a call to make, a nudge is not', async () => {
    const [alert = ''] = await queue(1, 'alert');
    await wakeFor(1);
    const [nudge = ''] = await queue(1);
    await wakeFor(1);
    for (const messageId of [alert, nudge]) {
      const attempt = await stage.rt.db
        .selectFrom('deliveryAttempt')
        .select(['id', 'carrierSid'])
        .where('messageId', '=', messageId)
        .executeTakeFirstOrThrow();
      const said = { sid: attempt.carrierSid ?? '', status: 'undelivered', errorCode: 30006 };
      await receiveStatus(stage.rt, attempt.id, said);
      await receiveStatus(stage.rt, attempt.id, said);
    }
    expect(await callsOf(alert)).toEqual([
      { reason: 'this number cannot receive texts', schoolId: school.schoolId },
    ]);
    expect(await callsOf(nudge)).toEqual([]);
  });
});

test('two guardians who share a phone in two time zones are texted when it suits both', async () => {
  const { studentId } = await buildStudent(stage.rt.db, { schoolId: school.schoolId });
  const { addressId } = await buildGuardian(stage.rt.db, { studentIds: [studentId] });
  const { guardianId } = await buildGuardian(stage.rt.db, { studentIds: [studentId], addressId });
  await stage.rt.db
    .updateTable('guardian')
    .set({ timeZone: 'America/Los_Angeles' })
    .where('id', '=', guardianId)
    .execute();
  stage.clock.moveTo(new Date('2026-11-24T15:00:00Z'));
  const now = stage.rt.clock.now();
  await stage.rt.db.transaction().execute(async (trx) => {
    const conversations = await openConversations(trx, now, school, [{ addressId, studentId: null }]);
    await queueTexts(trx, now, [
      {
        conversationId: '',
        ...conversations.get(addressId),
        addressId,
        ...school,
        purpose: 'learning',
        senderRole: 'teacher',
        text: 'Hello.',
        language: 'en',
        body: 'Hello.',
        bodyLanguage: 'en',
        priority: priorities.nudge,
      },
    ]);
  });
  await wakeLine(stage.rt, school.lineId);
  const delivery = await stage.rt.db
    .selectFrom('delivery')
    .select(['state', 'nextAttemptAt', 'reason'])
    .where('addressId', '=', addressId)
    .executeTakeFirstOrThrow();
  expect(delivery).toEqual({
    state: 'waiting',
    nextAttemptAt: new Date('2026-11-24T17:00:00Z'),
    reason: 'waits for hours that suit everybody at this number',
  });
});
