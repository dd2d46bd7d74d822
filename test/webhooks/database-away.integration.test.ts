import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import twilio from 'twilio';
import { newId } from '../../src/lib/ids.js';
import { createTwilioWebhooks } from '../../src/webhooks/twilio.js';
import { buildSchool } from '../support/builders.js';
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js';
import { startTestRuntime, testAccount, type TestRuntime } from '../support/runtime.js';

const publicBaseUrl = 'https://texts.riverside.example';
let postgres: OwnPostgres;
let stage: TestRuntime;
let server: Server;
let line: string;

beforeAll(async () => {
  postgres = await startOwnPostgres();
  stage = await startTestRuntime({ config: { publicBaseUrl } });
  const { lineId } = await buildSchool(stage.rt.db);
  ({ e164: line } = await stage.rt.db
    .selectFrom('line')
    .select('e164')
    .where('id', '=', lineId)
    .executeTakeFirstOrThrow());
  server = createServer(express().use('/webhooks/twilio', createTwilioWebhooks(stage.rt, stage.shutdown)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await stage.close();
  await postgres.close();
});

type Form = Record<string, string>;
const text = (): Form => ({
  MessageSid: `SM${newId().replaceAll('-', '')}`,
  AccountSid: testAccount.accountSid,
  From: '+14755550142',
  To: line,
  Body: 'Hola',
  NumMedia: '0',
});

/** As the carrier does; it gives up after two seconds, which the promise is about. */
async function post(form: Form, path = '/webhooks/twilio/inbound'): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    headers: {
      'x-twilio-signature': twilio.getExpectedTwilioSignature(
        testAccount.authToken,
        publicBaseUrl + path,
        form,
      ),
    },
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(2000),
  });
  return answer.status;
}

const storedCount = async (form: Form): Promise<number> =>
  (
    await stage.rt.db
      .selectFrom('message')
      .select('id')
      .where('carrierSid', '=', form['MessageSid'] ?? '')
      .execute()
  ).length;

const status: Form = { MessageSid: `SM${'1'.repeat(32)}`, MessageStatus: 'delivered' };

/** More texts at once than the pool has connections: the last ones wait for one that nobody gives back. */
const many = (): Form[] => Array.from({ length: 20 }, text);

/** The carrier comes again until it is told that the text is safe. */
async function postUntilKept(form: Form): Promise<void> {
  for (let tries = 0; tries < 30; tries += 1) {
    const answer = await post(form).catch(() => 0);
    if (answer === 200) return;
  }
  throw new Error('the text was never kept');
}

describe('while the database stands still, with its connections open', () => {
  test('each webhook answers 503 within two seconds, and each text is kept once afterwards', async () => {
    expect(await post(text())).toBe(200);
    const forms = many();
    await postgres.freeze();
    try {
      const answers = await Promise.all(forms.map((form) => post(form)));
      expect(new Set(answers)).toEqual(new Set([503]));
      // The pool is full of queries that hang now.
      expect(await post(text())).toBe(503);
      expect(await post(status, `/webhooks/twilio/status/${newId()}`)).toBe(503);
    } finally {
      await postgres.thaw();
    }
    for (const form of forms) await postUntilKept(form);
    for (const form of forms) expect(await storedCount(form)).toBe(1);
  });
});

describe('while the database is stopped', () => {
  test('each webhook answers 503 within two seconds, and all goes on once it is back', async () => {
    const forms = many();
    await postgres.stop();
    try {
      const answers = await Promise.all(forms.map((form) => post(form)));
      expect(new Set(answers)).toEqual(new Set([503]));
      expect(await post(status, `/webhooks/twilio/status/${newId()}`)).toBe(503);
    } finally {
      await postgres.start();
    }
    for (const form of forms) await postUntilKept(form);
    for (const form of forms) expect(await storedCount(form)).toBe(1);
    expect(await post(status, `/webhooks/twilio/status/${newId()}`)).toBe(404);
  });
});

test('a row that somebody else keeps locked costs a 503, not a text', async () => {
  const form = text();
  await postUntilKept(text());
  await stage.rt.db.transaction().execute(async (trx) => {
    await trx.selectFrom('conversation').select('id').forUpdate().execute();
    expect(await post(form)).toBe(503);
  });
  await postUntilKept(form);
  expect(await storedCount(form)).toBe(1);
});

test('a queue that does not answer costs no text a second try', async () => {
  const hanging = createServer(
    express().use(
      '/webhooks/twilio',
      createTwilioWebhooks(
        {
          ...stage.rt,
          jobs: { ...stage.rt.jobs, enqueue: () => new Promise<void>(() => undefined) },
        },
        stage.shutdown,
      ),
    ),
  );
  const usual = server;
  server = hanging;
  try {
    await new Promise<void>((resolve) => hanging.listen(0, '127.0.0.1', resolve));
    const form = text();
    expect(await post(form)).toBe(200);
    expect(await storedCount(form)).toBe(1);
  } finally {
    server = usual;
    hanging.closeAllConnections();
    hanging.close();
  }
});
