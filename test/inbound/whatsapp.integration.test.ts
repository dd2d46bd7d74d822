import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { saveTemplate } from '../../src/delivery/channels.queries.js';
import { reconcileAttempts } from '../../src/delivery/reconcile.js';
import { wakeLine } from '../../src/delivery/send.js';
import { receiveStatus } from '../../src/delivery/status.js';
import { backfillLines } from '../../src/inbound/backfill.js';
import { processConversation } from '../../src/inbound/process.js';
import { saveChannelPreference } from '../../src/roster/channels.queries.js';
import { createTwilioWebhooks } from '../../src/webhooks/twilio.js';
import { buildGuardian, buildSchool, buildStudent } from '../support/builders.js';
import { startTestRuntime, type TestRuntime } from '../support/runtime.js';
import { until } from '../support/stage.js';
import { queueReply, readAttempts, readDelivery } from '../delivery/queued-texts.js';

let stage: TestRuntime;
let server: Server;
beforeAll(async () => {
  const app = express();
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const publicBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stage = await startTestRuntime({
    webhookBaseUrl: publicBaseUrl,
    config: { surelyNoneSeconds: 600, publicBaseUrl },
  });
  app.use('/webhooks/twilio', createTwilioWebhooks(stage.rt, stage.shutdown));
});
afterAll(async () => {
  await stage.close();
  server.closeAllConnections();
  server.close();
});

let school: { schoolId: string; lineId: string };
let line: string;
let family: { addressId: string; e164: string };
beforeEach(async () => {
  stage.clock.moveTo(new Date());
  const { db } = stage.rt;
  const { schoolId, lineId } = await buildSchool(db);
  school = { schoolId, lineId };
  await db
    .updateTable('school')
    .set({ contactFrom: '00:00', contactUntil: '00:00' })
    .where('id', '=', schoolId)
    .execute();
  const row = await db.selectFrom('line').select('e164').where('id', '=', lineId).executeTakeFirstOrThrow();
  line = row.e164;
  await db.updateTable('line').set({ whatsappSender: line }).where('id', '=', lineId).execute();
  const { studentId } = await buildStudent(db, { schoolId });
  const { addressId } = await buildGuardian(db, { language: 'es', studentIds: [studentId] });
  const { e164 } = await db
    .selectFrom('address')
    .select('e164')
    .where('id', '=', addressId)
    .executeTakeFirstOrThrow();
  family = { addressId, e164 };
});

/** The family writes on WhatsApp; resolves once we have the text. */
async function write(body: string, extras?: Record<string, string>) {
  const before = (await messages()).length;
  const answer = await fetch(`${stage.simulator.url}/phones/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from: family.e164, to: line, body, onWhatsapp: true, extras }),
  });
  expect(answer.status).toBe(201);
  await until('the text is stored', async () => (await messages()).length > before);
}

const messages = () =>
  stage.rt.db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .selectAll('message')
    .where('conversation.addressId', '=', family.addressId)
    .orderBy('position')
    .execute();

const queue = (body: string): Promise<string> =>
  queueReply(stage, { ...family, ...school }, body, { bodyLanguage: 'es' });

const deliveryOf = (messageId: string) => readDelivery(stage, messageId);
const attemptsOf = (messageId: string) => readAttempts(stage, messageId);
const wants = (
  channel: 'sms' | 'whatsapp' | null,
  more: { smsInstead?: boolean; textOnlyReason?: string } = {},
) =>
  saveChannelPreference(stage.rt.db, family.addressId, {
    channel,
    smsInstead: more.smsInstead ?? true,
    textOnlyReason: more.textOnlyReason ?? null,
  });
/** Where what we sent to the family went, and its words. */
const sent = async () =>
  (await stage.books())
    .filter((text) => text.direction === 'outbound-api' && text.to.endsWith(family.e164))
    .map((text) => [text.to.startsWith('whatsapp:') ? 'whatsapp' : 'sms', text.body]);
const template = {
  contentSid: `HX${'c'.repeat(32)}`,
  purpose: 'reply',
  subtype: null,
  language: 'es',
  variables: ['school', 'text'],
} as const;

describe('a text on WhatsApp', () => {
  test('comes in by the same road, to the same family and conversation as its SMS', async () => {
    await write('Hola, ¿viene el bus?');
    const [message] = await messages();
    expect(message).toMatchObject({ text: 'Hola, ¿viene el bus?', channel: 'whatsapp', direction: 'in' });
    await queue('Sí, viene.');
    expect(new Set((await messages()).map((one) => one.conversationId)).size).toBe(1);
  });

  test('is answered where it was written while the window is open, by SMS a day later', async () => {
    await write('Hola');
    await queue('Uno');
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(24 * 3_600_000);
    await queue('Dos');
    await wakeLine(stage.rt, school.lineId);
    expect(await sent()).toEqual([
      ['whatsapp', 'Uno'],
      ['sms', 'Dos'],
    ]);
  });

  test('that is a tapped button counts with the words on it, and keeps what they stand for', async () => {
    await write('', { ButtonText: 'Sí', ButtonPayload: 'yes' });
    expect((await messages())[0]).toMatchObject({ text: 'Sí', channelDetails: { buttonPayload: 'yes' } });
  });

  test('that is a place can be read and is kept', async () => {
    await write('', { Latitude: '41.3083', Longitude: '-72.9279' });
    const [message] = await messages();
    expect(message?.text).toBe('📍 41.3083, -72.9279');
    expect(message?.channelDetails).toMatchObject({ place: { latitude: 41.3083, longitude: -72.9279 } });
  });

  test('that says STOP is obeyed, although the carrier does nothing by itself there', async () => {
    await write('STOP');
    const [message] = await messages();
    await processConversation(stage.rt, message?.conversationId ?? '');
    const state = await stage.rt.db
      .selectFrom('consentState')
      .select('state')
      .where('addressId', '=', family.addressId)
      .executeTakeFirst();
    expect(state).toEqual({ state: 'opted_out' });
    const blocks = await stage.rt.db
      .selectFrom('carrierBlock')
      .select('addressId')
      .where('addressId', '=', family.addressId)
      .execute();
    expect(blocks).toEqual([]);
  });

  test('that the webhook missed is found again', async () => {
    await write('Hola');
    const [message] = await messages();
    await stage.rt.db
      .deleteFrom('message')
      .where('id', '=', message?.id ?? '')
      .execute();
    expect(await backfillLines(stage.rt)).toBe(1);
    expect((await messages())[0]).toMatchObject({ text: 'Hola', channel: 'whatsapp' });
  });
});

describe('to a family that wants WhatsApp', () => {
  beforeEach(() => wants('whatsapp'));

  test('a template goes out where the window is closed, with its variables and no body', async () => {
    await saveTemplate(stage.rt.db, stage.rt.clock.now(), {
      ...template,
      variables: [...template.variables],
    });
    const messageId = await queue('El bus\nviene.');
    await wakeLine(stage.rt, school.lineId);
    const [[channel, body] = []] = await sent();
    expect([channel, body]).toEqual(['whatsapp', expect.stringMatching(/^School \d+ · El bus viene\.$/)]);
    expect(await attemptsOf(messageId)).toMatchObject([
      { channel: 'whatsapp', contentSid: template.contentSid },
    ]);
    await stage.rt.db.deleteFrom('whatsappTemplate').execute();
  });

  test('a text whose window the carrier calls closed goes on by SMS, once, and the next one too', async () => {
    await write('Hola');
    await stage.fault({ kind: 'failDelivery', code: 63016, status: 'failed', to: family.e164, count: 1 });
    const messageId = await queue('El bus viene.');
    await wakeLine(stage.rt, school.lineId);
    await until('the refusal came', async () => (await deliveryOf(messageId)).state === 'waiting');
    await wakeLine(stage.rt, school.lineId);
    await queue('Y otra cosa.');
    stage.clock.moveBy(2000);
    await wakeLine(stage.rt, school.lineId);
    expect(await sent()).toEqual([
      ['whatsapp', 'El bus viene.'],
      ['sms', 'El bus viene.'],
      ['sms', 'Y otra cosa.'],
    ]);
    await write('Gracias');
    stage.clock.moveBy(2000);
    await queue('De nada.');
    await wakeLine(stage.rt, school.lineId);
    expect((await sent()).at(-1)).toEqual(['whatsapp', 'De nada.']);
  });

  test.each([63003, 63024, 63032, 63033])('error %i ends WhatsApp for it and nothing else', async (code) => {
    await write('Hola');
    await stage.fault({ kind: 'refuse', code, to: family.e164, count: 1 });
    const messageId = await queue('El bus viene.');
    await wakeLine(stage.rt, school.lineId);
    expect(await sent()).toEqual([['sms', 'El bus viene.']]);
    expect(await attemptsOf(messageId)).toMatchObject([
      { channel: 'whatsapp', state: 'failed', errorCode: code },
      { channel: 'sms', state: 'accepted' },
    ]);
    const address = await stage.rt.db
      .selectFrom('address')
      .select('unreachableReason')
      .where('id', '=', family.addressId)
      .executeTakeFirst();
    expect(address?.unreachableReason).toBeNull();
  });

  test('and no SMS instead, a text outside the window is not sent, and it is said why', async () => {
    await wants('whatsapp', { smsInstead: false });
    const messageId = await queue('El bus viene.');
    await wakeLine(stage.rt, school.lineId);
    expect(await sent()).toEqual([]);
    expect(await deliveryOf(messageId)).toMatchObject({
      state: 'dropped',
      reason: 'more than a day has passed since its last text there, and the family wants no SMS instead',
    });
  });

  test('a text with an unknown outcome is found in the list of WhatsApp and not sent by SMS besides', async () => {
    await write('Hola');
    await stage.fault({ kind: 'serverErrorAfterAccepting', to: family.e164, count: 1 });
    const messageId = await queue('El bus viene.');
    await wakeLine(stage.rt, school.lineId);
    stage.clock.moveBy(60_000);
    await reconcileAttempts(stage.rt);
    await wakeLine(stage.rt, school.lineId);
    expect(await sent()).toEqual([['whatsapp', 'El bus viene.']]);
    expect(['accepted', 'sent', 'delivered']).toContain((await deliveryOf(messageId)).state);
  });
});

test('a code of WhatsApp said of an SMS changes nothing but that text', async () => {
  await wants('sms');
  const messageId = await queue('El bus viene.');
  await wakeLine(stage.rt, school.lineId);
  const [attempt] = await attemptsOf(messageId);
  await receiveStatus(stage.rt, attempt?.id ?? '', {
    sid: attempt?.carrierSid ?? '',
    status: 'failed',
    errorCode: 63016,
  });
  expect(['failed', 'delivered']).toContain((await deliveryOf(messageId)).state);
  await wakeLine(stage.rt, school.lineId);
  expect(await sent()).toHaveLength(1);
});

test('a phone for plain texts gets no WhatsApp even while the window is open, and no link', async () => {
  await write('Hola');
  await wants('whatsapp', { textOnlyReason: 'a flip phone' });
  await queue('El bus viene.');
  await wakeLine(stage.rt, school.lineId);
  const linked = await queue('Mire https://riverside.example');
  stage.clock.moveBy(2000);
  await wakeLine(stage.rt, school.lineId);
  expect(await sent()).toEqual([['sms', 'El bus viene.']]);
  expect(await deliveryOf(linked)).toMatchObject({
    state: 'dropped',
    reason: 'this number takes plain texts only, no links: a flip phone',
  });
});
