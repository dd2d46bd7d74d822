import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import twilio from 'twilio';
import type { Config } from '../../src/config.js';
import { createDatabase, createPool } from '../../src/db/database.js';
import { newId } from '../../src/lib/ids.js';
import { createTwilioWebhooks } from '../../src/webhooks/twilio.js';
import { buildGuardian, buildSchool } from '../support/builders.js';
import { startTestRuntime, testAccount, type TestRuntime } from '../support/runtime.js';

const publicBaseUrl = 'https://texts.riverside.example';
let stage: TestRuntime;
let server: Server;
let port: number;
let line: string;

beforeAll(async () => {
  const config: Partial<Config> = {
    publicBaseUrl,
    twilio: {
      ...testAccount,
      previousAuthToken: 'the-token-before',
      apiBaseUrl: 'http://127.0.0.1:9',
    },
  };
  stage = await startTestRuntime({ config });
  const school = await buildSchool(stage.rt.db);
  const row = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', school.lineId)
    .executeTakeFirstOrThrow();
  line = row.e164;
  server = createServer(express().use('/webhooks/twilio', createTwilioWebhooks(stage.rt, stage.shutdown)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stage.close();
});

type Form = Record<string, string>;

const inbound = (changes: Form = {}): Form => ({
  MessageSid: `SM${newId().replaceAll('-', '')}`,
  AccountSid: testAccount.accountSid,
  From: '+14755550142',
  To: line,
  Body: 'Hola',
  NumMedia: '0',
  ...changes,
});

async function post(
  form: Form | string,
  options: { path?: string; token?: string; signature?: string | null; type?: string } = {},
): Promise<{ status: number; body: string }> {
  const path = options.path ?? '/webhooks/twilio/inbound';
  const signed = twilio.getExpectedTwilioSignature(
    options.token ?? testAccount.authToken,
    publicBaseUrl + path,
    typeof form === 'string' ? {} : form,
  );
  const signature = options.signature === undefined ? signed : options.signature;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: {
      'content-type': options.type ?? 'application/x-www-form-urlencoded',
      ...(signature === null ? {} : { 'x-twilio-signature': signature }),
    },
    body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
  });
  return { status: answer.status, body: await answer.text() };
}

const stored = async (form: Form): Promise<number> =>
  (
    await stage.rt.db
      .selectFrom('message')
      .select('id')
      .where('carrierSid', '=', form['MessageSid'] ?? '')
      .execute()
  ).length;

describe('the webhook for inbound texts', () => {
  test('keeps a signed text, answers with nothing to say, and wakes a worker', async () => {
    const form = inbound();
    const answer = await post(form);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('<Response></Response>');
    expect(await stored(form)).toBe(1);
    expect(stage.enqueued.at(-1)).toMatchObject({ name: 'inbound.process' });
  });

  test('keeps a repeated text once and answers it well', async () => {
    const form = inbound();
    const answers = await Promise.all([post(form), post(form), post(form)]);
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
    expect(await stored(form)).toBe(1);
  });

  test('accepts the token of before the last rotation', async () => {
    const form = inbound();
    expect((await post(form, { token: 'the-token-before' })).status).toBe(200);
  });

  test('accepts parameters it has never heard of', async () => {
    expect((await post(inbound({ SomethingNew: 'yes', 'Odd[key]': 'x' }))).status).toBe(200);
  });

  test.each([
    ['unsigned', null],
    ['wrongly signed', 'c29tZXRoaW5nIGVsc2U='],
    ['signed with an empty word', ''],
  ])('refuses a text that is %s, and keeps nothing', async (_title, signature) => {
    const form = inbound();
    expect((await post(form, { signature })).status).toBe(403);
    expect(await stored(form)).toBe(0);
  });

  test('refuses a signature made for other words', async () => {
    const signature = twilio.getExpectedTwilioSignature(
      testAccount.authToken,
      `${publicBaseUrl}/webhooks/twilio/inbound`,
      inbound(),
    );
    expect((await post(inbound({ Body: 'other words' }), { signature })).status).toBe(403);
  });

  test('refuses a text of another account', async () => {
    expect((await post(inbound({ AccountSid: `AC${'0'.repeat(32)}` }))).status).toBe(403);
  });

  test('says what is missing in a signed but malformed text', async () => {
    const answer = await post(inbound({ From: 'nobody', MessageSid: 'x' }));
    expect(answer).toMatchObject({ status: 400, body: 'Missing or unusable: MessageSid, From\n' });
  });

  test.each([
    '',
    '+',
    '++14755550142',
    '+04755550142',
    '14755550142',
    '+14755',
    '+1 475 555 0142',
    '+1475555014\u0662',
    '+14755550142\n',
    '+147555501421234567',
    '72975',
    'whatsapp:',
    'whatsapp:14755550142',
    'WHATSAPP:+14755550142',
    'messenger:1475555',
    "+1475'; drop table message; --",
    '\u{1f4f1}',
    '+'.repeat(9000),
  ])('keeps nothing from %j, which is no number, nor to it', async (none) => {
    const [from, to] = [inbound({ From: none }), inbound({ To: none })];
    expect(await post(from)).toMatchObject({ status: 400, body: 'Missing or unusable: From\n' });
    expect(await post(to)).toMatchObject({ status: 400, body: 'Missing or unusable: To\n' });
    expect((await stored(from)) + (await stored(to))).toBe(0);
  });

  test('refuses more than 64 KB before reading it', async () => {
    expect((await post(inbound({ Body: 'a'.repeat(70_000) }))).status).toBe(413);
  });

  test('answers JSON, broken encodings and nothing at all without falling over', async () => {
    expect((await post('{"Body": ', { type: 'application/json' })).status).toBe(400);
    expect((await post('%E0%A4%A', {})).status).toBeGreaterThanOrEqual(400);
    expect((await post('', {})).status).toBe(400);
    expect((await post(inbound())).status).toBe(200);
  });

  test('tells the carrier when no line of ours has the number', async () => {
    expect((await post(inbound({ To: '+12025550100' }))).status).toBe(404);
  });

  test('keeps a text with what cannot be stored in its words, or in what is said of its picture', async () => {
    const form = inbound({
      Body: `\u0000${'\u200f'.repeat(1598)}\u0000`,
      NumMedia: '1',
      MediaUrl0: 'https://api.twilio.com/ME1\u0000',
      MediaContentType0: `text/x-vcard; name="\u0000${'a'.repeat(76)}\u{1f600}"`,
    });
    expect((await post(form)).status).toBe(200);
    const { text } = await stage.rt.db
      .selectFrom('message')
      .select('text')
      .where('carrierSid', '=', form['MessageSid'] ?? '')
      .executeTakeFirstOrThrow();
    expect(text).toBe(`\ufffd${'\u200f'.repeat(1598)}\ufffd`);
  });

  test('keeps the address of a picture only as refused when it is not of the carrier', async () => {
    const form = inbound({
      NumMedia: '2',
      MediaUrl0: 'http://169.254.169.254/latest/meta-data',
      MediaContentType0: 'image/png',
      MediaUrl1: `https://api.twilio.com/2010-04-01/Accounts/${testAccount.accountSid}/Messages/MM1/Media/ME1`,
      MediaContentType1: 'image/jpeg',
    });
    expect((await post(form)).status).toBe(200);
    const { media } = await stage.rt.db
      .selectFrom('message')
      .select('media')
      .where('carrierSid', '=', form['MessageSid'] ?? '')
      .executeTakeFirstOrThrow();
    expect(media.map((item) => item.refused)).toEqual(['it does not lie at the carrier', undefined]);
  });

  test('asks the carrier to come again when the database does not answer', async () => {
    // Nobody listens on the port for discarding (RFC 863).
    const nowhere = createDatabase(createPool('postgres://nobody@127.0.0.1:9/nowhere', 1));
    const broken = createServer(
      express().use(
        '/webhooks/twilio',
        createTwilioWebhooks(
          {
            ...stage.rt,
            db: nowhere,
          },
          stage.shutdown,
        ),
      ),
    );
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve));
    const form = inbound();
    const answer = await fetch(
      `http://127.0.0.1:${(broken.address() as AddressInfo).port}/webhooks/twilio/inbound`,
      {
        method: 'POST',
        headers: {
          'x-twilio-signature': twilio.getExpectedTwilioSignature(
            testAccount.authToken,
            `${publicBaseUrl}/webhooks/twilio/inbound`,
            form,
          ),
        },
        body: new URLSearchParams(form),
      },
    );
    broken.closeAllConnections();
    broken.close();
    await nowhere.destroy();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
  });
});

describe('the webhook for statuses', () => {
  const status = {
    MessageSid: `SM${'1'.repeat(32)}`,
    MessageStatus: 'delivered',
    AccountSid: testAccount.accountSid,
  };

  test('answers 404 for an attempt it does not know, however often', async () => {
    const path = `/webhooks/twilio/status/${newId()}`;
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(status, { path })));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([404]));
  });

  test('answers 400 for what is no attempt or no status', async () => {
    expect((await post(status, { path: '/webhooks/twilio/status/1' })).status).toBe(400);
    expect((await post({ Foo: 'bar' }, { path: `/webhooks/twilio/status/${newId()}` })).status).toBe(400);
  });

  test('refuses an unsigned status', async () => {
    expect((await post(status, { path: `/webhooks/twilio/status/${newId()}`, signature: null })).status).toBe(
      403,
    );
  });
});

test('a family known under the number is found again', async () => {
  const e164 = '+14755550143';
  const { addressId } = await buildGuardian(stage.rt.db, { e164 });
  const form = inbound({ From: e164 });
  await post(form);
  const row = await stage.rt.db
    .selectFrom('message')
    .innerJoin('conversation', 'conversation.id', 'message.conversationId')
    .select('conversation.addressId')
    .where('carrierSid', '=', form['MessageSid'] ?? '')
    .executeTakeFirstOrThrow();
  expect(row.addressId).toBe(addressId);
});
