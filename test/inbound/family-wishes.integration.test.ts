import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readPurposes } from '../../src/consent/consent.queries.js';
import { readDays, readHours } from '../../src/consent/preferences.queries.js';
import { findOpenAsk } from '../../src/flows/flows.queries.js';
import { startTexting, type Texting } from './texting-stage.js';

let texting: Texting;
beforeAll(async () => {
  texting = await startTexting();
});
afterAll(() => texting.close());
/** A Wednesday, half past two in the afternoon at the school. */
const wednesday = new Date('2026-12-02T19:30:00Z');
beforeEach(() => {
  texting.clock.moveTo(wednesday);
});

const text = (language: string, key: string, values = {}): string =>
  texting.rt.texts.text(language, key, values);
const hoursOf = (addressId: string) => readHours(texting.rt.db, addressId);

describe('hours in free words', () => {
  test('answer the list of hours, and the family reads back what is kept', async () => {
    const from = await texting.family();
    await texting.write(from, 'Horario');
    const { said } = await texting.write(from, 'Después de las 5 por favor');
    expect(said.at(-1)).toBe(text('es', 'menu.hoursSet', { from: '17:00', until: '20:00' }));
    expect(await hoursOf(from.addressId)).toEqual({ from: '17:00', until: '21:00' });
    expect(await findOpenAsk(texting.rt.db, from.addressId)).toBeUndefined();
  });

  test('that are a guess are asked back, kept on a yes and asked again on a no', async () => {
    const from = await texting.family('en');
    await texting.write(from, 'HOURS');
    const check = text('en', 'menu.hoursCheck', { from: '18:00', until: '20:00' });
    expect((await texting.write(from, '6 pm')).said.at(-1)).toBe(check);
    expect(await hoursOf(from.addressId)).toBeNull();
    expect((await texting.write(from, 'no')).said.at(-1)).toBe(text('en', 'menu.hours'));
    await texting.write(from, '6 pm');
    expect((await texting.write(from, 'Yes')).said.at(-1)).toBe(
      text('en', 'menu.hoursSet', { from: '18:00', until: '20:00' }),
    );
    expect(await hoursOf(from.addressId)).toEqual({ from: '18:00', until: '21:00' });
  });

  test('that the school does not text in are told, and the list stays open', async () => {
    const from = await texting.family('en');
    await texting.write(from, 'HOURS');
    const { said } = await texting.write(from, 'after 8:30 pm');
    expect(said.at(-1)).toBe(text('en', 'menu.hoursOutside', { from: '09:00', until: '20:00' }));
    await texting.write(from, 'ok, mornings');
    expect(await hoursOf(from.addressId)).toEqual({ from: '09:00', until: '12:00' });
  });

  test('and days of the week are kept as well', async () => {
    const from = await texting.family();
    await texting.write(from, 'horario');
    const { said } = await texting.write(from, 'solo fines de semana');
    expect(said.at(-1)).toBe(text('es', 'menu.weekendsSet', { from: '09:00', until: '20:00' }));
    expect(await readDays(texting.rt.db, from.addressId)).toBe('weekends');
    await texting.write(from, 'horario');
    await texting.write(from, '1');
    expect(await readDays(texting.rt.db, from.addressId)).toBeNull();
  });

  test('are obeyed without the list where the text says that it is about texts', async () => {
    const from = await texting.family('en');
    await texting.write(from, 'Please text me only after 5 pm');
    expect(await hoursOf(from.addressId)).toEqual({ from: '17:00', until: '21:00' });
    const other = await texting.family('en');
    await texting.write(other, 'He comes home after 5 pm');
    expect(await hoursOf(other.addressId)).toBeNull();
  });
});

describe('the channel', () => {
  const channelOf = async (addressId: string) =>
    (
      await texting.rt.db
        .selectFrom('address')
        .select('channel')
        .where('id', '=', addressId)
        .executeTakeFirstOrThrow()
    ).channel;

  test('is not offered where the line has no number on WhatsApp', async () => {
    const from = await texting.family('en');
    const { said } = await texting.write(from, 'CHANNEL');
    expect(said).not.toContain(text('en', 'menu.channel'));
  });

  test('is chosen by number or by name where it has one', async () => {
    const { db } = texting.rt;
    await db
      .updateTable('line')
      .set({ whatsappSender: '+12035550777' })
      .where('id', '=', texting.school.lineId)
      .execute();
    const from = await texting.family();
    expect((await texting.write(from, 'canal')).said.at(-1)).toBe(text('es', 'menu.channel'));
    const { said } = await texting.write(from, '2');
    expect(said.at(-1)).toBe(text('es', 'menu.channelSet', { channel: 'WhatsApp' }));
    expect(await channelOf(from.addressId)).toBe('whatsapp');
    await texting.write(from, 'Canal');
    await texting.write(from, 'SMS');
    expect(await channelOf(from.addressId)).toBe('sms');
    await db
      .updateTable('line')
      .set({ whatsappSender: null })
      .where('id', '=', texting.school.lineId)
      .execute();
  });
});

describe('"not now"', () => {
  const learningOf = async (addressId: string) =>
    (await readPurposes(texting.rt.db, texting.rt.clock.now(), addressId)).find(
      (one) => one.purpose === 'learning',
    );
  const tomorrow = new Date('2026-12-03T05:00:00Z');

  test('in answer to a learning text is a pause until the day it names; the question stays', async () => {
    const from = await texting.family();
    await texting.nudge();
    const { said } = await texting.write(from, 'ahora no puedo, mejor mañana');
    expect(said.at(-1)).toBe(text('es', 'consent.paused', { until: '3 de diciembre' }));
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'paused', pausedUntil: tomorrow });
    expect(await findOpenAsk(texting.rt.db, from.addressId)).toMatchObject({ dialogue: null });
    texting.clock.moveTo(tomorrow);
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'subscribed', pausedUntil: null });
  });

  test('is no pause where nothing was asked, and nothing of a text about something else', async () => {
    const from = await texting.family('en');
    await texting.write(from, 'We are traveling until Monday');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'subscribed' });
    await texting.nudge();
    await texting.write(from, 'We are traveling until Monday, so Luis will miss school');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'subscribed' });
    await texting.write(from, 'we are traveling until Monday');
    expect(await learningOf(from.addressId)).toMatchObject({
      state: 'paused',
      pausedUntil: new Date('2026-12-07T05:00:00Z'),
    });
  });

  test('with an end that is said ends then, and "fewer" from before it is "fewer" again', async () => {
    const from = await texting.family();
    await texting.write(from, 'menos mensajes');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'fewer' });
    await texting.write(from, 'no me manden mensajes hasta el lunes');
    const monday = new Date('2026-12-07T05:00:00Z');
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'paused', pausedUntil: monday });
    texting.clock.moveTo(monday);
    expect(await learningOf(from.addressId)).toMatchObject({ state: 'fewer', pausedUntil: null });
  });
});

describe('an end of the texts with a reason that may be a wrong number', () => {
  test('is obeyed and confirmed, leaves the guardian at the number, and goes to the school office', async () => {
    const { db } = texting.rt;
    const from = await texting.family('en');
    const { conversationId, messageId, said } = await texting.write(
      from,
      'take me off, I have no children there',
    );
    expect(said).toEqual([text('en', 'consent.optedOut', { district: 'Riverside Schools' })]);
    const linked = await db
      .selectFrom('guardianAddress')
      .select('retiredAt')
      .where('addressId', '=', from.addressId)
      .execute();
    expect(linked).toEqual([{ retiredAt: null }]);
    const request = await db
      .selectFrom('request')
      .select(['status', 'messageId'])
      .where('conversationId', '=', conversationId)
      .executeTakeFirst();
    expect(request).toEqual({ status: 'open', messageId });
  });
});
