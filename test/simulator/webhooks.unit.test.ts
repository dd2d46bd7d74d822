import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import twilio from 'twilio';
import {
  accountSid,
  authToken,
  eventually,
  family,
  line,
  openStage,
  type Hook,
  type Stage,
} from './stage.js';
import { readOverrides } from '../../src/simulator/webhooks.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const isSigned = (hook: Hook, token = authToken): boolean =>
  twilio.validateRequest(
    token,
    String(hook.headers['x-twilio-signature']),
    stage.school.url + hook.path,
    hook.params,
  );

const rank = ['accepted', 'queued', 'sending', 'sent', 'delivered'];

async function sendWithCallback(): Promise<string> {
  const text = await stage.client().messages.create({
    from: line,
    to: family,
    body: 'Hola',
    statusCallback: `${stage.school.url}/webhooks/twilio/status/attempt-1?a=b%20c`,
  });
  return text.sid;
}

const statuses = (): string[] => stage.school.hooks.map((hook) => hook.params['MessageStatus'] ?? '');

describe('the webhook of an inbound text', () => {
  test('is signed as Twilio signs and holds Twilio’s parameters', async () => {
    const answer = await stage.write('¿Hay clases mañana? 你好 👋🏽');
    expect(answer.status).toBe(201);
    const hook = await eventually(() => stage.school.hooks[0]);
    expect(hook.path).toBe('/webhooks/twilio/inbound');
    expect(isSigned(hook)).toBe(true);
    expect(isSigned(hook, 'another token')).toBe(false);
    expect(isSigned({ ...hook, params: { ...hook.params, Body: 'changed' } })).toBe(false);
    const { sid } = (await answer.json()) as { sid: string };
    expect(hook.params).toMatchObject({
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: accountSid,
      From: family,
      To: line,
      Body: '¿Hay clases mañana? 你好 👋🏽',
      NumMedia: '0',
      NumSegments: '1',
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
      FromCountry: 'US',
    });
    expect(hook.headers['i-twilio-idempotency-token']).toBeUndefined();
  });

  test('comes again with one idempotency token while the server fails, and the phone is told', async () => {
    stage.school.answers.push(500, 503);
    await stage.write('Hola');
    await eventually(() => stage.school.hooks.length === 3);
    const tokens = stage.school.hooks.map((hook) => hook.headers['i-twilio-idempotency-token']);
    expect(tokens[0]).toBeUndefined();
    expect(tokens[1]).toEqual(expect.any(String));
    expect(tokens[2]).toBe(tokens[1]);
    const [text] = await eventually(async () => {
      const books = await stage.books();
      return (books[0]?.['webhook'] as { state: string } | undefined)?.state === 'answered' && books;
    });
    expect(text?.['webhook']).toMatchObject({ tries: 3, problem: null });
  });

  test('is given up after five retries, and the text stays in the list', async () => {
    stage.school.answers.push(500, 500, 500, 500, 500, 500, 500);
    await stage.write('Hola');
    const text = await eventually(async () => {
      const [first] = await stage.books();
      return (first?.['webhook'] as { state: string } | undefined)?.state === 'failed' && first;
    });
    expect(text['webhook']).toMatchObject({ tries: 6, problem: 'answered 500' });
    expect(stage.school.hooks).toHaveLength(6);
    expect(await stage.client().messages.list({ to: line })).toHaveLength(1);
  });

  test('is retried only as its URL’s fragment says', async () => {
    await stage.restart({ webhookBaseUrl: `${stage.school.url}#rc=2&rp=4xx` });
    stage.school.answers.push(500);
    await stage.write('Hola');
    await eventually(async () => (await stage.books())[0]?.['webhook'] !== null);
    const text = await eventually(async () => {
      const [first] = await stage.books();
      return (first?.['webhook'] as { state: string } | undefined)?.state === 'failed' && first;
    });
    expect(text['webhook']).toMatchObject({ tries: 1 });
  });

  test('carries the address of a picture, which can be fetched', async () => {
    const bytes = Buffer.from('89504e470d0a1a0a', 'hex');
    const response = await fetch(`${stage.simulator.url}/phones/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        from: family,
        to: line,
        attachments: [{ contentType: 'image/png', data: bytes.toString('base64') }],
      }),
    });
    expect(response.status).toBe(201);
    const { params } = await eventually(() => stage.school.hooks[0]);
    expect(params).toMatchObject({ NumMedia: '1', MediaContentType0: 'image/png', Body: '' });
    expect(params['MessageSid']).toMatch(/^MM/);
    const picture = await fetch(params['MediaUrl0'] ?? '');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await picture.arrayBuffer()).equals(bytes)).toBe(true);
  });
});

describe('status callbacks', () => {
  test('are signed, walk forward, and never tell of the first status', async () => {
    const sid = await sendWithCallback();
    await eventually(() => statuses().includes('delivered'));
    expect(stage.school.hooks.every((hook) => isSigned(hook))).toBe(true);
    const ranks = statuses().map((status) => rank.indexOf(status));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(statuses()).not.toContain('queued');
    expect(stage.school.hooks.at(-1)?.params).toEqual({
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: line,
      MessageSid: sid,
      MessageStatus: 'delivered',
      SmsSid: sid,
      SmsStatus: 'delivered',
      To: family,
    });
  });

  test('name the error of a text that is not delivered', async () => {
    await stage.fault({ kind: 'failDelivery', code: 30003 });
    const sid = await sendWithCallback();
    const last = await eventually(() =>
      stage.school.hooks.find((hook) => hook.params['MessageStatus'] === 'undelivered'),
    );
    expect(last.params['ErrorCode']).toBe('30003');
    const text = await stage.client().messages(sid).fetch();
    expect(text).toMatchObject({ status: 'undelivered', errorCode: 30003 });
  });

  test('come repeated, late, in another order or not at all when told so', async () => {
    await stage.fault({ kind: 'callbacksRepeated', times: 3, count: 1 });
    await sendWithCallback();
    await eventually(() => statuses().filter((status) => status === 'delivered').length === 3);

    stage.school.hooks.length = 0;
    await stage.fault({ kind: 'callbacksReordered', count: 1 });
    await sendWithCallback();
    await eventually(() => statuses().includes('sent'));
    expect(statuses().indexOf('delivered')).toBeLessThan(statuses().indexOf('sent'));

    stage.school.hooks.length = 0;
    await stage.fault({ kind: 'callbacksMissing', count: 1 });
    const silent = await sendWithCallback();
    await eventually(async () => (await stage.client().messages(silent).fetch()).status === 'delivered');
    expect(statuses()).toEqual([]);

    await stage.fault({ kind: 'callbacksLate', ms: 300, count: 1 });
    const late = await sendWithCallback();
    await eventually(async () => (await stage.client().messages(late).fetch()).status === 'delivered');
    expect(statuses()).not.toContain('delivered');
    await eventually(() => statuses().includes('delivered'));
  });
});

describe('connection overrides', () => {
  test('default to Twilio’s own and stay within Twilio’s bounds', () => {
    expect(readOverrides('')).toEqual({ retries: 1, policies: new Set(['ct']), totalTimeout: 15_000 });
    expect(readOverrides('#rc=9&rp=4xx,5xx&tt=1')).toEqual({
      retries: 5,
      policies: new Set(['4xx', '5xx']),
      totalTimeout: 100,
    });
  });
});
