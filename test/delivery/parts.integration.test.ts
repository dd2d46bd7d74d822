import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { reconcileAttempts } from '../../src/delivery/reconcile.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { buildAddress, buildSchool } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { queueReply, readAttempts, readDelivery } from './queued-texts.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime({ config: { surelyNoneSeconds: 600 } });
});
afterAll(() => stage.close());

let school: { schoolId: string; lineId: string };
let address: { addressId: string; e164: string };
beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  school = await buildSchool(stage.rt.db);
  address = await buildAddress(stage.rt.db);
});

const long = 'The bus of the yellow line comes ten minutes later today. '.repeat(60);

const queue = (body: string, maySplit = true): Promise<string> =>
  queueReply(stage, { ...address, ...school }, body, { maySplit });

const deliveryOf = (messageId: string) => readDelivery(stage, messageId);
const attemptsOf = (messageId: string) => readAttempts(stage, messageId);
const bodies = async () =>
  (await stage.books()).filter((text) => text.to === address.e164).map((text) => text.body.slice(0, 6));
async function say(messageId: string, part: number, status: string, errorCode: number | null = null) {
  const attempt = (await attemptsOf(messageId)).findLast((one) => one.part === part);
  await receiveStatus(stage.rt, attempt?.id ?? '', { sid: attempt?.carrierSid ?? '', status, errorCode });
}

describe('a text in parts', () => {
  test('goes out part by part, in order, each once, whoever wakes the line how often', async () => {
    const messageId = await queue(long);
    await Promise.all(Array.from({ length: 4 }, () => wakeLine(stage.rt, school.lineId)));
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual(['(1/3) ', '(2/3) ', '(3/3) ']);
    expect((await attemptsOf(messageId)).map(({ part, n }) => [part, n])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'accepted', nextPart: 3, tries: 1 });
  });

  test('stands before other texts that wait for the same phone', async () => {
    await queue(long);
    await queue('And something else.');
    await wakeLine(stage.rt, school.lineId);
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual(['(1/3) ', '(2/3) ', '(3/3) ', 'And so']);
  });

  test('is delivered when all of its parts are, in whatever order that is said', async () => {
    const messageId = await queue(long);
    await wakeLine(stage.rt, school.lineId);
    for (const [part, status, state] of [
      [3, 'delivered', 'accepted'],
      [1, 'delivered', 'accepted'],
      [2, 'sent', 'sent'],
      [1, 'sent', 'sent'],
      [2, 'delivered', 'delivered'],
    ] as const) {
      await say(messageId, part, status);
      expect(await deliveryOf(messageId)).toMatchObject({ state });
    }
  });

  test('has failed where one part has, and says which; that part is not sent out of its order', async () => {
    const messageId = await queue(long);
    await wakeLine(stage.rt, school.lineId);
    await say(messageId, 1, 'delivered');
    await say(messageId, 2, 'undelivered', 30003);
    await say(messageId, 3, 'delivered');
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'failed',
      reason: 'part 2 of 3: the phone was off or out of reach',
    });
    stage.clock.moveBy(3_600_000);
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toHaveLength(3);
  });

  test('whose first part the carrier refuses sends no further one', async () => {
    const messageId = await queue(long);
    await stage.fault({ kind: 'refuse', code: 30007, to: address.e164 });
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual([]);
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'failed',
      reason: 'part 1 of 3: a spam filter on the way stopped it',
    });
  });

  test('whose part has an unknown outcome goes on where it stopped, and repeats none', async () => {
    const messageId = await queue(long);
    await stage.fault({ kind: 'serverErrorAfterAccepting', to: address.e164, count: 1 });
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual(['(1/3) ']);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'sending' });
    stage.clock.moveBy(60_000);
    await reconcileAttempts(stage.rt);
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual(['(1/3) ', '(2/3) ', '(3/3) ']);
  });

  test('is slowed down like any other and then goes on', async () => {
    await queue(long);
    await stage.fault({ kind: 'tooManyRequests', to: address.e164, count: 1 });
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(60_000);
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual(['(1/3) ', '(2/3) ', '(3/3) ']);
  });

  test('is held instead where nobody chose to split it', async () => {
    const messageId = await queue(long, false);
    await wakeLine(stage.rt, school.lineId);
    expect(await bodies()).toEqual([]);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'held', parts: null });
  });
});
