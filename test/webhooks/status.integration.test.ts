import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import twilio from 'twilio';
import { findOrOpenConversation } from '../../src/conversations/conversations.queries.js';
import { queueText } from '../../src/delivery/queue-text.js';
import { wakeLine } from '../../src/delivery/send.js';
import { newId } from '../../src/lib/ids.js';
import { createLogger } from '../../src/lib/log.js';
import { createTwilioWebhooks } from '../../src/webhooks/twilio.js';
import { buildAddress, buildSchool } from '../support/builders.js';
import { startTestRuntime, testAccount, type TestRuntime } from '../support/runtime.js';

const publicBaseUrl = 'https://texts.riverside.example';
let stage: TestRuntime;
let server: Server;
let port: number;

beforeAll(async () => {
  stage = await startTestRuntime({ config: { publicBaseUrl } });
  server = createServer(express().use('/webhooks/twilio', createTwilioWebhooks(stage.rt, stage.shutdown)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stage.close();
});

interface SentText {
  messageId: string;
  attemptId: string;
  sid: string;
}
let text: SentText;
beforeEach(async () => {
  text = await sendText();
});

/** A text the carrier has taken. */
async function sendText(): Promise<SentText> {
  const { db, clock } = stage.rt;
  const school = await buildSchool(db);
  const { addressId } = await buildAddress(db);
  const now = clock.now();
  const { messageId } = await db.transaction().execute(async (trx) => {
    const conversationId = await findOrOpenConversation(trx, now, { addressId, ...school });
    return queueText(trx, now, {
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
  });
  await wakeLine(stage.rt, school.lineId);
  const attempt = await db
    .selectFrom('deliveryAttempt')
    .select(['id', 'carrierSid'])
    .where('messageId', '=', messageId)
    .executeTakeFirstOrThrow();
  if (attempt.carrierSid === null) throw new Error('the carrier did not take the text');
  return { messageId, attemptId: attempt.id, sid: attempt.carrierSid };
}

type Form = Record<string, string>;

/** One callback as the carrier posts it; answers the status. */
async function say(form: Form, to: { attemptId?: string; signature?: string | null } = {}): Promise<number> {
  const path = `/webhooks/twilio/status/${to.attemptId ?? text.attemptId}`;
  const whole: Form = { MessageSid: text.sid, AccountSid: testAccount.accountSid, ...form };
  const signature =
    to.signature === undefined
      ? twilio.getExpectedTwilioSignature(testAccount.authToken, publicBaseUrl + path, whole)
      : to.signature;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: signature === null ? {} : { 'x-twilio-signature': signature },
    body: new URLSearchParams(whole),
  });
  await answer.arrayBuffer();
  return answer.status;
}

const delivery = () =>
  stage.rt.db
    .selectFrom('delivery')
    .select(['state', 'reason', 'errorCode', 'settledAt'])
    .where('messageId', '=', text.messageId)
    .executeTakeFirstOrThrow();
const attempts = () =>
  stage.rt.db
    .selectFrom('deliveryAttempt')
    .selectAll()
    .where('messageId', '=', text.messageId)
    .orderBy('n')
    .execute();
const incidents = () =>
  stage.rt.db
    .selectFrom('incident')
    .select('kind')
    .where('subject', 'in', [text.attemptId, text.messageId])
    .execute();

describe('a status the carrier tells', () => {
  test.each([
    ['delivered', 'sent', 'queued'],
    ['sent', 'delivered', 'sending'],
    ['queued', 'delivered', 'sent'],
    ['read', 'delivered', 'sent'],
  ])('counts once, in whatever order it comes: %s, %s, %s', async (...statuses) => {
    for (const status of statuses) expect(await say({ MessageStatus: status })).toBe(204);
    expect(await delivery()).toMatchObject({ state: 'delivered', reason: null, errorCode: null });
    expect(await attempts()).toHaveLength(1);
    expect(await incidents()).toEqual([]);
  });

  test('a thousand times over is answered a thousand times, and is one status', async () => {
    const silent = stage.published.length;
    expect(await say({ MessageStatus: 'delivered' })).toBe(204);
    const before = await attempts();
    // The pages are told after the carrier has its answer.
    while (stage.published.length === silent) await new Promise((resolve) => setTimeout(resolve, 10));
    const heard = stage.published.length;
    const answers: number[] = [];
    for (let batch = 0; batch < 20; batch += 1) {
      const form = { MessageStatus: batch % 2 === 0 ? 'delivered' : 'sent' };
      answers.push(...(await Promise.all(Array.from({ length: 50 }, () => say(form)))));
    }
    expect(answers).toHaveLength(1000);
    expect(new Set(answers)).toEqual(new Set([204]));
    expect(await attempts()).toEqual(before);
    expect(await delivery()).toMatchObject({ state: 'delivered' });
    expect(await incidents()).toEqual([]);
    expect(stage.published.length).toBe(heard);
  });

  test('and one that contradicts it, from many at once, leave one of the two and one attempt', async () => {
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        say(
          n % 2 === 0 ? { MessageStatus: 'delivered' } : { MessageStatus: 'undelivered', ErrorCode: '30007' },
        ),
      ),
    );
    expect(new Set(answers)).toEqual(new Set([204]));
    // That it arrived is the stronger word, whichever came first.
    expect(await delivery()).toMatchObject({ state: 'delivered', errorCode: null });
    expect(await attempts()).toHaveLength(1);
  });

  test.each(['a status never heard of', 'DELIVERED', 'delivered ', '已送达', '__proto__', 'constructor'])(
    'in the word %j proves that the carrier has the text, and no more',
    async (word) => {
      expect(await say({ MessageStatus: word })).toBe(204);
      expect(await delivery()).toMatchObject({ state: 'accepted' });
    },
  );

  test('"partially_delivered" is sent, not delivered, and gives way to delivered', async () => {
    expect(await say({ MessageStatus: 'partially_delivered' })).toBe(204);
    expect(await delivery()).toMatchObject({ state: 'sent' });
    expect(await say({ MessageStatus: 'delivered' })).toBe(204);
    expect(await delivery()).toMatchObject({ state: 'delivered' });
  });

  test.each(['', 'none', '30007 ', '-1', '1e400', '99999999999999999999', '0x7'])(
    'is kept also where its error code is %j',
    async (code) => {
      expect(await say({ MessageStatus: 'delivered', ErrorCode: code })).toBe(204);
      expect(await delivery()).toMatchObject({ state: 'delivered', errorCode: null });
    },
  );

  test('that it failed, with an error code that is none, is told without one', async () => {
    expect(await say({ MessageStatus: 'canceled', ErrorCode: 'none' })).toBe(204);
    expect(await delivery()).toMatchObject({
      state: 'failed',
      errorCode: null,
      reason: 'the carrier refused it without saying why',
    });
  });
});

describe('a status that is not to be believed', () => {
  test('of an attempt nobody knows is answered 404, and opens nothing', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => say({ MessageStatus: 'delivered' }, { attemptId: newId() })),
    );
    expect(new Set(answers)).toEqual(new Set([404]));
    expect(await delivery()).toMatchObject({ state: 'accepted' });
    expect(await incidents()).toEqual([]);
  });

  test('of another account is answered 403, though it is signed', async () => {
    expect(await say({ MessageStatus: 'delivered', AccountSid: `AC${'0'.repeat(32)}` })).toBe(403);
    expect(await delivery()).toMatchObject({ state: 'accepted' });
  });

  test.each([
    ['unsigned', null],
    ['signed with a word', 'delivered'],
    ['signed with nothing', ''],
  ])('that is %s is answered 403, and changes nothing', async (_title, signature) => {
    expect(await say({ MessageStatus: 'delivered' }, { signature })).toBe(403);
    expect(await delivery()).toMatchObject({ state: 'accepted' });
  });

  test('that is refused for its signature is told in the log with what may be wrong, once in ten minutes', async () => {
    const written = new PassThrough();
    Object.assign(stage.rt, { log: createLogger('warn', 'test', written) });
    stage.clock.moveBy(3_600_000);
    await say({ MessageStatus: 'delivered' }, { signature: null });
    await say({ MessageStatus: 'delivered' }, { signature: null });
    stage.clock.moveBy(600_000);
    await say({ MessageStatus: 'delivered' }, { signature: null });
    const lines = String(written.read() ?? '')
      .trimEnd()
      .split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toContain('TWILIO_AUTH_TOKEN or PUBLIC_BASE_URL');
  });

  test("that was signed for another attempt's address is answered 403", async () => {
    const form = { MessageStatus: 'delivered', MessageSid: text.sid, AccountSid: testAccount.accountSid };
    const elsewhere = `${publicBaseUrl}/webhooks/twilio/status/${newId()}`;
    const signature = twilio.getExpectedTwilioSignature(testAccount.authToken, elsewhere, form);
    expect(await say(form, { signature })).toBe(403);
    expect(await delivery()).toMatchObject({ state: 'accepted' });
  });

  test.each<[string, Form]>([
    ['without a status', {}],
    ['with a status as long as a letter', { MessageStatus: 'a'.repeat(5000) }],
    ['with a SID that is none', { MessageStatus: 'delivered', MessageSid: 'SM1' }],
    ['with the SID of a call', { MessageStatus: 'delivered', MessageSid: `CA${'a'.repeat(32)}` }],
  ])('%s is answered 400, and changes nothing', async (_title, form) => {
    expect(await say(form)).toBe(400);
    expect(await delivery()).toMatchObject({ state: 'accepted' });
  });
});
