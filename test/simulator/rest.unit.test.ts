import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accountSid, authToken, eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const messages = `/2010-04-01/Accounts/${accountSid}/Messages`;

async function post(form: Record<string, string>, path = `${messages}.json`): Promise<Response> {
  return fetch(stage.simulator.url + path, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    body: new URLSearchParams(form),
  });
}

/** Every field of Twilio's message resource (OpenAPI, api v2010) in the order of the alphabet. */
const messageFields = [
  'account_sid',
  'api_version',
  'body',
  'date_created',
  'date_sent',
  'date_updated',
  'direction',
  'error_code',
  'error_message',
  'from',
  'messaging_service_sid',
  'num_media',
  'num_segments',
  'price',
  'price_unit',
  'sid',
  'status',
  'subresource_uris',
  'to',
  'uri',
];

describe('making a text', () => {
  test('takes no form that is too large, and none that is no form', async () => {
    const large = await post({ From: line, To: family, Body: 'a'.repeat(300_000) });
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ code: 20001, status: 413 });
    const json = await stage.call('POST', `${messages}.json`, { From: line, To: family, Body: 'Hola' });
    expect(json.status).toBe(400);
    expect(await json.json()).toMatchObject({ code: 21604 });
    expect(await stage.books()).toHaveLength(0);
  });

  test('answers Twilio’s message resource, queued and without a date of sending', async () => {
    const response = await post({ From: line, To: family, Body: 'Hola' });
    expect(response.status).toBe(201);
    const body = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(body).sort()).toEqual(messageFields);
    expect(body).toMatchObject({
      account_sid: accountSid,
      api_version: '2010-04-01',
      body: 'Hola',
      date_sent: null,
      direction: 'outbound-api',
      error_code: null,
      from: line,
      messaging_service_sid: null,
      num_media: '0',
      num_segments: '1',
      price: null,
      status: 'queued',
      to: family,
    });
    expect(body['sid']).toMatch(/^SM[0-9a-f]{32}$/);
    expect(body['date_created']).toMatch(/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} \+0000$/);
    const uri = `${messages}/${String(body['sid'])}`;
    expect(body['uri']).toBe(`${uri}.json`);
    expect(body['subresource_uris']).toEqual({ media: `${uri}/Media.json` });
  });

  test('through a Messaging Service is accepted first and has no sender yet', async () => {
    const text = await stage.client().messages.create({
      messagingServiceSid: `MG${'a'.repeat(32)}`,
      to: family,
      body: 'Hola',
    });
    expect(text).toMatchObject({ status: 'accepted', from: null, numSegments: '0' });
    const later = await eventually(async () => {
      const now = await stage.client().messages(text.sid).fetch();
      return now.status === 'delivered' && now;
    });
    expect(later.from).toMatch(/^\+1500555\d{4}$/);
  });

  test('walks forward to delivered, gets its date of sending and its price', async () => {
    const { sid } = await stage.client().messages.create({ from: line, to: family, body: 'a'.repeat(200) });
    const text = await eventually(async () => {
      const now = await stage.client().messages(sid).fetch();
      return now.status === 'delivered' && now;
    });
    expect(text.dateSent).toBeInstanceOf(Date);
    expect(text).toMatchObject({ numSegments: '2', price: '-0.01580', priceUnit: 'USD', errorCode: null });
  });

  test('swaps look-alike characters only where the body then fits GSM-7', async () => {
    const plain = await stage.client().messages.create({
      from: line,
      to: family,
      body: '“Don’t\u00a0wait” — today…',
    });
    expect(plain.body).toBe('"Don\'t wait" - today...');
    const accented = await stage.client().messages.create({ from: line, to: family, body: '“Mañana, mamá”' });
    expect(accented.body).toBe('“Mañana, mamá”');
  });

  test.each([
    [21604, { From: line, Body: 'x' }],
    [21211, { From: line, To: '+1203', Body: 'x' }],
    [21211, { From: line, To: 'nobody', Body: 'x' }],
    [21603, { To: family, Body: 'x' }],
    [21212, { From: 'nobody', To: family, Body: 'x' }],
    [21602, { From: line, To: family }],
    [21617, { From: line, To: family, Body: 'x'.repeat(1601) }],
    [21609, { From: line, To: family, Body: 'x', StatusCallback: 'not a url' }],
    [21620, { From: line, To: family, MediaUrl: 'not a url' }],
    [90007, { From: line, To: family, Body: 'x', ValidityPeriod: '36001' }],
    [90007, { From: line, To: family, Body: 'x', ValidityPeriod: '0' }],
  ])('is refused with %i in Twilio’s error shape', async (code, form) => {
    const response = await post(form);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      code,
      message: expect.any(String),
      more_info: `https://www.twilio.com/docs/errors/${code}`,
      status: 400,
    });
    expect(await stage.books()).toEqual([]);
  });

  test('takes a body of exactly 1600 characters', async () => {
    const response = await post({ From: line, To: family, Body: 'x'.repeat(1600), ValidityPeriod: '36000' });
    expect(response.status).toBe(201);
  });

  test('with the wrong token is refused with 20003', async () => {
    const response = await fetch(`${stage.simulator.url}${messages}.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:wrong`).toString('base64')}` },
      body: new URLSearchParams({ From: line, To: family, Body: 'x' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 20003, status: 401 });
  });

  test('with pictures becomes an MMS whose media can be listed', async () => {
    const text = await stage.client().messages.create({
      from: line,
      to: family,
      body: 'Look',
      mediaUrl: ['https://example.org/a.jpg', 'https://example.org/b.pdf'],
    });
    expect(text.sid).toMatch(/^MM/);
    expect(text.numMedia).toBe('2');
    const list = await stage.client().messages(text.sid).media.list();
    expect(list.map((item) => item.contentType)).toEqual(['image/jpeg', 'application/pdf']);
    const one = await stage
      .client()
      .messages(text.sid)
      .media(list[0]?.sid ?? '')
      .fetch();
    expect(one.parentSid).toBe(text.sid);
  });
});

describe('one text', () => {
  test('that does not exist answers 404 with 20404', async () => {
    const look = stage
      .client()
      .messages(`SM${'f'.repeat(32)}`)
      .fetch();
    await expect(look).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  test('is redacted by an empty body, and only when its delivery has ended', async () => {
    await stage.restart({ pace: { queued: [200, 200] } });
    const { sid } = await stage.client().messages.create({ from: line, to: family, body: 'secret' });
    await expect(stage.client().messages(sid).update({ body: '' })).rejects.toMatchObject({ code: 20009 });
    await eventually(async () => (await stage.client().messages(sid).fetch()).status === 'delivered');
    const redacted = await stage.client().messages(sid).update({ body: '' });
    expect(redacted.body).toBe('');
    expect(redacted.status).toBe('delivered');
  });

  test('that is deleted is gone from look-up and list, and stays in the books without its words', async () => {
    const { sid } = await stage.client().messages.create({ from: line, to: family, body: 'secret' });
    await eventually(async () => (await stage.client().messages(sid).fetch()).status === 'delivered');
    expect(await stage.client().messages(sid).remove()).toBe(true);
    await expect(stage.client().messages(sid).fetch()).rejects.toMatchObject({ code: 20404 });
    expect(await stage.client().messages.list({ to: family })).toEqual([]);
    expect(await stage.books()).toMatchObject([{ sid, body: '', deletedAt: expect.any(String) }]);
  });

  test('is canceled while it is scheduled, never later', async () => {
    const scheduled = await stage.client().messages.create({
      messagingServiceSid: `MG${'a'.repeat(32)}`,
      to: family,
      body: 'later',
      scheduleType: 'fixed',
      sendAt: new Date(Date.now() + 3_600_000),
    });
    expect(scheduled.status).toBe('scheduled');
    const canceled = await stage.client().messages(scheduled.sid).update({ status: 'canceled' });
    expect(canceled.status).toBe('canceled');
    const { sid } = await stage.client().messages.create({ from: line, to: family, body: 'now' });
    await expect(stage.client().messages(sid).update({ status: 'canceled' })).rejects.toMatchObject({
      code: 30409,
    });
  });
});

describe('the account and its calls', () => {
  test('the account says that it is simulated', async () => {
    const account = await stage.client().api.v2010.accounts(accountSid).fetch();
    expect(account).toMatchObject({ sid: accountSid, status: 'active' });
    expect(account.friendlyName).toContain('Simulated');
  });

  test('a call is queued', async () => {
    const call = await stage
      .client()
      .calls.create({ from: line, to: family, url: 'https://example.org/voice' });
    expect(call).toMatchObject({ status: 'queued', to: family, from: line, direction: 'outbound-api' });
    expect((await stage.client().calls(call.sid).fetch()).sid).toBe(call.sid);
  });
});
