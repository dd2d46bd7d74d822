import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { reconcileAttempts } from '../../src/delivery/reconcile.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { unclearReasons } from '../../src/delivery/unclear-outcome.js';
import { readThread } from '../../src/inbox/thread.js';
import type { Runtime } from '../../src/lib/runtime.js';
import type { SendOutcome } from '../../src/vendors/carriers/carrier.js';
import { buildAddress, buildRequest, buildSchool, buildStaff, type BuiltStaff } from '../support/builders.js';
import { letPass, startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { queueReply, readAttempts, readDelivery } from './queued-texts.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime({ config: { surelyNoneSeconds: 600 } });
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
let address: { addressId: string; e164: string };
let liaison: BuiltStaff;
beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
  address = await buildAddress(stage.rt.db);
  liaison = await buildStaff(stage.rt.db, { schoolIds: [school.schoolId] });
});

const queue = (body: string, purpose: 'reply' | 'alert' = 'reply'): Promise<string> =>
  queueReply(stage, { ...address, ...school }, body, { purpose, senderStaffId: liaison.id });
const textsHere = async () => (await stage.books()).filter((text) => text.to === address.e164);
const deliveryOf = (messageId: string) => readDelivery(stage, messageId);

/** A carrier whose answers say nothing, and whose list is as it is, or out of reach. */
function unclear(
  answer: SendOutcome = { outcome: 'unknown', message: 'a page of HTML' },
  isListed = true,
): Runtime {
  const { carrier } = stage.rt;
  return {
    ...stage.rt,
    carrier: {
      ...carrier,
      send: () => Promise.resolve(answer),
      listTexts: (query) => (isListed ? carrier.listTexts(query) : Promise.reject(new Error('out of reach'))),
    },
  };
}

async function pass(rt: Runtime, minutes: number): Promise<void> {
  await letPass(stage, minutes * 60_000);
  await reconcileAttempts(rt);
  await wakeLine(rt, school.lineId);
}

async function conversationOf(messageId: string): Promise<string> {
  const { conversationId } = await stage.rt.db
    .selectFrom('message')
    .select('conversationId')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return conversationId;
}

async function asStaffReadIt(messageId: string) {
  const thread = await readThread(stage.rt, liaison, await conversationOf(messageId));
  const delivery = thread.messages.find((message) => message.id === messageId)?.delivery;
  return { needsAttention: thread.conversation.needsAttention, delivery };
}

describe('while nobody knows whether the carrier took a text', () => {
  test('staff read that it is being asked, and later that they may call', async () => {
    const rt = unclear(undefined, false);
    const messageId = await queue('Did it arrive?');
    await buildRequest(stage.rt.db, await conversationOf(messageId));
    await wakeLine(rt, school.lineId);
    expect((await asStaffReadIt(messageId)).delivery).toMatchObject({
      explanation: 'being sent',
      isUnclear: false,
    });
    await pass(rt, 1);
    const soon = await asStaffReadIt(messageId);
    expect(soon.delivery).toMatchObject({ explanation: unclearReasons.asking, isUnclear: true });
    expect(soon.needsAttention).toBe(false);
    await pass(rt, 20);
    const late = await asStaffReadIt(messageId);
    expect(late.delivery).toMatchObject({
      state: 'sending',
      explanation: unclearReasons.long,
      isUnclear: true,
    });
    expect(late.needsAttention).toBe(true);
    expect(await textsHere()).toEqual([]);
    // The carrier is well again, and has none.
    await pass(stage.rt, 1);
    await pass(stage.rt, 1);
    expect(await textsHere()).toHaveLength(1);
    expect((await asStaffReadIt(messageId)).delivery).toMatchObject({ isUnclear: false });
  });

  test('an alert becomes a call for staff to make', async () => {
    const rt = unclear(undefined, false);
    const messageId = await queue('School is closed.', 'alert');
    await wakeLine(rt, school.lineId);
    await pass(rt, 1);
    const calls = () =>
      stage.rt.db.selectFrom('callTask').select('reason').where('messageId', '=', messageId).execute();
    expect(await calls()).toEqual([]);
    await pass(rt, 20);
    await pass(rt, 5);
    expect(await calls()).toEqual([{ reason: unclearReasons.long }]);
  });

  test('a carrier that never says anything clear ends in a text that failed, with what to do', async () => {
    const rt = unclear();
    const messageId = await queue('For nobody.');
    await wakeLine(rt, school.lineId);
    for (let hours = 0; hours < 48; hours += 0.5) await pass(rt, 30);
    expect(await readAttempts(stage, messageId)).toHaveLength(8);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'failed', reason: unclearReasons.givenUp });
    expect(await textsHere()).toEqual([]);
  });
});

test('an answer that names the text of another attempt is no proof that the carrier has this one', async () => {
  const first = await queue('The first.');
  await wakeLine(stage.rt, school.lineId);
  const sid = (await readAttempts(stage, first))[0]?.carrierSid ?? '';
  const rt = unclear({ outcome: 'accepted', sid, status: 'queued' });
  const second = await queue('The second.');
  stage.clock.moveBy(2_000);
  await wakeLine(rt, school.lineId);
  expect(await deliveryOf(second)).toMatchObject({ state: 'sending' });
  expect(await readAttempts(stage, second)).toMatchObject([{ state: 'sending', carrierSid: null }]);
  await pass(stage.rt, 1);
  await pass(stage.rt, 11);
  expect((await textsHere()).map((text) => text.body).sort()).toEqual(['The first.', 'The second.']);
});

test('staff read that a text may have arrived twice where the carrier names two for it', async () => {
  const messageId = await queue('Once or twice?');
  await wakeLine(stage.rt, school.lineId);
  expect((await asStaffReadIt(messageId)).delivery).toMatchObject({ maybeTwice: false });
  const attemptId = (await readAttempts(stage, messageId))[0]?.id ?? '';
  await receiveStatus(stage.rt, attemptId, { sid: `SM${'e'.repeat(32)}`, status: 'sent', errorCode: null });
  expect((await asStaffReadIt(messageId)).delivery).toMatchObject({ maybeTwice: true });
});
