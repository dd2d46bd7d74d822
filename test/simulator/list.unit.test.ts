import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { accountSid, eventually, family, line, openStage, type Stage } from './stage.js';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;

async function send(count: number, to = family): Promise<string[]> {
  const sids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    sids.unshift((await stage.client().messages.create({ from: line, to, body: `text ${at}` })).sid);
  }
  return sids;
}

interface Page {
  messages: { sid: string }[];
  [field: string]: unknown;
}
const get = async (address: string): Promise<Page> =>
  (await (await stage.call('GET', address)).json()) as Page;

describe('the list of texts', () => {
  test('is paged in Twilio’s shape, newest first, and its links lead through all of it and back', async () => {
    const sids = await send(5);
    const first = await get(`${path}?PageSize=2&To=%2B12035550142`);
    expect(first).toMatchObject({
      page: 0,
      page_size: 2,
      start: 0,
      end: 1,
      first_page_uri: `${path}?To=%2B12035550142&PageSize=2&Page=0`,
      uri: `${path}?To=%2B12035550142&PageSize=2&Page=0`,
      next_page_uri: `${path}?To=%2B12035550142&PageSize=2&Page=1&PageToken=PA${sids[1] ?? ''}`,
      previous_page_uri: null,
    });
    const second = await get(String(first['next_page_uri']));
    const third = await get(String(second['next_page_uri']));
    const shown = [first, second, third].flatMap((page) => page.messages.map((one) => one.sid));
    expect(shown).toEqual(sids);
    expect(third).toMatchObject({ page: 2, start: 4, end: 4, next_page_uri: null });
    const back = await get(String(third['previous_page_uri']));
    expect(back.messages).toEqual(second.messages.map((one) => expect.objectContaining({ sid: one.sid })));
  });

  test('shows no text twice when new ones come in between two pages', async () => {
    const sids = await send(3);
    const first = await get(`${path}?PageSize=2`);
    await send(2);
    const second = await get(String(first['next_page_uri']));
    expect(second.messages.map((one) => one.sid)).toEqual([sids[2]]);
  });

  test('is followed to its end by the SDK', async () => {
    const sids = await send(7);
    const list = await stage.client().messages.list({ to: family, pageSize: 3 });
    expect(list.map((one) => one.sid)).toEqual(sids);
  });

  test('filters by To and by From, inbound texts among them', async () => {
    await send(2);
    await send(1, '+12035550143');
    await stage.write('¿A qué hora sale el bus?');
    expect(await stage.client().messages.list({ to: family })).toHaveLength(2);
    const inbound = await stage.client().messages.list({ to: line, from: family });
    expect(inbound).toMatchObject([
      { direction: 'inbound', status: 'received', body: '¿A qué hora sale el bus?' },
    ]);
    expect(inbound[0]?.dateSent).toBeInstanceOf(Date);
  });

  test('leaves out what is still queued as soon as the date of sending is asked for', async () => {
    await stage.restart({ pace: { queued: [60_000, 60_000] } });
    await send(1);
    const hourAgo = new Date(Date.now() - 3_600_000);
    expect(await stage.client().messages.list({ to: family })).toHaveLength(1);
    expect(await stage.client().messages.list({ to: family, dateSentAfter: hourAgo })).toEqual([]);
  });

  test('filters by the date of sending, days and moments, both ends counted', async () => {
    const sids = await send(1);
    await eventually(async () => {
      const text = await stage
        .client()
        .messages(sids[0] ?? '')
        .fetch();
      return text.status === 'delivered';
    });
    const today = new Date().toISOString().slice(0, 10);
    const count = async (query: string): Promise<number> => (await get(`${path}?${query}`)).messages.length;
    expect(await count(`DateSent=${today}`)).toBe(1);
    expect(await count(`DateSent%3E=${today}`)).toBe(1);
    expect(await count(`DateSent%3C=${today}`)).toBe(1);
    expect(await count('DateSent%3C=2020-01-01')).toBe(0);
    expect(await count('DateSent%3E=2100-01-01')).toBe(0);
    const [before, after] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
    const both = { dateSentAfter: before, dateSentBefore: after };
    expect(await stage.client().messages.list(both)).toHaveLength(1);
    expect((await stage.call('GET', `${path}?DateSent=soon`)).status).toBe(400);
  });

  test('caps the page at 1000 and says 50 when nothing is asked', async () => {
    expect((await get(path))['page_size']).toBe(50);
    expect((await get(`${path}?PageSize=5000`))['page_size']).toBe(1000);
  });

  test('lags behind where it is told to, while a look-up by SID does not', async () => {
    await stage.restart({ listLagMs: [60_000, 60_000] });
    const [sid] = await send(1);
    expect(await stage.client().messages.list({ to: family })).toEqual([]);
    expect(
      (
        await stage
          .client()
          .messages(sid ?? '')
          .fetch()
      ).sid,
    ).toBe(sid);
  });
});
