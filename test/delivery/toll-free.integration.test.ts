import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { isBlockedByCarrier, readConsent } from '../../src/consent/consent.queries.js';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { receiveText } from '../../src/inbound/receive.js';
import { newId } from '../../src/lib/ids.js';
import { buildAddress, buildLine, buildSchool } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
beforeAll(async () => {
  stage = await startTestRuntime();
});
afterAll(() => stage.close());

let address: { addressId: string; e164: string };
beforeEach(async () => {
  stage.clock.moveTo(new Date('2026-11-23T18:00:00Z'));
  address = await buildAddress(stage.rt.db);
});

let count = 0;
/** A school on a line of its own, toll-free or not. */
async function lineOf(kind: 'toll-free' | 'local') {
  const e164 = `${kind === 'toll-free' ? '+1888' : '+1203'}557${String((count += 1)).padStart(4, '0')}`;
  const line = await buildLine(stage.rt.db, { e164 });
  const { schoolId } = await buildSchool(stage.rt.db, { lineId: line.lineId });
  return { ...line, schoolId };
}
type Line = Awaited<ReturnType<typeof lineOf>>;

/** A reply that the carrier took. */
async function sendOn({ lineId, schoolId }: Line) {
  const now = stage.rt.clock.now();
  const messageId = await stage.rt.db.transaction().execute(async (trx) => {
    const place = { addressId: address.addressId, schoolId, lineId };
    const conversationId = await findOrOpenConversation(trx, now, place);
    const queued = await queueText(trx, now, {
      ...place,
      conversationId,
      purpose: 'reply',
      senderRole: 'liaison',
      text: 'Thank you.',
      language: 'en',
      body: 'Thank you.',
      bodyLanguage: 'en',
      priority: 2,
    });
    return queued.messageId;
  });
  stage.clock.moveBy(3000);
  await wakeLine(stage.rt, lineId);
  const { id, carrierSid } = await stage.rt.db
    .selectFrom('deliveryAttempt')
    .select(['id', 'carrierSid'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
  return { attemptId: id, sid: carrierSid ?? '' };
}

const fails = async ({ attemptId, sid }: { attemptId: string; sid: string }, errorCode: number) =>
  receiveStatus(stage.rt, attemptId, { sid, status: 'undelivered', errorCode });
const isBlocked = ({ lineId }: Line) => isBlockedByCarrier(stage.rt.db, address.addressId, lineId);

async function says(line: Line, body: string): Promise<void> {
  stage.clock.moveBy(1000);
  await receiveText(stage.rt, {
    sid: `SM${newId().replaceAll('-', '')}`,
    from: address.e164,
    to: line.e164,
    body,
    media: [],
    happenedAt: stage.rt.clock.now(),
  });
}

describe('a text the networks block (30004)', () => {
  test('on a toll-free line may mean a STOP we never saw: that line is closed, and consent is not guessed at', async () => {
    const line = await lineOf('toll-free');
    await fails(await sendOn(line), 30004);
    expect(await isBlocked(line)).toBe(true);
    expect(await readConsent(stage.rt.db, address.addressId)).toBe('subscribed');
  });

  test('on any other line fails alone', async () => {
    const line = await lineOf('local');
    await fails(await sendOn(line), 30004);
    expect(await isBlocked(line)).toBe(false);
  });

  test.each(['START', 'unstop'])('is lifted by the family alone, with %s', async (word) => {
    const line = await lineOf('toll-free');
    await fails(await sendOn(line), 30004);
    await says(line, 'YES');
    expect(await isBlocked(line)).toBe(true);
    await says(line, word);
    expect(await isBlocked(line)).toBe(false);
  });
});

test('YES opts in again on an ordinary line that is blocked', async () => {
  const line = await lineOf('local');
  await says(line, 'STOP');
  await says(line, 'YES');
  expect(await isBlocked(line)).toBe(false);
});

test.each([21610, 30004])('a refusal (%d) that is told late never beats a START since', async (code) => {
  const line = await lineOf('toll-free');
  const sent = await sendOn(line);
  await says(line, 'START');
  stage.clock.moveBy(60_000);
  await fails(sent, code);
  expect(await isBlocked(line)).toBe(false);
  expect(await readConsent(stage.rt.db, address.addressId)).toBe('subscribed');
});
