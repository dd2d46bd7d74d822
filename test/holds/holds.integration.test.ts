import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { SignedInStaff } from '../../src/auth/signed-in-staff.js';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import type { Purpose } from '../../src/conversations/conversations.table.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { wakeLine } from '../../src/delivery/send.js';
import { liftHold, listHolds, placeHold, resumeLine } from '../../src/holds/holds.js';
import type { HoldSubject } from '../../src/holds/holds.queries.js';
import { newId } from '../../src/lib/ids.js';
import { buildAddress, buildRequest, buildSchool, buildStaff } from '../support/builders.js';
import { until } from '../support/stage.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let admin: SignedInStaff;
beforeAll(async () => {
  stage = await startTestRuntime();
  admin = await buildStaff(stage.rt.db, { role: 'district_admin' });
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
  stage.published.length = 0;
  stage.enqueued.length = 0;
});

async function queue(
  purpose: Purpose = 'reply',
  at = school,
): Promise<{ messageId: string; conversationId: string; to: string }> {
  const now = stage.rt.clock.now();
  const { addressId, e164 } = await buildAddress(stage.rt.db);
  return stage.rt.db.transaction().execute(async (trx) => {
    const conversationId = await findOrOpenConversation(trx, now, { addressId, ...at });
    const { messageId } = await queueText(trx, now, {
      conversationId,
      addressId,
      ...at,
      purpose,
      ...(purpose === 'reply' ? { senderStaffId: admin.id } : {}),
      senderRole: 'liaison',
      text: 'Good afternoon.',
      language: 'en',
      body: 'Good afternoon.',
      bodyLanguage: 'en',
      priority: 2,
    });
    return { messageId, conversationId, to: e164 };
  });
}

const stateOf = (messageId: string) =>
  stage.rt.db
    .selectFrom('delivery')
    .select(['state', 'reason', 'nextAttemptAt'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
const place = (subject: HoldSubject) => placeHold(stage.rt, admin, subject, 'A wrong text went out.');
const auditOf = (subject: string) =>
  stage.rt.db
    .selectFrom('auditEvent')
    .select(['actor', 'action', 'detail'])
    .where('subject', '=', subject)
    .orderBy('happenedAt')
    .execute();

const subjects: [string, () => HoldSubject][] = [
  ['the line', () => ({ scope: 'line', lineId: school.lineId })],
  ['the school', () => ({ scope: 'school', schoolId: school.schoolId })],
  ['the district', () => ({ scope: 'district' })],
];

describe.each(subjects)('a hold on %s', (_name, subject) => {
  test.each<Purpose>(['reply', 'learning', 'alert', 'system'])(
    'keeps a text of the purpose %s from going out until it is lifted',
    async (purpose) => {
      const { id } = await place(subject());
      const { messageId } = await queue(purpose);
      const woken = await wakeLine(stage.rt, school.lineId);
      expect(woken.sent).toBe(0);
      // The worker does not spin on what it may not claim.
      expect(woken.wakeAgainAt).toBeNull();
      expect(await stateOf(messageId)).toMatchObject({ state: 'waiting' });
      await liftHold(stage.rt, admin, id, 'send');
      expect(stage.enqueued).toContainEqual({ name: 'delivery.wake', payload: { lineId: school.lineId } });
      expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(1);
      expect(await stateOf(messageId)).toMatchObject({ state: 'accepted' });
    },
  );

  test('lets what it held be dropped, and leaves alone what is due later', async () => {
    const { id } = await place(subject());
    const held = await queue('learning');
    const later = await queue('learning');
    await stage.rt.db
      .updateTable('delivery')
      .set({ nextAttemptAt: new Date('2026-11-23T20:00:00Z') })
      .where('messageId', '=', later.messageId)
      .execute();
    await liftHold(stage.rt, admin, id, 'drop');
    expect(await stateOf(held.messageId)).toMatchObject({
      state: 'dropped',
      reason: 'it was given up when a hold was lifted',
    });
    expect(await stateOf(later.messageId)).toMatchObject({ state: 'waiting' });
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(0);
    stage.clock.moveTo(new Date('2026-11-23T20:00:01Z'));
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(1);
  });
});

describe('a hold', () => {
  test('on one school or line stops no other', async () => {
    const other = await buildSchool(stage.rt.db);
    const sharing = await buildSchool(stage.rt.db, { lineId: school.lineId });
    const holds = [
      await place({ scope: 'school', schoolId: school.schoolId }),
      await place({ scope: 'line', lineId: (await buildSchool(stage.rt.db)).lineId }),
    ];
    const stopped = await queue();
    const [elsewhere, sameLine] = [
      await queue('reply', other),
      await queue('reply', { schoolId: sharing.schoolId, lineId: school.lineId }),
    ];
    await wakeLine(stage.rt, school.lineId);
    await wakeLine(stage.rt, other.lineId);
    expect(await stateOf(stopped.messageId)).toMatchObject({ state: 'waiting' });
    expect(await stateOf(elsewhere.messageId)).toMatchObject({ state: 'accepted' });
    expect(await stateOf(sameLine.messageId)).toMatchObject({ state: 'accepted' });
    for (const { id } of holds) await liftHold(stage.rt, admin, id, 'send');
  });

  test('dropped while words of its texts are withdrawn waits for the withdrawal, and neither fails', async () => {
    const { id } = await place({ scope: 'school', schoolId: school.schoolId });
    const { messageId, conversationId } = await queue();
    let dropping: Promise<void> | undefined;
    await stage.rt.db.transaction().execute(async (trx) => {
      await sql`select from conversation where id = ${conversationId} for update`.execute(trx);
      dropping = liftHold(stage.rt, admin, id, 'drop');
      await until('dropping waits', async () => {
        const waiting = await sql`select from pg_locks where not granted`.execute(trx);
        return waiting.rows.length > 0;
      });
      await sql`select from delivery where message_id = ${messageId} for update`.execute(trx);
    });
    await dropping;
    expect(await stateOf(messageId)).toMatchObject({ state: 'dropped' });
  });

  test('dropped on one school touches no other school of the same line', async () => {
    const sharing = await buildSchool(stage.rt.db, { lineId: school.lineId });
    const { id } = await place({ scope: 'school', schoolId: school.schoolId });
    const sameLine = await queue('reply', { schoolId: sharing.schoolId, lineId: school.lineId });
    await liftHold(stage.rt, admin, id, 'drop');
    expect(await stateOf(sameLine.messageId)).toMatchObject({ state: 'waiting' });
  });

  test('lifted in the evening sends a learning text the next morning: quiet hours are those of now', async () => {
    const { id } = await place({ scope: 'line', lineId: school.lineId });
    const { messageId } = await queue('learning');
    stage.clock.moveTo(new Date('2026-11-24T02:00:00Z'));
    await liftHold(stage.rt, admin, id, 'send');
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(0);
    expect((await stateOf(messageId)).nextAttemptAt).toEqual(new Date('2026-11-24T14:00:00Z'));
  });

  test('under another one that stands changes nothing when it is lifted to send', async () => {
    const line = await place({ scope: 'line', lineId: school.lineId });
    const wider = await place({ scope: 'school', schoolId: school.schoolId });
    const { messageId } = await queue();
    await liftHold(stage.rt, admin, line.id, 'send');
    await wakeLine(stage.rt, school.lineId);
    expect(await stateOf(messageId)).toMatchObject({ state: 'waiting' });
    await liftHold(stage.rt, admin, wider.id, 'send');
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(1);
  });

  test('stops a run in the middle: the texts after the batch under way stay', async () => {
    const texts: Awaited<ReturnType<typeof queue>>[] = [];
    // A few at a time: on a busy machine so many would wait for a connection in vain.
    while (texts.length < 450) texts.push(...(await Promise.all(Array.from({ length: 9 }, () => queue()))));
    await stage.rt.db
      .updateTable('line')
      .set({ messagesPerSecond: 1000 })
      .where('id', '=', school.lineId)
      .execute();
    let placed: Promise<{ id: string }> | undefined;
    const carrier = {
      ...stage.rt.carrier,
      send: async (request: Parameters<typeof stage.rt.carrier.send>[0]) => {
        await (placed ??= place({ scope: 'school', schoolId: school.schoolId }));
        return stage.rt.carrier.send(request);
      },
    };
    const { sent } = await wakeLine({ ...stage.rt, carrier }, school.lineId);
    // A worker has two batches under way, one that it claims and one that it sends.
    expect(sent).toBeLessThanOrEqual(400);
    const waiting = await stage.rt.db
      .selectFrom('delivery')
      .select('state')
      .where(
        'messageId',
        'in',
        texts.map(({ messageId }) => messageId),
      )
      .where('state', '=', 'waiting')
      .execute();
    expect(waiting).toHaveLength(450 - sent);
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(0);
  });

  test('placed twice, at once too, stands once; lifted twice answers with a conflict', async () => {
    const subject: HoldSubject = { scope: 'school', schoolId: school.schoolId };
    const placed = await Promise.all([place(subject), place(subject), place(subject)]);
    const [{ id } = { id: '' }] = placed;
    expect(new Set(placed.map((hold) => hold.id)).size).toBe(1);
    const lifts = await Promise.allSettled([
      liftHold(stage.rt, admin, id, 'send'),
      liftHold(stage.rt, admin, id, 'drop'),
    ]);
    expect(lifts.map((lift) => lift.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(liftHold(stage.rt, admin, id, 'send')).rejects.toMatchObject({ code: 'hold_lifted' });
    // And it can be placed anew.
    const again = await place(subject);
    expect(again.id).not.toBe(id);
    await liftHold(stage.rt, admin, again.id, 'send');
  });

  test('is written down with who, what and the choice, and told to every page', async () => {
    const { id } = await place({ scope: 'line', lineId: school.lineId });
    await queue();
    await liftHold(stage.rt, admin, id, 'drop');
    expect(await auditOf(`hold:${id}`)).toEqual([
      {
        actor: `staff:${admin.id}`,
        action: 'hold.placed',
        detail: { scope: 'line', lineId: school.lineId },
      },
      { actor: `staff:${admin.id}`, action: 'hold.lifted', detail: { heldTexts: 'drop', dropped: 1 } },
    ]);
    const told = stage.published.filter((event) => event.kind === 'hold');
    expect(told).toEqual([
      { kind: 'hold', id, schoolId: null },
      { kind: 'hold', id, schoolId: null },
    ]);
  });

  test('dropping an answer makes its conversation wait for staff again', async () => {
    const { id } = await place({ scope: 'school', schoolId: school.schoolId });
    const { addressId } = await buildAddress(stage.rt.db);
    const conversationId = await stage.rt.db
      .transaction()
      .execute((trx) => findOrOpenConversation(trx, stage.rt.clock.now(), { addressId, ...school }));
    await buildRequest(stage.rt.db, conversationId, { text: 'When does the bus come?' });
    const now = stage.rt.clock.now();
    await stage.rt.db.transaction().execute(async (trx) => {
      await queueText(trx, now, {
        conversationId,
        addressId,
        ...school,
        purpose: 'reply',
        senderRole: 'liaison',
        senderStaffId: admin.id,
        text: 'At seven.',
        language: 'en',
        body: 'At seven.',
        bodyLanguage: 'en',
        priority: 2,
      });
      await trx
        .updateTable('conversation')
        .set({ state: 'waiting' })
        .where('id', '=', conversationId)
        .execute();
    });
    await liftHold(stage.rt, admin, id, 'drop');
    const { state } = await stage.rt.db
      .selectFrom('conversation')
      .select('state')
      .where('id', '=', conversationId)
      .executeTakeFirstOrThrow();
    expect(state).toBe('open');
  });
});

describe('who may stop and see what', () => {
  test('a school administrator stops her own school and its own line, nothing wider', async () => {
    const staff = await buildStaff(stage.rt.db, { role: 'school_admin', schoolIds: [school.schoolId] });
    const other = await buildSchool(stage.rt.db);
    const shared = await buildSchool(stage.rt.db);
    await stage.rt.db
      .insertInto('lineSchool')
      .values({ lineId: shared.lineId, schoolId: school.schoolId })
      .execute();
    const tryIt = (subject: HoldSubject) => placeHold(stage.rt, staff, subject, 'Because');
    const refused: HoldSubject[] = [
      { scope: 'district' },
      { scope: 'school', schoolId: other.schoolId },
      { scope: 'line', lineId: other.lineId },
      { scope: 'line', lineId: shared.lineId },
      { scope: 'line', lineId: newId() },
    ];
    for (const subject of refused) await expect(tryIt(subject)).rejects.toMatchObject({ status: 404 });
    const placed = [
      await tryIt({ scope: 'school', schoolId: school.schoolId }),
      await tryIt({ scope: 'line', lineId: school.lineId }),
    ];
    for (const { id } of placed) await liftHold(stage.rt, staff, id, 'send');
  });

  test.each(['teacher', 'liaison'] as const)('a %s sees what stands, and stops nothing', async (role) => {
    const staff = await buildStaff(stage.rt.db, { role, schoolIds: [school.schoolId] });
    const other = await buildSchool(stage.rt.db);
    await expect(
      placeHold(stage.rt, staff, { scope: 'school', schoolId: school.schoolId }, 'Because'),
    ).rejects.toMatchObject({ status: 404 });
    const mine = await place({ scope: 'school', schoolId: school.schoolId });
    const mineToo = await place({ scope: 'line', lineId: school.lineId });
    const foreign = [
      await place({ scope: 'school', schoolId: other.schoolId }),
      await place({ scope: 'line', lineId: other.lineId }),
    ];
    const seen = await listHolds(stage.rt, staff);
    expect(seen.holds.map((hold) => hold.id).sort()).toEqual([mine.id, mineToo.id].sort());
    expect(seen.holds.every((hold) => !hold.mayLift)).toBe(true);
    expect(seen.lines.map((line) => line.id)).toEqual([school.lineId]);
    await expect(liftHold(stage.rt, staff, mine.id, 'send')).rejects.toMatchObject({ status: 404 });
    for (const { id } of [mine, mineToo, ...foreign]) await liftHold(stage.rt, admin, id, 'send');
  });
});

describe('a line the carrier refused', () => {
  test('goes on when an administrator lets it, and its incident is over', async () => {
    await stage.rt.db
      .updateTable('line')
      .set({ messagesPerSecond: 100 })
      .where('id', '=', school.lineId)
      .execute();
    const { messageId, to } = await queue();
    await stage.fault({ kind: 'refuse', code: 30034, to, count: 1 });
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(1);
    const woken = await wakeLine(stage.rt, school.lineId);
    expect(woken).toEqual({ sent: 0, wakeAgainAt: null });
    const listed = await listHolds(stage.rt, admin);
    expect(listed.lines.find((line) => line.id === school.lineId)).toMatchObject({
      stoppedReason: 'the line is not registered with the mobile networks',
    });
    const openIncidents = () =>
      stage.rt.db
        .selectFrom('incident')
        .select('id')
        .where('subject', '=', school.lineId)
        .where('resolvedAt', 'is', null)
        .execute();
    expect(await openIncidents()).toHaveLength(1);
    await resumeLine(stage.rt, admin, school.lineId);
    expect(await openIncidents()).toEqual([]);
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(1);
    expect(await stateOf(messageId)).toMatchObject({ state: 'accepted' });
    expect((await auditOf(`line:${school.lineId}`)).map((event) => event.action)).toEqual(['line.resumed']);
  });

  test('with the whole account: the account’s incident ends with the last line that goes on', async () => {
    const other = await buildSchool(stage.rt.db);
    const { to } = await queue();
    await stage.fault({ kind: 'refuse', code: 30002, to, count: 1 });
    await wakeLine(stage.rt, school.lineId);
    const isOpen = async (): Promise<boolean> =>
      (await stage.rt.db
        .selectFrom('incident')
        .select('id')
        .where('kind', '=', 'account_stopped')
        .where('resolvedAt', 'is', null)
        .executeTakeFirst()) !== undefined;
    const { lines } = await listHolds(stage.rt, admin);
    expect(lines.every((line) => line.stoppedAt !== null)).toBe(true);
    for (const line of lines) {
      if (line.id !== other.lineId) await resumeLine(stage.rt, admin, line.id);
    }
    expect(await isOpen()).toBe(true);
    await resumeLine(stage.rt, admin, other.lineId);
    expect(await isOpen()).toBe(false);
  });
});
