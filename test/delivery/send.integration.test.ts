import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordConsent } from '../../src/consent/consent.queries.js';
import { releaseStaleClaims } from '../../src/delivery/delivery.queries.js';
import { reconcileAttempts } from '../../src/delivery/reconcile.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
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

const queue = (body: string, to = address, purpose: 'learning' | 'reply' = 'reply'): Promise<string> =>
  queueReply(stage, { ...to, ...school }, body, { purpose });

const deliveryOf = (messageId: string) => readDelivery(stage, messageId);
const attemptsOf = (messageId: string) => readAttempts(stage, messageId);
const textsTo = async (to: string) => (await stage.books()).filter((text) => text.to === to);

describe('a text on its way out', () => {
  test('reaches the carrier once, with a callback that names its attempt', async () => {
    const messageId = await queue('Good afternoon.');
    expect((await wakeLine(stage.rt, school.lineId)).sent).toBe(1);
    const [attempt] = await attemptsOf(messageId);
    const [text, ...others] = await textsTo(address.e164);
    expect(others).toEqual([]);
    expect(text).toMatchObject({ body: 'Good afternoon.', sid: attempt?.carrierSid });
    expect(text?.statusCallback).toContain(`/webhooks/twilio/status/${attempt?.id}`);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'accepted', tries: 1 });
  });

  test('is not sent again by waking the line again, nor by many workers at once', async () => {
    await queue('Only once.');
    await Promise.all(Array.from({ length: 6 }, () => wakeLine(stage.rt, school.lineId)));
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toHaveLength(1);
  });

  test('follows an earlier text to the same number, and both arrive', async () => {
    await queue('The same words.');
    await queue('The same words.');
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(2000);
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toHaveLength(2);
  });

  test('keeps to the pace of its line', async () => {
    await stage.rt.db
      .updateTable('line')
      .set({ messagesPerSecond: 2 })
      .where('id', '=', school.lineId)
      .execute();
    for (let n = 0; n < 5; n += 1) await queue(`Text ${n}`, await buildAddress(stage.rt.db));
    const first = await wakeLine(stage.rt, school.lineId);
    expect(first.sent).toBe(2);
    expect(first.wakeAgainAt?.getTime()).toBeGreaterThan(stage.rt.clock.now().getTime());
  });

  test('is dropped with the reason when the family said stop before it went out', async () => {
    const messageId = await queue('Too late.');
    const now = stage.rt.clock.now();
    await stage.rt.db.transaction().execute((trx) =>
      recordConsent(trx, now, {
        addressId: address.addressId,
        kind: 'opt_out',
        basis: 'said_by_text',
        happenedAt: now,
      }),
    );
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toEqual([]);
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'dropped',
      reason: 'the family asked for no more texts',
    });
  });

  test('waits at night and goes out in the morning', async () => {
    stage.clock.moveTo(new Date('2026-11-24T03:30:00Z'));
    const messageId = await queue('Good morning.', address, 'learning');
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'waiting',
      nextAttemptAt: new Date('2026-11-24T14:00:00Z'),
    });
    stage.clock.moveTo(new Date('2026-11-24T14:00:01Z'));
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toHaveLength(1);
  });
});

describe('when the carrier refuses', () => {
  test('an opted-out number, the block and the ledger follow, and the next text is not even tried', async () => {
    await stage.fault({ kind: 'refuse', code: 21610, to: address.e164 });
    const first = await queue('Hello?');
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(first)).toMatchObject({ state: 'failed', errorCode: 21610 });
    const second = await queue('Hello again?');
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(second)).toMatchObject({ state: 'dropped' });
    expect(await attemptsOf(second)).toEqual([]);
  });

  test('a number that is none, the address is marked with the reason', async () => {
    await stage.fault({ kind: 'refuse', code: 21211, to: address.e164 });
    await queue('Hello?');
    await wakeLine(stage.rt, school.lineId);
    const row = await stage.rt.db
      .selectFrom('address')
      .select('unreachableReason')
      .where('id', '=', address.addressId)
      .executeTakeFirstOrThrow();
    expect(row.unreachableReason).toBe('this is not a telephone number');
  });

  test('the line itself, the line stops, its texts wait, and an incident is opened once', async () => {
    await stage.fault({ kind: 'refuse', code: 30034, to: address.e164, count: 1 });
    const messageId = await queue('Hello?');
    await queue('And you?', await buildAddress(stage.rt.db));
    await wakeLine(stage.rt, school.lineId);
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting' });
    const incidents = await stage.rt.db
      .selectFrom('incident')
      .select('kind')
      .where('subject', '=', school.lineId)
      .execute();
    expect(incidents).toEqual([{ kind: 'line_stopped' }]);
  });

  test('one family, the others get theirs', async () => {
    const other = await buildAddress(stage.rt.db);
    await stage.fault({ kind: 'refuse', code: 21408, to: address.e164 });
    await queue('Hello?');
    await queue('Hello!', other);
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(other.e164)).toHaveLength(1);
  });

  test('for being too fast, the text goes out later and once', async () => {
    await stage.fault({ kind: 'tooManyRequests', to: address.e164, count: 1 });
    const messageId = await queue('Slowly.');
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'waiting' });
    stage.clock.moveBy(60_000);
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toHaveLength(1);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'accepted', tries: 2 });
  });
});

describe('when the outcome is unknown', () => {
  test.each([
    ['a server error after accepting', { kind: 'serverErrorAfterAccepting' }],
    ['half an answer', { kind: 'halfBody' }],
    ['a page of HTML', { kind: 'htmlAnswer', status: 200, accepted: true }],
  ])('after %s, the text the carrier has is found and not sent again', async (_title, fault) => {
    await stage.fault({ ...fault, to: address.e164, count: 1 });
    const messageId = await queue('Did it arrive?');
    await wakeLine(stage.rt, school.lineId);
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'sending' });
    stage.clock.moveBy(60_000);
    await reconcileAttempts(stage.rt);
    const [attempt, ...more] = await attemptsOf(messageId);
    expect(more).toEqual([]);
    const [text, ...others] = await textsTo(address.e164);
    expect(others).toEqual([]);
    expect(attempt?.carrierSid).toBe(text?.sid);
    expect(['accepted', 'sent', 'delivered']).toContain((await deliveryOf(messageId)).state);
  });

  test('and the carrier has none, it is sent again only after two looks and ten minutes', async () => {
    await stage.fault({ kind: 'serverError', to: address.e164, count: 1 });
    const messageId = await queue('Did it leave?');
    await wakeLine(stage.rt, school.lineId);
    for (const minutes of [1, 2, 3]) {
      await letPass(stage, minutes * 60_000);
      await reconcileAttempts(stage.rt);
      await wakeLine(stage.rt, school.lineId);
      expect(await deliveryOf(messageId)).toMatchObject({ state: 'sending' });
    }
    await letPass(stage, 10 * 60_000);
    await reconcileAttempts(stage.rt);
    await wakeLine(stage.rt, school.lineId);
    expect((await attemptsOf(messageId)).map((attempt) => attempt.state)).toEqual(['abandoned', 'accepted']);
    expect(await textsTo(address.e164)).toHaveLength(1);
  });

  test('the next text to that number waits until it is settled', async () => {
    await stage.fault({ kind: 'serverErrorAfterAccepting', to: address.e164, count: 1 });
    await queue('First.');
    await queue('Second.');
    await wakeLine(stage.rt, school.lineId);
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toHaveLength(1);
    stage.clock.moveBy(60_000);
    await reconcileAttempts(stage.rt);
    await wakeLine(stage.rt, school.lineId);
    expect((await textsTo(address.e164)).map((text) => text.body).sort()).toEqual(['First.', 'Second.']);
  });
});

describe('what the carrier says of a text', () => {
  const sid = (digit: string): string => `SM${digit.repeat(32)}`;

  test('moves it forward only, in whatever order and however often it is said', async () => {
    const messageId = await queue('Where are you?');
    await wakeLine(stage.rt, school.lineId);
    const [attempt] = await attemptsOf(messageId);
    if (!attempt?.carrierSid) throw new Error('no attempt');
    const said = (status: string) =>
      receiveStatus(stage.rt, attempt.id, { sid: attempt.carrierSid ?? '', status, errorCode: null });
    await said('delivered');
    await said('sent');
    await said('queued');
    await said('delivered');
    await said('a status never heard of');
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'delivered' });
  });

  test('counts before the answer to the request itself came', async () => {
    await stage.fault({ kind: 'serverErrorAfterAccepting', to: address.e164, count: 1 });
    const messageId = await queue('Quick callback.');
    await wakeLine(stage.rt, school.lineId);
    const [attempt] = await attemptsOf(messageId);
    const [text] = await textsTo(address.e164);
    await receiveStatus(stage.rt, attempt?.id ?? '', {
      sid: text?.sid ?? '',
      status: 'delivered',
      errorCode: null,
    });
    expect(await deliveryOf(messageId)).toMatchObject({ state: 'delivered' });
  });

  test('about an attempt we do not know changes nothing', async () => {
    const known = await receiveStatus(stage.rt, '01990000-0000-7000-8000-000000000000', {
      sid: sid('a'),
      status: 'delivered',
      errorCode: null,
    });
    expect(known).toBe(false);
  });

  test('under a second SID raises an incident, for the family may have got it twice', async () => {
    const messageId = await queue('Twice?');
    await wakeLine(stage.rt, school.lineId);
    const [attempt] = await attemptsOf(messageId);
    await receiveStatus(stage.rt, attempt?.id ?? '', { sid: sid('b'), status: 'sent', errorCode: null });
    const incident = await stage.rt.db
      .selectFrom('incident')
      .select('kind')
      .where('subject', '=', attempt?.id ?? '')
      .executeTakeFirst();
    expect(incident).toEqual({ kind: 'second_sid' });
  });

  test('tells in words why it was not delivered', async () => {
    const messageId = await queue('Filtered?');
    await wakeLine(stage.rt, school.lineId);
    const [attempt] = await attemptsOf(messageId);
    await receiveStatus(stage.rt, attempt?.id ?? '', {
      sid: attempt?.carrierSid ?? '',
      status: 'undelivered',
      errorCode: 30007,
    });
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'failed',
      errorCode: 30007,
      reason: 'a spam filter on the way stopped it',
    });
  });
});

describe('a worker that dies', () => {
  test('between its claim and its request leaves a text that goes out all the same', async () => {
    const messageId = await queue('Claimed and left.');
    await stage.rt.db
      .insertInto('deliveryAttempt')
      .values({
        id: '01990000-0000-7000-8000-00000000c1a1',
        messageId,
        n: 1,
        lineId: school.lineId,
        addressId: address.addressId,
        state: 'claimed',
        claimToken: '01990000-0000-7000-8000-00000000c1a2',
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
    await stage.rt.db
      .updateTable('delivery')
      .set({ state: 'sending' })
      .where('messageId', '=', messageId)
      .execute();
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toEqual([]);
    await releaseStaleClaims(stage.rt.db, stage.rt.clock.now());
    await wakeLine(stage.rt, school.lineId);
    expect(await textsTo(address.e164)).toHaveLength(1);
  });
});
