import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { isWithin, giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage } from '../support/stage.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({
    TRANSLATION_ENGINES: 'none',
    PRICE_PER_SEGMENT: '0.0079',
  }));
  await giveSession(desk, stage, stage.teacher);
  await giveSession(pocket, stage, stage.liaison);
}, 180_000);
afterAll(() => stage.close());

const sentence = 'The trip to the museum is on Friday, and we meet at the school gate at eight. ';

describe('a text that is too long, by clicks', () => {
  test('to one family says why it cannot go as it is, and goes in numbered parts by choice, with its price', async () => {
    const family = stage.family('es');
    await stage.db
      .updateTable('guardian')
      .set({ homeLanguage: 'en' })
      .where('name', '=', family.guardianName)
      .execute();
    await stage.write(family, 'When does the trip start on Friday?');
    let conversationId = '';
    await until('the text is understood', async () => {
      const row = await stage.db
        .selectFrom('message')
        .select(['conversationId', 'processing'])
        .where('direction', '=', 'in')
        .executeTakeFirst();
      conversationId = row?.conversationId ?? '';
      return row?.processing === 'done';
    });
    await pocket.goto(`${stage.webUrl}/inbox/${conversationId}`);
    await pocket.getByPlaceholder('Write in English').fill(sentence.repeat(25));
    await pocket.getByText('at most 1,600 can be sent').waitFor();
    await pocket.getByText('$').waitFor();
    await takePicture(pocket, 'long-reply-on-phone');
    await pocket.getByLabel('Send it in 2 numbered texts').check();
    await pocket.getByText('(1/2) The trip').waitFor();
    expect(await isWithin(pocket)).toBe(true);
    await pocket.getByRole('button', { name: /^Send/ }).click();
    await until('both parts are with the carrier, in their order', async () => {
      const parts = (await stage.received(family)).filter((text) => text.body.startsWith('('));
      const bodies = parts.map((text) => text.body).sort();
      return bodies.length === 2 && bodies.every((body, n) => body.startsWith(`(${n + 1}/2) `));
    });
  });

  test('to a class is not cut off: it stays as it was written, and cannot go before it is shorter', async () => {
    await desk.goto(`${stage.webUrl}/nudges/new`);
    await desk.getByRole('button', { name: 'Write my own' }).click();
    const field = desk.getByLabel('Your words, in English');
    const long = sentence.repeat(9).trim();
    await field.fill(long);
    await desk.getByText('letters too many').waitFor();
    expect(await field.inputValue()).toBe(long);
    const send = desk.getByRole('button', { name: /^Send/ });
    expect(await send.isDisabled()).toBe(true);
    await takePicture(desk, 'long-nudge-on-desk');
    await field.fill(sentence.trim());
    await until('it may go', () => send.isEnabled());
    expect(complaints).toEqual([[], []]);
  });
});
