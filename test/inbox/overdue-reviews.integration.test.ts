import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { processConversation } from '../../src/inbound/process.js';
import { receiveText } from '../../src/inbound/receive.js';
import { tendOverdueReviews } from '../../src/inbox/overdue-reviews.js';
import { replyToFamily } from '../../src/inbox/reply.js';
import { newId } from '../../src/lib/ids.js';
import {
  buildConversation,
  buildGuardian,
  buildSchool,
  buildStaff,
  buildStudent,
  type BuiltStaff,
} from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

const monday = new Date('2026-11-23T18:00:00Z');
/** After the deadline: the clock of a test goes on by itself. */
const tuesday = new Date('2026-11-24T18:10:00Z');
let school: { schoolId: string; lineId: string };
let liaison: BuiltStaff;
let count = 0;

beforeEach(async () => {
  stage.clock.moveTo(monday);
  school = await buildSchool(stage.rt.db);
  liaison = await buildStaff(stage.rt.db, { schoolIds: [school.schoolId] });
});

/** A reply in a language no engine knows, which waits. */
async function buildHeld() {
  const { db } = stage.rt;
  const { studentId } = await buildStudent(db, { schoolId: school.schoolId });
  const e164 = `+1475557${String((count += 1)).padStart(4, '0')}`;
  const { addressId } = await buildGuardian(db, { language: 'ht', studentIds: [studentId], e164 });
  const { conversationId } = await buildConversation(db, { schoolId: school.schoolId, addressId });
  const input = { text: 'A word no phrasebook holds.', afterPosition: 0 };
  const { messageId, state } = await replyToFamily(stage.rt, liaison, conversationId, input, newId());
  expect(state).toBe('held');
  return { e164, addressId, conversationId, messageId };
}

async function write(e164: string, body: string): Promise<void> {
  const { e164: to } = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', school.lineId)
    .executeTakeFirstOrThrow();
  const sid = `SM${newId().replaceAll('-', '')}`;
  const happenedAt = stage.rt.clock.now();
  const received = await receiveText(stage.rt, { sid, from: e164, to, body, media: [], happenedAt });
  if (received.outcome !== 'stored') throw new Error(received.outcome);
  await processConversation(stage.rt, received.conversationId);
}

const reviewOf = (messageId: string) =>
  stage.rt.db
    .selectFrom('translationReview')
    .selectAll()
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
const ours = async (conversationId: string) =>
  (
    await stage.rt.db
      .selectFrom('message')
      .select('text')
      .where('conversationId', '=', conversationId)
      .where('purpose', '=', 'system')
      .orderBy('position')
      .execute()
  ).map(({ text }) => text);
const callsAbout = (messageId: string) =>
  stage.rt.db.selectFrom('callTask').selectAll().where('messageId', '=', messageId).execute();
const inCreole = (key: string): string => stage.rt.texts.text('ht', key);

test('a family whose text nobody looked at in time is offered a call, once and not before', async () => {
  const { conversationId, messageId } = await buildHeld();
  stage.clock.moveTo(new Date('2026-11-24T17:50:00Z'));
  await tendOverdueReviews(stage.rt);
  expect(await ours(conversationId)).toEqual([]);
  stage.clock.moveTo(tuesday);
  await tendOverdueReviews(stage.rt);
  await tendOverdueReviews(stage.rt);
  expect(await ours(conversationId)).toEqual([inCreole('review.offerCall')]);
  expect(await reviewOf(messageId)).toMatchObject({ state: 'open', overdueSince: expect.any(Date) });
});

test.each(['1', 'wi'])(
  'a family that answers %s is on the list of calls, and with who had the text',
  async (answer) => {
    const { e164, conversationId, messageId } = await buildHeld();
    stage.clock.moveTo(tuesday);
    await tendOverdueReviews(stage.rt);
    await write(e164, answer);
    expect(await callsAbout(messageId)).toMatchObject([
      {
        state: 'open',
        reason: 'Asked for a call in Haitian Creole, about a text that waits for a speaker.',
      },
    ]);
    expect(await ours(conversationId)).toEqual([inCreole('review.offerCall'), inCreole('review.callComing')]);
    expect(await reviewOf(messageId)).toMatchObject({ state: 'called', settledAt: expect.any(Date) });
    const requests = await stage.rt.db
      .selectFrom('request')
      .select('assigneeStaffId')
      .where('conversationId', '=', conversationId)
      .execute();
    expect(requests).toEqual([{ assigneeStaffId: liaison.id }]);
  },
);

test('a family that wants a call is called about every text that is late, for it is offered one once', async () => {
  const { e164, conversationId, messageId } = await buildHeld();
  const input = { text: 'Another word no phrasebook holds.', afterPosition: 0 };
  const second = await replyToFamily(stage.rt, liaison, conversationId, input, newId());
  stage.clock.moveTo(tuesday);
  await tendOverdueReviews(stage.rt);
  expect(await ours(conversationId)).toEqual([inCreole('review.offerCall')]);
  await write(e164, '1');
  for (const id of [messageId, second.messageId]) {
    expect(await callsAbout(id)).toMatchObject([{ state: 'open' }]);
    expect(await reviewOf(id)).toMatchObject({ state: 'called' });
  }
});

test('a family that stopped all texts meanwhile is called without being asked, for no offer would reach it', async () => {
  const { e164, conversationId, messageId } = await buildHeld();
  await write(e164, 'STOP');
  const before = await ours(conversationId);
  stage.clock.moveTo(tuesday);
  await tendOverdueReviews(stage.rt);
  await tendOverdueReviews(stage.rt);
  expect(await ours(conversationId)).toEqual(before);
  expect(await callsAbout(messageId)).toMatchObject([
    { state: 'open', reason: expect.stringMatching(/stop our texts\. .* Haitian Creole\.$/) },
  ]);
  expect(await reviewOf(messageId)).toMatchObject({ state: 'called' });
});

test('a family that wants no call gets none, and its text still waits', async () => {
  const { e164, conversationId, messageId } = await buildHeld();
  stage.clock.moveTo(tuesday);
  await tendOverdueReviews(stage.rt);
  await write(e164, '2');
  expect(await callsAbout(messageId)).toEqual([]);
  expect((await ours(conversationId)).at(-1)).toBe(inCreole('menu.kept'));
  expect((await reviewOf(messageId)).state).toBe('open');
});

test('one of many goes to an administrator of the school, and no family is written to', async () => {
  const admin = await buildStaff(stage.rt.db, { role: 'school_admin', schoolIds: [school.schoolId] });
  const { conversationId, messageId } = await buildHeld();
  await stage.rt.db
    .updateTable('translationReview')
    .set({ isBulk: true })
    .where('messageId', '=', messageId)
    .execute();
  stage.clock.moveTo(tuesday);
  await tendOverdueReviews(stage.rt);
  expect(await reviewOf(messageId)).toMatchObject({ ownerStaffId: admin.id, overdueSince: expect.any(Date) });
  expect(await ours(conversationId)).toEqual([]);
});

test('a text that was given up for another reason is nobody’s any more', async () => {
  const { messageId, conversationId } = await buildHeld();
  await stage.rt.db
    .updateTable('delivery')
    .set({ state: 'dropped', nextAttemptAt: null })
    .where('messageId', '=', messageId)
    .execute();
  stage.clock.moveTo(tuesday);
  await tendOverdueReviews(stage.rt);
  expect(await reviewOf(messageId)).toMatchObject({ state: 'discarded', settledByStaffId: null });
  expect(await ours(conversationId)).toEqual([]);
});
