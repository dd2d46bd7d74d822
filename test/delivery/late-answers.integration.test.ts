import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { KyselyPlugin } from 'kysely';
import { claimTexts, markSending } from '../../src/delivery/delivery.queries.js';
import { reconcileAttempts } from '../../src/delivery/reconcile.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { newId } from '../../src/lib/ids.js';
import type { Runtime } from '../../src/lib/runtime.js';
import type { SendOutcome } from '../../src/vendors/carriers/carrier.js';
import { buildAddress, buildSchool } from '../support/builders.js';
import { letPass, startTestRuntime, type TestRuntime } from '../support/runtime.js';
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

const queue = (body: string): Promise<string> => queueReply(stage, { ...address, ...school }, body);

const deliveryOf = (messageId: string) => readDelivery(stage, messageId);
const attemptsOf = (messageId: string) => readAttempts(stage, messageId);
const textsHere = async () => (await stage.books()).filter((text) => text.to === address.e164);
const incidentsOf = (subject: string) =>
  stage.rt.db.selectFrom('incident').select('kind').where('subject', '=', subject).execute();
const sid = (digit: string): string => `SM${digit.repeat(32)}`;

/** A worker that waits for its carrier until the test lets the answer through. */
function workerWithSlowCarrier(): { rt: Runtime; asked: Promise<void>; answer(outcome: SendOutcome): void } {
  let answer: (outcome: SendOutcome) => void = () => undefined;
  let ask: () => void = () => undefined;
  const answered = new Promise<SendOutcome>((resolve) => (answer = resolve));
  const asked = new Promise<void>((resolve) => (ask = resolve));
  const send = (): Promise<SendOutcome> => {
    ask();
    return answered;
  };
  return { rt: { ...stage.rt, carrier: { ...stage.rt.carrier, send } }, asked, answer };
}

/** The carrier has no such text: two empty looks, the second one late enough. */
async function giveUpAsSurelyNone(): Promise<void> {
  for (const minutes of [1, 11]) {
    await letPass(stage, minutes * 60_000);
    await reconcileAttempts(stage.rt);
  }
}

/** The road texts take unless something speaks against it. */
const bySms = { channel: 'sms', template: null, reason: '' } as const;

describe('a worker that stood still', () => {
  test('after its request was committed as begun does not write it any more, and the text goes out once', async () => {
    const messageId = await queue('Held up.');
    // Its clock jumps at the very moment the request is committed as begun.
    let jumped = false;
    const standStill: KyselyPlugin = {
      transformQuery: ({ node }) => {
        if (
          !jumped &&
          node.kind === 'UpdateQueryNode' &&
          /delivery_?attempt/i.test(JSON.stringify(node.table))
        ) {
          jumped = true;
          stage.clock.moveBy(6_000);
        }
        return node;
      },
      transformResult: ({ result }) => Promise.resolve(result),
    };
    const stopped = { ...stage.rt, db: stage.rt.db.withPlugin(standStill) };
    expect((await wakeLine(stopped, school.lineId)).sent).toBe(1);
    expect((await attemptsOf(messageId)).map((attempt) => attempt.state)).toEqual(['abandoned', 'accepted']);
    expect(await textsHere()).toHaveLength(1);
  });

  test('and hears only then that it was too fast puts nothing back on the road', async () => {
    const messageId = await queue('Too fast?');
    const slow = workerWithSlowCarrier();
    const waking = wakeLine(slow.rt, school.lineId);
    await slow.asked;
    await giveUpAsSurelyNone();
    await wakeLine(stage.rt, school.lineId);
    slow.answer({ outcome: 'rate_limited', retryAfterSeconds: 1 });
    await waking;
    stage.clock.moveBy(600_000);
    await wakeLine(stage.rt, school.lineId);
    expect(await textsHere()).toHaveLength(1);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'accepted' });
  });

  test('and hears only then that the text was taken keeps it from going out again', async () => {
    const messageId = await queue('Taken after all.');
    const slow = workerWithSlowCarrier();
    const waking = wakeLine(slow.rt, school.lineId);
    await slow.asked;
    await giveUpAsSurelyNone();
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting' });
    slow.answer({ outcome: 'accepted', sid: sid('c'), status: 'queued' });
    await waking;
    await wakeLine(stage.rt, school.lineId);
    expect(await textsHere()).toEqual([]);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'accepted' });
  });
});

describe('a callback about an attempt that was given up', () => {
  async function givenUp(): Promise<{ messageId: string; attemptId: string }> {
    const messageId = await queue('Where is it?');
    await stage.fault({ kind: 'serverError', to: address.e164, count: 1 });
    await wakeLine(stage.rt, school.lineId);
    await giveUpAsSurelyNone();
    const [attempt] = await attemptsOf(messageId);
    return { messageId, attemptId: attempt?.id ?? '' };
  }

  test('before it is sent again keeps it from being sent again', async () => {
    const { messageId, attemptId } = await givenUp();
    await receiveStatus(stage.rt, attemptId, { sid: sid('d'), status: 'sent', errorCode: null });
    await wakeLine(stage.rt, school.lineId);
    expect(await textsHere()).toEqual([]);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'sent' });
  });

  test('while somebody has claimed it to send it again calls that claim back', async () => {
    const { messageId, attemptId } = await givenUp();
    const token = newId();
    const slots = { freeAt: stage.rt.clock.now(), day: '2026-10-01', segments: 1, alertSegments: 0 };
    const text = { messageId, addressId: address.addressId, part: 1 };
    const attemptIds = await stage.rt.db
      .transaction()
      .execute((trx) => claimTexts(trx, school.lineId, token, [{ text, road: bySms }], slots));
    const claim = { token, attemptIds };
    await receiveStatus(stage.rt, attemptId, { sid: sid('e'), status: 'delivered', errorCode: null });
    const states = (await attemptsOf(messageId)).map((attempt) => attempt.state);
    expect(await markSending(stage.rt.db, stage.rt.clock.now(), claim, stage.rt.clock.now())).toEqual(
      new Set(),
    );
    expect(states).toEqual(['delivered', 'abandoned']);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'delivered' });
  });

  test('after it was sent again raises an incident, for the family got it twice', async () => {
    const { messageId, attemptId } = await givenUp();
    await wakeLine(stage.rt, school.lineId);
    await receiveStatus(stage.rt, attemptId, { sid: sid('f'), status: 'sent', errorCode: null });
    expect(await incidentsOf(messageId)).toEqual([{ kind: 'sent_twice' }]);
  });

  test('under a SID that another attempt owns is believed, and raises an incident', async () => {
    const { attemptId } = await givenUp();
    const other = await queue('Another one.');
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(1_000);
    await wakeLine(stage.rt, school.lineId);
    const owned = (await attemptsOf(other))[0]?.carrierSid ?? '';
    expect(owned).toMatch(/^SM/);
    expect(
      await receiveStatus(stage.rt, attemptId, { sid: owned, status: 'delivered', errorCode: null }),
    ).toBe(true);
    expect(await incidentsOf(attemptId)).toEqual([{ kind: 'second_sid' }]);
  });
});

describe('a text that did not arrive and then did', () => {
  /** Claimed to be sent once more, ten minutes after the carrier said that it could not deliver it. */
  async function claimedAgain(): Promise<{ messageId: string; say: (status: string) => Promise<unknown> }> {
    const messageId = await queue('Did it arrive?');
    await wakeLine(stage.rt, school.lineId);
    const [attempt] = await attemptsOf(messageId);
    const unreachableForNow = 30003;
    const say = (status: string, errorCode: number | null = null) =>
      receiveStatus(stage.rt, attempt?.id ?? '', { sid: attempt?.carrierSid ?? '', status, errorCode });
    await say('undelivered', unreachableForNow);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting' });
    stage.clock.moveBy(15 * 60_000);
    return { messageId, say };
  }

  test('while somebody has claimed it to send it once more is not sent once more', async () => {
    const { messageId, say } = await claimedAgain();
    const token = newId();
    const slots = { freeAt: stage.rt.clock.now(), day: '2026-11-23', segments: 1, alertSegments: 0 };
    const text = { messageId, addressId: address.addressId, part: 1 };
    const attemptIds = await stage.rt.db
      .transaction()
      .execute((trx) => claimTexts(trx, school.lineId, token, [{ text, road: bySms }], slots));
    await say('delivered');
    const now = stage.rt.clock.now();
    expect(await markSending(stage.rt.db, now, { token, attemptIds }, now)).toEqual(new Set());
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'delivered' });
    await wakeLine(stage.rt, school.lineId);
    expect(await textsHere()).toHaveLength(1);
  });

  test('after it was sent once more raises an incident, for the family got it twice', async () => {
    const { messageId, say } = await claimedAgain();
    await wakeLine(stage.rt, school.lineId);
    await say('delivered');
    expect(await incidentsOf(messageId)).toEqual([{ kind: 'sent_twice' }]);
  });
});
