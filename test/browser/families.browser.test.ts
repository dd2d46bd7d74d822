import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildGuardian, buildStudent } from '../support/builders.js';
import { signIn, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage, type StageFamily } from '../support/stage.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  const ana = await buildStudent(stage.db, {
    classId: stage.classId,
    givenName: 'Ana',
    familyName: 'Medina',
  });
  const { guardianId } = await stage.db
    .selectFrom('guardianAddress')
    .select('guardianId')
    .where('addressId', '=', rosa().addressId)
    .executeTakeFirstOrThrow();
  await stage.db
    .insertInto('guardianStudent')
    .values({ guardianId, studentId: ana.studentId, relationship: 'mother' })
    .execute();
  await buildGuardian(stage.db, {
    name: 'Jorge Medina',
    language: 'en',
    relationship: 'father',
    studentIds: [ana.studentId],
    addressId: rosa().addressId,
  });
  for (const page of [desk, pocket]) await signIn(page, stage, stage.liaison);
});
afterAll(() => stage.close());

const rosa = (): StageFamily => stage.families['es'] as StageFamily;
const stranger = '+14755550999';

describe('families, by clicks', () => {
  test('a liaison finds a family by a name in its own script', async () => {
    await desk.getByRole('link', { name: 'Families' }).click();
    await desk.getByText('Rosa Medina').first().waitFor();
    await takePicture(desk, 'families-1-directory');
    await desk.getByRole('searchbox').fill('王');
    await desk.getByText('Rosa Medina').first().waitFor({ state: 'detached' });
    await desk.getByText('王芳').first().waitFor();
    await desk.getByRole('searchbox').fill('rosa');
    await desk.getByText('王芳').first().waitFor({ state: 'detached' });
    await desk.getByRole('link', { name: /Rosa Medina/ }).click();
    await desk.getByRole('heading', { name: 'Rosa Medina' }).waitFor();
    await takePicture(desk, 'families-2-person');
  });

  test('sees the number whole when she asks for it', async () => {
    await desk.getByRole('button', { name: 'Show number' }).click();
    await desk.getByText(rosa().e164).waitFor();
  });

  test('writes down with the keyboard alone when the family wants texts, and reads first what that changes', async () => {
    const card = desk.getByRole('region', { name: /^\+1/ });
    await card.getByRole('button', { name: 'Set hours for texts' }).focus();
    await desk.keyboard.press('Enter');
    const dialog = desk.getByRole('dialog', { name: 'When does Rosa Medina want texts?' });
    await dialog.getByLabel('To', { exact: true }).selectOption('15:00');
    await dialog.getByText('The end has to be after the beginning.').waitFor();
    await dialog.getByLabel('To', { exact: true }).selectOption('18:30');
    const effect = dialog.getByRole('status', { name: 'What this changes' });
    await effect.getByText(/texts to Rosa Medina go from 16:00 to 18:30\./).waitFor();
    await effect.getByText('Jorge Medina is reached at the same number').waitFor();
    await dialog.getByLabel('Who asked for it').selectOption('Jorge Medina');
    await dialog.getByLabel('Note').fill('She works until four.');
    await takePicture(desk, 'families-2b-hours');
    // What saves is in sight on a low screen too, before anybody scrolls.
    await desk.setViewportSize({ width: 1280, height: 720 });
    const button = await dialog.getByRole('button', { name: 'Save hours' }).boundingBox();
    expect((button?.y ?? 1_000) + (button?.height ?? 0)).toBeLessThanOrEqual(720 * 0.95);
    await takePicture(desk, 'families-2b-hours-low');
    await desk.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: 'Save hours' }).focus();
    await desk.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await card.getByText('Wants texts from 16:00 to 18:30').waitFor();
    // The keyboard goes back to where it was.
    expect(await desk.evaluate('document.activeElement.textContent')).toBe('Change hours for texts');
    await card.getByText(/^Jorge Medina asked on .*; written down by /).waitFor();
    await desk.getByText(/wrote down when they want texts/).waitFor();
    await takePicture(desk, 'families-2c-hours-kept');
    await card.getByRole('button', { name: 'Take back: Wants texts from 16:00 to 18:30' }).focus();
    await desk.keyboard.press('Enter');
    await card.getByText('Texts at any hour the school texts').waitFor();
    await card.getByText('Earlier').click();
    await card.getByText('taken back').waitFor();
  });

  test('stops contact about one child, and reads the order before she writes', async () => {
    await desk.getByRole('button', { name: 'Contact, Luis Medina: change' }).click();
    await desk.getByLabel(/What was decided/).fill('No contact about Luis, by order of the court.');
    await takePicture(desk, 'families-3-right');
    await desk.getByRole('button', { name: 'Stop contact' }).click();
    await desk.getByText('No contact about Luis, by order of the court.').first().waitFor();
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    await takePicture(desk, 'families-4-barred');
    await stage.write(rosa(), 'Hola, buenos días');
    await until('the conversation is there', async () => {
      const row = await stage.db
        .selectFrom('conversation')
        .select('id')
        .where('addressId', '=', rosa().addressId)
        .executeTakeFirst();
      return row !== undefined;
    });
    await desk.reload();
    await desk.getByRole('link', { name: 'Open the conversation' }).click();
    await desk.getByText('Read this before you write').waitFor();
    await takePicture(desk, 'families-5-order');
    await desk.getByRole('button', { name: 'I have read it' }).click();
    await desk.getByRole('textbox', { name: /English/ }).fill('Good morning!');
    await desk.getByRole('button', { name: /^Send/ }).click();
    await until('the answer is on its way', async () => (await stage.received(rosa())).length > 0, 60);
  });

  test('links an unknown number to the guardian after a check', async () => {
    await stage.write({ ...rosa(), e164: stranger }, 'Hola, soy Rosa, este es mi nuevo número');
    await desk.goto(`${stage.webUrl}/inbox?view=all`);
    await desk.getByText('+1475•••0999').first().click();
    await desk.getByRole('button', { name: 'Who is this?' }).click();
    await desk.getByLabel('Name of the guardian or child').fill('rosa');
    await desk.getByRole('button', { name: /Rosa Medina/ }).click();
    await desk.getByLabel('I called the number on file and they answered').check();
    await desk.getByLabel(/agreed to get texts/).check();
    await takePicture(desk, 'families-6-check');
    await desk.getByRole('button', { name: 'Link to Rosa Medina' }).click();
    await desk.getByRole('link', { name: 'Rosa Medina' }).first().waitFor();
  });

  test('does the same on a phone', async () => {
    await pocket.getByRole('link', { name: 'Families' }).click();
    await pocket.getByText('Rosa Medina').first().waitFor();
    await takePicture(pocket, 'families-7-phone-directory');
    await pocket.getByRole('link', { name: /Rosa Medina/ }).click();
    await pocket.getByRole('heading', { name: 'Rosa Medina' }).waitFor();
    await pocket.getByText('What happened').waitFor();
    await takePicture(pocket, 'families-8-phone-person');
    const card = pocket.getByRole('region', { name: /0100$/ });
    await card.getByRole('button', { name: 'Set hours for texts' }).click();
    const dialog = pocket.getByRole('dialog', { name: 'When does Rosa Medina want texts?' });
    await dialog.getByLabel('Days').selectOption('weekends');
    await dialog.getByText(/texts to Rosa Medina go/).waitFor();
    await takePicture(pocket, 'families-9-phone-hours');
    await dialog.getByRole('button', { name: 'Save hours' }).scrollIntoViewIfNeeded();
    await takePicture(pocket, 'families-10-phone-hours-effect');
    await dialog.getByRole('button', { name: 'Save hours' }).click();
    await pocket.getByText(/^Wants texts from .*, on weekends only$/).waitFor();
    await pocket.getByText(/^Wants texts from .*, on weekends only$/).scrollIntoViewIfNeeded();
    await takePicture(pocket, 'families-11-phone-hours-kept');
    await pocket.getByRole('status').getByRole('button', { name: 'Undo' }).click();
    await pocket
      .getByText(/^Wants texts from .*, on weekends only$/)
      .first()
      .waitFor({ state: 'hidden' });
    await pocket.getByRole('button', { name: 'Take back', exact: true }).click();
    await pocket.getByText("As in the school's records").first().waitFor();
    await takePicture(pocket, 'families-12-phone-last');
  });

  test('and no page complained of anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
