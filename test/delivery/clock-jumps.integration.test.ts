import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { linesWithDueTexts, releaseStaleClaims } from '../../src/delivery/delivery.queries.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { reconcileAttempts } from '../../src/delivery/reconcile.js';
import { wakeLine } from '../../src/delivery/send.js';
import { newId } from '../../src/lib/ids.js';
import type { Runtime } from '../../src/lib/runtime.js';
import { buildAddress, buildSchool } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

const hourMs = 3_600_000;
let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime({ config: { surelyNoneSeconds: 600 } });
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
let addresses: { addressId: string; e164: string }[];
beforeEach(async () => {
  // The carrier's own clock runs right.
  stage.clock.moveTo(new Date());
  const { db } = stage.rt;
  school = await buildSchool(db);
  await db
    .updateTable('school')
    .set({ contactFrom: '00:00', contactUntil: '00:00' })
    .where('id', '=', school.schoolId)
    .execute();
  addresses = [];
  for (let n = 0; n < 5; n += 1) addresses.push(await buildAddress(db));
});

async function queueToAll(): Promise<void> {
  const now = stage.rt.clock.now();
  await stage.rt.db.transaction().execute(async (trx) => {
    for (const { addressId } of addresses) {
      const conversationId = await findOrOpenConversation(trx, now, { addressId, ...school });
      await queueText(trx, now, {
        conversationId,
        addressId,
        ...school,
        purpose: 'reply',
        senderRole: 'liaison',
        text: 'The bus is late.',
        language: 'en',
        body: 'The bus is late.',
        bodyLanguage: 'en',
        priority: 2,
      });
    }
  });
}

/** A worker whose clock jumps while the first of its texts are with the carrier. */
function jumpWhileSending(byMs: number): Runtime {
  let jumped = false;
  const { carrier } = stage.rt;
  return {
    ...stage.rt,
    carrier: {
      ...carrier,
      send: (request) => {
        if (!jumped) {
          jumped = true;
          stage.clock.moveBy(byMs);
        }
        return carrier.send(request);
      },
    },
  };
}

const received = async (): Promise<string[]> => {
  const ours = new Set(addresses.map((one) => one.e164));
  return (await stage.books())
    .map((text) => text.to)
    .filter((to) => ours.has(to))
    .sort();
};
const everybodyOnce = (): string[] => addresses.map((one) => one.e164).sort();

/** What the sweep does every few seconds. */
async function sweep(): Promise<void> {
  await releaseStaleClaims(stage.rt.db, stage.rt.clock.now());
  await wakeLine(stage.rt, school.lineId);
  await reconcileAttempts(stage.rt);
}

describe('a clock that jumps while texts are claimed', () => {
  test.each([
    ['an hour forward', hourMs],
    ['an hour back', -hourMs],
  ])('%s, and back again, sends no text twice and loses none', async (_title, byMs) => {
    await queueToAll();
    await wakeLine(jumpWhileSending(byMs), school.lineId);
    stage.clock.moveBy(-byMs);
    await sweep();
    expect(await received()).toEqual(everybodyOnce());
    await sweep();
    stage.clock.moveBy(2 * hourMs);
    await sweep();
    expect(await received()).toEqual(everybodyOnce());
  });

  test('does not leave the texts of a dead worker, nor their line, waiting for the hour to come', async () => {
    await queueToAll();
    stage.clock.moveBy(hourMs);
    const claims = await stage.rt.db
      .selectFrom('delivery')
      .select(['messageId', 'addressId'])
      .where('lineId', '=', school.lineId)
      .execute();
    for (const { messageId, addressId } of claims) {
      await stage.rt.db
        .insertInto('deliveryAttempt')
        .values({
          id: newId(),
          messageId,
          n: 1,
          lineId: school.lineId,
          addressId,
          state: 'claimed',
          claimToken: newId(),
          claimedAt: new Date(Date.now() - 20_000),
          requestStartedAt: null,
          carrierSid: null,
          carrierStatus: null,
          errorCode: null,
          errorClass: null,
          nextLookupAt: null,
          settledAt: null,
        })
        .execute();
    }
    await stage.rt.db
      .updateTable('delivery')
      .set({ state: 'sending' })
      .where('lineId', '=', school.lineId)
      .execute();
    await releaseStaleClaims(stage.rt.db, stage.rt.clock.now());
    await stage.rt.db
      .insertInto('lineSlot')
      .values({ lineId: school.lineId, freeAt: stage.rt.clock.now() })
      .execute();
    stage.clock.moveBy(-hourMs);
    expect(await linesWithDueTexts(stage.rt.db, stage.rt.clock.now())).toContain(school.lineId);
    await wakeLine(stage.rt, school.lineId);
    expect(await received()).toEqual(everybodyOnce());
  });
});

test('a text whose outcome is unknown is found, though it was written by a clock an hour ahead', async () => {
  for (const { e164 } of addresses) {
    await stage.fault({ kind: 'serverErrorAfterAccepting', to: e164, count: 1 });
  }
  stage.clock.moveBy(hourMs);
  await queueToAll();
  await wakeLine(stage.rt, school.lineId);
  stage.clock.moveBy(-hourMs);
  // Long enough to be called lost, by the clock that is right now.
  for (const minutes of [61, 1, 15, 15]) {
    stage.clock.moveBy(minutes * 60_000);
    await sweep();
  }
  expect(await received()).toEqual(everybodyOnce());
  const states = await stage.rt.db
    .selectFrom('delivery')
    .select('state')
    .where('lineId', '=', school.lineId)
    .execute();
  for (const { state } of states) expect(['accepted', 'sent', 'delivered']).toContain(state);
});

test('a clock that is set ahead does not make a text "surely not sent" that the carrier lists late', async () => {
  for (const { e164 } of addresses) {
    await stage.fault({ kind: 'serverErrorAfterAccepting', to: e164, count: 1 });
  }
  await queueToAll();
  await wakeLine(stage.rt, school.lineId);
  stage.clock.moveBy(hourMs);
  const { carrier } = stage.rt;
  const listsLate = { ...stage.rt, carrier: { ...carrier, listTexts: () => Promise.resolve([]) } };
  for (let looks = 0; looks < 4; looks += 1) {
    stage.clock.moveBy(60_000);
    await reconcileAttempts(listsLate);
    await wakeLine(stage.rt, school.lineId);
  }
  expect(await received()).toEqual(everybodyOnce());
  stage.clock.moveBy(60_000);
  await sweep();
  const states = await stage.rt.db
    .selectFrom('delivery')
    .select('state')
    .where('lineId', '=', school.lineId)
    .execute();
  for (const { state } of states) expect(['accepted', 'sent', 'delivered']).toContain(state);
});
