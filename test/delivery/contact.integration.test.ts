import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setHours } from '../../src/consent/preferences.queries.js';
import { recordConsent } from '../../src/consent/consent.queries.js';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { dropText } from '../../src/delivery/give-up.queries.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { wakeLine } from '../../src/delivery/send.js';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import {
  buildAddress,
  buildClass,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
} from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

/** A Monday, one o'clock in the afternoon of the school. */
const monday = new Date('2026-11-30T18:00:00Z');
const day = 86_400_000;

let school: { schoolId: string; lineId: string };
let teacher: { id: string };
let address: { addressId: string; e164: string };
let classId: string;
beforeEach(async () => {
  stage.clock.moveTo(monday);
  school = await buildSchool(stage.rt.db);
  teacher = await buildStaff(stage.rt.db, { role: 'teacher', schoolIds: [school.schoolId] });
  ({ classId } = await buildClass(stage.rt.db, { schoolId: school.schoolId, teacherId: teacher.id }));
  address = await buildAddress(stage.rt.db);
  await childAt(address.addressId, 'es');
});

async function childAt(addressId: string, language: string | null): Promise<void> {
  const { studentId } = await buildStudent(stage.rt.db, { classId });
  await buildGuardian(stage.rt.db, { language, studentIds: [studentId], addressId });
}

const colleague = async (): Promise<{ id: string }> =>
  buildStaff(stage.rt.db, { role: 'liaison', schoolIds: [school.schoolId] });

async function queue(from: { id: string }, to = address, purpose: 'learning' | 'pulse' = 'learning') {
  const now = stage.rt.clock.now();
  return stage.rt.db.transaction().execute(async (trx) => {
    const conversationId = await findOrOpenConversation(trx, now, { addressId: to.addressId, ...school });
    const { messageId } = await queueText(trx, now, {
      conversationId,
      addressId: to.addressId,
      schoolId: school.schoolId,
      lineId: school.lineId,
      purpose,
      subtype: 'nudge',
      senderRole: 'teacher',
      senderStaffId: from.id,
      text: 'What did you read?',
      language: 'en',
      body: 'What did you read?',
      bodyLanguage: 'en',
      priority: 5,
      expiresAt: new Date(now.getTime() + day),
    });
    return messageId;
  });
}

const deliveryOf = (messageId: string) =>
  stage.rt.db.selectFrom('delivery').selectAll().where('messageId', '=', messageId).executeTakeFirstOrThrow();
/** Queues it and lets the line send what it may. */
async function send(...args: Parameters<typeof queue>) {
  const messageId = await queue(...args);
  stage.clock.moveBy(3000);
  await wakeLine(stage.rt, school.lineId);
  return deliveryOf(messageId);
}
const textsTo = async (to: string) => (await stage.books()).filter((text) => text.to === to);

describe("a family's week", () => {
  test('has room for three; the fourth waits until Monday, says why, and then goes out', async () => {
    const sent: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      stage.clock.moveTo(new Date(monday.getTime() + n * day));
      sent.push((await send(n === 0 ? teacher : await colleague())).state);
    }
    expect(sent).toEqual(['accepted', 'accepted', 'accepted']);
    stage.clock.moveTo(new Date(monday.getTime() + 3 * day));
    const fourth = await send(await colleague());
    expect(fourth).toMatchObject({
      state: 'waiting',
      reason: 'waits until Monday, Dec 7: this family already got 3 texts this week',
      nextAttemptAt: new Date('2026-12-07T14:00:00Z'),
    });
    expect(fourth.expiresAt?.getTime()).toBeGreaterThan(fourth.nextAttemptAt?.getTime() ?? 0);
    stage.clock.moveTo(new Date('2026-12-07T14:01:00Z'));
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(fourth.messageId)).toMatchObject({ state: 'accepted' });
  });

  test("keeps a place for the child's teacher, ahead of others", async () => {
    expect((await send(await colleague())).state).toBe('accepted');
    stage.clock.moveTo(new Date(monday.getTime() + day));
    expect((await send(await colleague(), address, 'pulse')).state).toBe('accepted');
    stage.clock.moveTo(new Date(monday.getTime() + 2 * day));
    expect(await send(await colleague())).toMatchObject({
      state: 'waiting',
      reason: expect.stringMatching(
        /^waits until Saturday, Dec 5: .*kept for the children's teachers/,
      ) as unknown,
    });
    expect((await send(teacher)).state).toBe('accepted');
  });

  test('has one place where the family asked for fewer texts', async () => {
    await stage.rt.db.transaction().execute((trx) =>
      recordConsent(trx, monday, {
        addressId: address.addressId,
        kind: 'fewer',
        basis: 'said_by_text',
        happenedAt: monday,
      }),
    );
    expect((await send(teacher)).state).toBe('accepted');
    expect((await send(await colleague())).reason).toMatch(/already got 1 text this week/);
  });

  test('gets the place back of a text that is dropped', async () => {
    const { messageId } = await send(teacher);
    await stage.rt.db
      .transaction()
      .execute((trx) => dropText(trx, stage.rt.clock.now(), messageId, 'for this test'));
    const places = await stage.rt.db
      .selectFrom('contactSlot')
      .select('slot')
      .where('addressId', '=', address.addressId)
      .execute();
    expect(places).toEqual([]);
  });

  test('lets a sender have one text waiting, and tells of the others', async () => {
    for (let n = 0; n < 3; n += 1) {
      stage.clock.moveTo(new Date(monday.getTime() + n * day));
      await send(n === 0 ? teacher : await colleague());
    }
    const late = await colleague();
    expect((await send(late)).state).toBe('waiting');
    expect(await send(late)).toMatchObject({
      state: 'dropped',
      reason: 'an earlier text of yours to this family still waits for its turn',
    });
  });

  test('is never overbooked by two lines at the same moment', async () => {
    const other = await buildSchool(stage.rt.db);
    for (let n = 0; n < 2; n += 1) {
      stage.clock.moveTo(new Date(monday.getTime() + n * day));
      await send(n === 0 ? teacher : await colleague());
    }
    stage.clock.moveTo(new Date(monday.getTime() + 2 * day));
    const here = school;
    await queue(await colleague());
    school = other;
    await queue(await colleague());
    stage.clock.moveBy(3000);
    await Promise.all([wakeLine(stage.rt, here.lineId), wakeLine(stage.rt, other.lineId)]);
    expect(await textsTo(address.e164)).toHaveLength(3);
  });
});

describe("a family's day", () => {
  test('has room for two automatic texts; the third waits until tomorrow', async () => {
    await send(teacher);
    await send(await colleague());
    expect(await send(await colleague(), address, 'pulse')).toMatchObject({
      state: 'waiting',
      reason: 'waits until Tuesday, Dec 1: this family already got 2 automatic texts today',
    });
  });

  test('begins at the hour the family asked for', async () => {
    await stage.rt.db
      .transaction()
      .execute((trx) => setHours(trx, monday, address.addressId, { from: '17:00', until: '20:00' }, null));
    expect(await send(teacher)).toMatchObject({
      state: 'waiting',
      nextAttemptAt: new Date('2026-11-30T22:00:00Z'),
      reason: "waits for 17:00, the family's local time",
    });
  });

  test('is left out where the school is closed', async () => {
    for (const [date, kind] of [
      ['2026-11-30', 'holiday'],
      ['2026-12-01', 'closure'],
      ['2026-12-02', 'half_day'],
    ] as const) {
      await stage.rt.db
        .insertInto('schoolDay')
        .values({
          schoolId: school.schoolId,
          day: date,
          kind,
          note: null,
          setByStaffId: null,
          updatedAt: monday,
        })
        .execute();
    }
    expect(await send(teacher)).toMatchObject({
      state: 'waiting',
      reason: 'waits until Wednesday, Dec 2: no school that day',
      nextAttemptAt: new Date('2026-12-02T14:00:00Z'),
    });
  });
});

describe('a family that was never written to', () => {
  test('is told first who writes and how to stop, once, in its language', async () => {
    const stranger = await buildAddress(stage.rt.db, { welcomed: false });
    await childAt(stranger.addressId, 'es');
    const nudge = await send(teacher, stranger);
    expect(nudge).toMatchObject({ state: 'waiting', reason: expect.stringContaining('welcome') as unknown });
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(70_000);
    await wakeLine(stage.rt, school.lineId);
    const bodies = (await textsTo(stranger.e164)).map((text) => text.body);
    expect(bodies).toHaveLength(2);
    expect(bodies).toContain(stage.rt.texts.text('es', 'welcome.first', { district: 'Riverside Schools' }));
  });

  test('whose language nobody knows is offered those of the district by number', async () => {
    const stranger = await buildAddress(stage.rt.db, { welcomed: false });
    await childAt(stranger.addressId, null);
    await send(teacher, stranger);
    await wakeLine(stage.rt, school.lineId);
    const [welcome] = await textsTo(stranger.e164);
    expect(welcome?.body).toContain('Reply STOP to stop');
    expect(welcome?.body).toContain(stage.rt.texts.text('es', 'welcome.choose', { number: 1 }));
    expect(await findOpenAsk(stage.rt.db, stranger.addressId)).toMatchObject({
      dialogue: 'language',
      ask: { kind: 'choice' },
    });
  });
});
