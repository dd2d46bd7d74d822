import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import twilio from 'twilio';
import { finishCall, listCalls } from '../../src/alerts/call-list.js';
import { newId } from '../../src/lib/ids.js';
import { createTwilioWebhooks } from '../../src/webhooks/twilio.js';
import { buildGuardian, buildSchool, buildStaff, buildStudent } from '../support/builders.js';
import { whileWithdrawn } from '../support/while-withdrawn.js';
import { startTestRuntime, testAccount, type TestRuntime } from '../support/runtime.js';

let stage: TestRuntime;
let server: Server;
let publicBaseUrl: string;
beforeAll(async () => {
  const app = express();
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  publicBaseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  stage = await startTestRuntime({ webhookBaseUrl: publicBaseUrl, config: { publicBaseUrl } });
  app.use('/webhooks/twilio', createTwilioWebhooks(stage.rt, stage.shutdown));
});
afterAll(async () => {
  await stage.close();
  server.closeAllConnections();
  server.close();
});

let schoolId: string;
let line: string;
beforeEach(async () => {
  const school = await buildSchool(stage.rt.db);
  schoolId = school.schoolId;
  const row = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', school.lineId)
    .executeTakeFirstOrThrow();
  line = row.e164;
});

async function family(language: string): Promise<{ addressId: string; e164: string; studentId: string }> {
  const { studentId } = await buildStudent(stage.rt.db, { schoolId });
  const { addressId } = await buildGuardian(stage.rt.db, { language, studentIds: [studentId] });
  const { e164 } = await stage.rt.db
    .selectFrom('address')
    .select('e164')
    .where('id', '=', addressId)
    .executeTakeFirstOrThrow();
  return { addressId, e164, studentId };
}

type Form = Record<string, string>;
const call = (from: string, changes: Form = {}): Form => ({
  CallSid: `CA${newId().replaceAll('-', '')}`,
  AccountSid: testAccount.accountSid,
  From: from,
  To: line,
  CallStatus: 'ringing',
  ...changes,
});

async function ring(form: Form, signed = true): Promise<{ status: number; body: string }> {
  const url = `${publicBaseUrl}/webhooks/twilio/voice`;
  const signature = twilio.getExpectedTwilioSignature(testAccount.authToken, url, form);
  const answer = await fetch(url, {
    method: 'POST',
    headers: signed ? { 'x-twilio-signature': signature } : {},
    body: new URLSearchParams(form),
  });
  return { status: answer.status, body: await answer.text() };
}

const kept = (form: Form) =>
  stage.rt.db
    .selectFrom('message')
    .leftJoin('request', 'request.messageId', 'message.id')
    .leftJoin('callTask', 'callTask.messageId', 'message.id')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select([
      'message.subtype',
      'message.text',
      'message.channel',
      'message.processing',
      'request.status',
      'request.assigneeStaffId',
      'callTask.state as call',
      'conversation.state as conversation',
      'conversation.schoolId',
    ])
    .where('message.carrierSid', '=', form['CallSid'] ?? '')
    .execute();
const spoken = (body: string): string[] =>
  [...body.matchAll(/<Say[^>]* language="([^"]+)"/g)].map(([, language]) => language ?? '');

describe('a call to a line', () => {
  test('is returned once that is noted, and asks for nothing more in its thread', async () => {
    const liaison = await buildStaff(stage.rt.db, { languages: ['en', 'vi'], schoolIds: [schoolId] });
    const { e164, addressId } = await family('vi');
    const form = call(e164);
    await ring(form);
    const { items } = await listCalls(stage.rt, liaison, { state: 'open' });
    expect(items).toMatchObject([{ e164, text: null, timeZone: 'America/New_York' }]);
    const { id } = await stage.rt.db
      .selectFrom('conversation')
      .select('id')
      .where('addressId', '=', addressId)
      .executeTakeFirstOrThrow();
    expect(items[0]?.conversationId).toBe(id);
    await finishCall(stage.rt, liaison, items[0]?.id ?? '', 'She asked when school begins.');
    expect(await kept(form)).toMatchObject([{ status: 'done', call: 'done', conversation: 'closed' }]);
  });

  test('stands in the thread as a missed call, with a request for whoever speaks the language and a call to make', async () => {
    const liaison = await buildStaff(stage.rt.db, { languages: ['en', 'vi'], schoolIds: [schoolId] });
    const { e164 } = await family('vi');
    const form = call(e164);
    expect((await ring(form)).status).toBe(200);
    expect(await kept(form)).toEqual([
      {
        subtype: 'missed_call',
        text: '',
        channel: 'voice',
        processing: 'done',
        status: 'open',
        assigneeStaffId: liaison.id,
        call: 'open',
        conversation: 'open',
        schoolId,
      },
    ]);
  });

  test("is answered in the caller's language first, then English, then what others speak, four at most", async () => {
    const { e164 } = await family('vi');
    for (const language of ['es', 'es', 'ru', 'ar', 'pl']) await family(language);
    const { body } = await ring(call(e164));
    const languages = spoken(body);
    expect(languages).toHaveLength(4);
    expect(languages.slice(0, 3)).toEqual(['vi-VN', 'en-US', 'es-US']);
    expect(body).toContain('This is Riverside Schools.');
    expect(body).toContain('<Hangup/>');
  });

  test('in a language without a voice is answered in English', async () => {
    const { e164 } = await family('ht');
    expect(spoken((await ring(call(e164))).body)).toEqual(['en-US']);
  });

  test('is answered in English where the words of its language were withdrawn as wrong', async () => {
    const { e164 } = await family('es');
    const { body } = await whileWithdrawn(stage.rt.texts, 'es', ['voice.notice'], () => ring(call(e164)));
    expect(spoken(body)).toEqual(['en-US']);
  });

  test('from a number nobody knows is kept too', async () => {
    const form = call('+12025550175');
    await ring(form);
    expect(await kept(form)).toMatchObject([{ subtype: 'missed_call', call: 'open' }]);
  });

  test('that the carrier announces again changes nothing, at the same moment too', async () => {
    const { e164 } = await family('es');
    const form = call(e164);
    const answers = await Promise.all(Array.from({ length: 5 }, () => ring(form)));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
    expect(await kept(form)).toHaveLength(1);
  });

  test.each(['anonymous', '+266696687', '', 'Restricted', 'sip:someone@example.org'])(
    'from %j is answered, and nothing is kept: nobody could be called back',
    async (from) => {
      const form = call(from);
      const answer = await ring(form);
      expect(answer.status).toBe(200);
      expect(spoken(answer.body)).toContain('en-US');
      expect(await kept(form)).toEqual([]);
    },
  );

  test('is believed only with its signature, from our account, to a line of ours', async () => {
    expect((await ring(call('+12025550176'), false)).status).toBe(403);
    expect((await ring(call('+12025550176', { AccountSid: `AC${'0'.repeat(32)}` }))).status).toBe(403);
    expect((await ring(call('+12025550176', { To: '+12025550199' }))).status).toBe(404);
    expect((await ring(call('+12025550176', { CallSid: 'x' }))).status).toBe(400);
  });

  test("from the simulator's phone is heard there", async () => {
    const { e164 } = await family('es');
    const answer = await fetch(`${stage.simulator.url}/phones/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: e164, to: line }),
    });
    const { said } = (await answer.json()) as { said: { language: string; text: string }[] };
    expect(said.map(({ language }) => language)).toEqual(['es-US', 'en-US']);
    expect(said[0]?.text).toContain('Este número solo recibe mensajes de texto.');
  });
});
