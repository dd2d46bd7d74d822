import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { cancelNudgesOfDay } from '../../src/nudges/cancel-day.js';
import { startTexting, type Texting } from '../inbound/texting-stage.js';
import { queueReply, readAttempts, readDelivery } from './queued-texts.js';

let stage: Texting;
beforeAll(async () => {
  stage = await startTexting();
});
afterAll(() => stage.close());

beforeEach(() => stage.clock.moveTo(new Date('2026-11-23T18:00:00Z')));

/** The carrier took the text, and says later that it did not arrive. */
async function fail(messageId: string, errorCode: number): Promise<void> {
  const attempt = (await readAttempts(stage, messageId)).at(-1);
  const said = { sid: attempt?.carrierSid ?? '', status: 'undelivered', errorCode };
  await receiveStatus(stage.rt, attempt?.id ?? '', said);
}

const wake = () => wakeLine(stage.rt, stage.school.lineId);

describe('a text the carrier could not deliver in the hours of the family', () => {
  const validityIsOver = 30036;

  test('goes out the next morning', async () => {
    const family = await stage.family('en');
    stage.clock.moveTo(new Date('2026-11-24T00:58:00Z'));
    const messageId = await queueReply(stage, { ...family, ...stage.school }, 'See you on Friday.');
    await wake();
    stage.clock.moveTo(new Date('2026-11-24T01:05:00Z'));
    await fail(messageId, validityIsOver);
    await wake();
    expect(await readDelivery(stage, messageId)).toMatchObject({
      state: 'waiting',
      nextAttemptAt: new Date('2026-11-24T14:00:00Z'),
    });
    stage.clock.moveTo(new Date('2026-11-24T14:00:01Z'));
    await wake();
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'accepted' });
    await fail(messageId, validityIsOver);
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'failed' });
  });
});

describe('a nudge the carrier has while its day is called off', () => {
  test('is not sent once more when it could not be delivered', async () => {
    await stage.family('en');
    const runId = await stage.nudge();
    await wake();
    const { messageId } = await stage.rt.db
      .selectFrom('nudgeRecipient')
      .select('messageId')
      .where('nudgeRunId', '=', runId)
      .where('messageId', 'is not', null)
      .$narrowType<{ messageId: string }>()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'accepted' });
    const off = { day: '2026-11-23', reason: 'no school today' };
    await stage.rt.db
      .transaction()
      .execute((trx) => cancelNudgesOfDay(trx, stage.rt.clock.now(), [stage.school.schoolId], off));
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'accepted' });
    const unreachableForNow = 30003;
    await fail(messageId, unreachableForNow);
    stage.clock.moveBy(15 * 60_000);
    await wake();
    expect(await readDelivery(stage, messageId)).toMatchObject({ state: 'dropped' });
    expect(await readAttempts(stage, messageId)).toHaveLength(1);
  });
});
