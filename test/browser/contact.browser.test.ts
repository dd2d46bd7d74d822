import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildGuardian } from '../support/builders.js';
import { isWithin, giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage, type StageFamily } from '../support/stage.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  const { studentId } = await stage.db
    .selectFrom('guardianAddress')
    .innerJoin('guardianStudent', 'guardianStudent.guardianId', 'guardianAddress.guardianId')
    .select('studentId')
    .where('guardianAddress.addressId', '=', stage.family('es').addressId)
    .executeTakeFirstOrThrow();
  await buildGuardian(stage.db, {
    studentIds: [studentId],
    name: 'Jorge Medina',
    language: 'es',
    relationship: 'grandfather',
    addressId: stage.family('es').addressId,
  });
  await stage.db
    .updateTable('line')
    .set({ whatsappSender: '+12035550777' })
    .where('e164', '=', stage.line)
    .execute();
  await stage.db
    .updateTable('staff')
    .set({ role: 'district_admin' })
    .where('id', '=', stage.admin.id)
    .execute();
  await giveSession(desk, stage, stage.liaison);
  await giveSession(pocket, stage, stage.admin);
}, 180_000);
afterAll(() => stage.close());

/** Writes, and waits until the text has been understood. */
async function writes(from: StageFamily, body: string): Promise<string> {
  await stage.write(from, body);
  let conversationId = '';
  await until('the text is understood', async () => {
    const row = await stage.db
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversationId')
      .select(['conversation.id', 'message.processing'])
      .where('conversation.addressId', '=', from.addressId)
      .where('message.text', '=', body)
      .executeTakeFirst();
    conversationId = row?.id ?? '';
    return row?.processing === 'done';
  });
  return conversationId;
}

describe('what families say about contact, by clicks', () => {
  test('a text that may be an opt-out is decided with the keyboard alone, and its request is done', async () => {
    const conversationId = await writes(stage.family('ht'), 'ase');
    await desk.goto(`${stage.webUrl}/inbox/${conversationId}`);
    const banner = desk.getByRole('region', { name: 'Does this family want no more texts?' });
    await banner.waitFor();
    await takePicture(desk, 'contact-1-decision');
    await banner.getByRole('button', { name: 'No, go on' }).focus();
    await desk.keyboard.press('Enter');
    await banner.waitFor({ state: 'detached' });
    await until('its request is done', async () => {
      const open = await stage.db
        .selectFrom('request')
        .select('id')
        .where('conversationId', '=', conversationId)
        .where('status', '=', 'open')
        .execute();
      return open.length === 0;
    });
  });

  test('what was read wrongly is taken back on the thread, with a reason', async () => {
    const conversationId = await writes(stage.family('es'), 'No me manden más mensajes');
    await desk.goto(`${stage.webUrl}/inbox/${conversationId}`);
    const reply = desk.getByRole('region', { name: 'Reply', exact: true });
    await reply.getByText(/It asked for no more texts\. Call instead\./).waitFor();
    await desk.getByText('How this came to be').click();
    await desk.getByRole('button', { name: 'Take back: No more texts' }).click();
    await desk.getByLabel('Reason, for the record').fill('She meant the newsletter.');
    await takePicture(desk, 'contact-2-panel');
    await desk.getByRole('button', { name: 'Take back', exact: true }).click();
    await desk.getByText('taken back', { exact: true }).waitFor();
    await reply.getByRole('textbox').first().waitFor();
  });

  test('and it is said who of those at a shared phone wrote it', async () => {
    await desk.getByRole('button', { name: 'Not known who of them wrote' }).first().click();
    await desk.getByRole('menuitem', { name: 'Rosa Medina' }).click();
    await desk.getByRole('button', { name: 'Somebody else wrote it' }).first().waitFor();
    await takePicture(desk, 'contact-3-writer');
  });

  test("the family's page shows the channel, and the history can be put right there as well", async () => {
    await writes(stage.family('es'), 'menos mensajes');
    await desk.getByRole('link', { name: 'Rosa Medina' }).first().click();
    await desk.getByRole('heading', { name: 'Rosa Medina', level: 1 }).waitFor();
    await desk.getByLabel('Written to by').selectOption('whatsapp');
    await desk.getByLabel('SMS where WhatsApp cannot be used').waitFor();
    await desk.getByRole('button', { name: 'Take back: Fewer texts' }).click();
    await desk.getByLabel('Reason, for the record').fill('He typed it for fun.');
    await takePicture(desk, 'contact-4-person');
    await desk.getByRole('button', { name: 'Take back', exact: true }).click();
    await desk.getByText('He typed it for fun.').first().waitFor();
    expect(await isWithin(desk)).toBe(true);
    const { guardianId } = await stage.db
      .selectFrom('guardianAddress')
      .innerJoin('guardian', 'guardian.id', 'guardianAddress.guardianId')
      .select('guardianId')
      .where('guardian.name', '=', 'Rosa Medina')
      .executeTakeFirstOrThrow();
    await pocket.goto(`${stage.webUrl}/families/${guardianId}`);
    await pocket.getByText('He typed it for fun.').first().waitFor();
    await pocket.getByText('Consent history').scrollIntoViewIfNeeded();
    await takePicture(pocket, 'contact-5-phone-person');
    expect(await isWithin(pocket)).toBe(true);
  });
});

describe('the templates of WhatsApp, by clicks on a phone', () => {
  test('are none at first, are added with what their variables stand for, and are taken out of use', async () => {
    await pocket.goto(`${stage.webUrl}/settings/whatsapp`);
    await pocket.getByText('No template yet').waitFor();
    await takePicture(pocket, 'contact-6-templates-empty');
    await pocket.getByRole('button', { name: 'Add this template' }).click();
    await pocket.getByText('The number of a template begins with HX').waitFor();
    await pocket.getByLabel('ContentSid').fill(`HX${'a1'.repeat(16)}`);
    await pocket.getByLabel('In the language').selectOption('ht');
    await pocket.getByLabel('{{2}} stands for').selectOption('school');
    await pocket.getByRole('button', { name: 'Add this template' }).click();
    await pocket.getByText('Learning texts · Haitian Creole').waitFor();
    await takePicture(pocket, 'contact-7-templates');
    await pocket.getByRole('button', { name: 'Stop using it' }).click();
    await pocket.getByText('Not used', { exact: true }).waitFor();
    await pocket.getByRole('button', { name: 'Use it again' }).click();
    await pocket.getByText('In use', { exact: true }).waitFor();
  });

  test('are for one kind of texts where that is chosen, and a change of purpose chooses anew', async () => {
    await pocket.goto(`${stage.webUrl}/settings/whatsapp`);
    await pocket.getByLabel('ContentSid').fill(`HX${'b2'.repeat(16)}`);
    await pocket.getByLabel('Which of them').selectOption('texts from the teacher');
    await pocket.getByLabel('For', { exact: true }).selectOption('alert');
    expect(await pocket.getByLabel('Which of them').inputValue()).toBe('');
    await pocket.getByLabel('Which of them').selectOption('school starts late');
    await takePicture(pocket, 'contact-7b-template-kind');
    await pocket.getByRole('button', { name: 'Add this template' }).click();
    await pocket.getByText('only: school starts late').waitFor();
    const { subtype } = await stage.db
      .selectFrom('whatsappTemplate')
      .select('subtype')
      .where('purpose', '=', 'alert')
      .executeTakeFirstOrThrow();
    expect(subtype).toBe('delay');
    expect(await isWithin(pocket)).toBe(true);
  });

  test('are not shown where the page cannot be loaded, but a way to try again is', async () => {
    await pocket.route('**/api/whatsapp-templates', (route) => route.fulfill({ status: 503, body: '' }));
    await pocket.goto(`${stage.webUrl}/settings/whatsapp`);
    await pocket.getByRole('button', { name: 'Try again' }).waitFor();
    await pocket.unroute('**/api/whatsapp-templates');
    await pocket.getByRole('button', { name: 'Try again' }).click();
    await pocket.getByText('Learning texts · Haitian Creole').waitFor();
    complaints.forEach((list) => list.splice(0, list.length, ...list.filter((one) => !one.includes('503'))));
  });
});

describe('the calendar', () => {
  test('is marked and cleared, also on a phone', async () => {
    await pocket.goto(`${stage.webUrl}/settings/calendar`);
    await pocket.getByText('No special days in the coming year').waitFor();
    const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    await pocket.getByLabel('First day').fill(day);
    await pocket.getByLabel('Note, for example Thanksgiving').fill('Snow');
    await pocket.getByRole('button', { name: 'Mark', exact: true }).click();
    await pocket.getByText('Holiday · Snow').waitFor();
    await takePicture(pocket, 'contact-8-calendar');
    await pocket.getByRole('button', { name: /^Take out/ }).click();
    await pocket.getByText('No special days in the coming year').waitFor();
    expect(await isWithin(pocket)).toBe(true);
  });

  test('sets from when until when families are texted, which is what a nudge page goes by', async () => {
    await pocket.goto(`${stage.webUrl}/settings/calendar`);
    await pocket.getByText('Families are texted at any hour.').waitFor();
    await pocket.getByLabel('From', { exact: true }).selectOption('18:00');
    await pocket.getByLabel('Until', { exact: true }).selectOption('17:30');
    await pocket.getByText('The end has to be after the beginning.').waitFor();
    await pocket.getByLabel('From', { exact: true }).selectOption('10:30');
    await takePicture(pocket, 'contact-9-hours');
    await pocket.getByRole('button', { name: 'Save hours' }).click();
    await pocket.getByText('Families are texted from 10:30 to 17:30 in their local time.').waitFor();
    expect(await isWithin(pocket)).toBe(true);

    await desk.goto(`${stage.webUrl}/settings/calendar`);
    await desk.getByText('A district administrator sets these hours.').waitFor();
    await desk.getByText('An administrator of the school or the district marks these days.').waitFor();
    expect(await desk.getByRole('button', { name: 'Mark', exact: true }).count()).toBe(0);
    await takePicture(desk, 'contact-9-hours-read');
    await pocket.goto(`${stage.webUrl}/nudges/new`);
    await pocket.getByText('Other time', { exact: true }).click();
    await pocket.getByLabel('Time', { exact: true }).fill('17:30');
    await pocket.getByText('Texts go out from 10:30 to 17:30.').waitFor();
    await pocket.getByLabel('Time', { exact: true }).fill('17:29');
    await pocket.getByText('Texts go out from 10:30 to 17:30.').waitFor({ state: 'detached' });
  });

  test('and no page complained of anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
