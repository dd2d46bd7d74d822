import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { loadTexts } from '../../src/i18n/texts.js';
import { giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage, type StageFamily } from '../support/stage.js';
import { findThread } from '../stories/loop.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket());
  await giveSession(desk, stage, stage.liaison);
  await giveSession(pocket, stage, stage.admin);
});
afterAll(() => stage.close());

const texts = loadTexts();
const wrong = texts.text('es', 'menu.hours');
const english = texts.text('en', 'menu.hours');
const right =
  '¿A qué hora le escribimos? Responda: 1 siempre, 2 por la mañana, 3 por la tarde, 4 por la noche.';
const rosa = (): StageFamily => stage.families['es'] as StageFamily;

/**
 * The family asks for its hours, which a worker answers, until the answer is this: what was withdrawn in the web server
 * binds the worker within a second, and each is a process of its own.
 */
async function askForHours(expected: string): Promise<void> {
  const answers = async () => (await stage.received(rosa())).map(({ body }) => body);
  for (let tries = 0; tries < 10; tries += 1) {
    const before = (await answers()).length;
    // Of answers in short order there are only a few.
    await stage.db
      .updateTable('message')
      .set({ createdAt: new Date(Date.now() - 3_600_000) })
      .where('purpose', '=', 'system')
      .execute();
    await stage.write(rosa(), texts.text('es', 'menu.hoursWord'));
    await until('the family has an answer', async () => (await answers()).length > before);
    if ((await answers()).includes(expected)) return;
    await sleep(500);
  }
  throw new Error('The family never got the words it should.');
}

describe('a wrong fixed text, by clicks', () => {
  let thread: string;

  test('is withdrawn where it stands, on a phone, and the next answer is in English alone', async () => {
    await askForHours(wrong);
    const liaison = await stage.signIn(stage.liaison);
    thread = (await findThread(liaison, rosa())).conversation.id;
    await pocket.goto(`${stage.webUrl}/inbox/${thread}`);
    await pocket.getByText(wrong).first().waitFor();
    await pocket.getByRole('button', { name: 'Wrong translation' }).last().click();
    const dialog = pocket.getByRole('dialog', { name: 'Is this text wrong?' });
    await dialog.getByText(english).waitFor();
    // An administrator who does not read Spanish is not asked what is right.
    expect(await dialog.getByLabel(/What is right/).count()).toBe(0);
    await dialog.getByLabel(/What is wrong with it/).fill('It sounds like an order.');
    await takePicture(pocket, 'fixed-texts-1-ask');
    await dialog.getByRole('button', { name: 'Withdraw this text' }).click();
    await pocket.getByRole('heading', { name: 'A wrong fixed text (Spanish)' }).waitFor();
    await pocket.getByText(/until somebody who reads Spanish says what is right/).waitFor();
    await pocket.getByRole('link', { name: rosa().guardianName }).waitFor();
    await pocket.screenshot({ path: 'test/browser/screenshots/fixed-texts-2-phone.png', fullPage: true });
    await pocket.goto(`${stage.webUrl}/inbox/${thread}`);
    await pocket.getByRole('button', { name: 'Wrong translation' }).last().click();
    await pocket.getByText('These words are withdrawn already').waitFor();
    await pocket.getByRole('link', { name: 'See what is done about it' }).click();
    await pocket.getByRole('heading', { name: 'A wrong fixed text (Spanish)' }).waitFor();
    await askForHours(english);
  });

  test('waits for somebody who reads the language, whose words go out from then on', async () => {
    await desk.goto(`${stage.webUrl}/reviews`);
    await desk.getByRole('heading', { name: 'Wrong fixed texts that need right words' }).waitFor();
    await takePicture(desk, 'fixed-texts-3-reviews');
    await desk.getByRole('link', { name: 'A wrong fixed text (Spanish)' }).click();
    const box = desk.getByLabel('What is right, in Spanish');
    await box.fill('Responda STOP.');
    await desk.getByRole('button', { name: 'Send these words from now on' }).click();
    await desk
      .getByRole('alert')
      .getByText(/gets no texts any more/)
      .waitFor();
    await takePicture(desk, 'fixed-texts-4-refused');
    await box.fill(right);
    // By keyboard.
    await desk.keyboard.press('Tab');
    await desk.keyboard.press('Enter');
    await desk.getByText('Saved. Your words are sent from now on.').waitFor();
    await desk.getByText('Ana Ruiz said what is right').waitFor();
    await desk.screenshot({ path: 'test/browser/screenshots/fixed-texts-5-page.png', fullPage: true });
    await askForHours(right);
  });

  test('stands in the list of the translations, and is taken back with the reason', async () => {
    await pocket.goto(`${stage.webUrl}/settings/translation#fixed`);
    await pocket.getByText('Corrected', { exact: true }).waitFor();
    await takePicture(pocket, 'fixed-texts-6-list-phone');
    await pocket.getByRole('link', { name: 'A wrong fixed text (Spanish)' }).click();
    await pocket.getByRole('button', { name: 'Nothing was wrong: take it back' }).click();
    await pocket.getByLabel(/Why it is taken back/).fill('She meant another text.');
    await pocket.getByRole('button', { name: 'Take it back', exact: true }).click();
    await pocket.getByText('Grace Lee took the withdrawal back', { exact: false }).first().waitFor();
    await pocket.getByRole('link', { name: 'Wrong fixed texts' }).click();
    await pocket.getByText('No fixed text is withdrawn').waitFor();
    await takePicture(pocket, 'fixed-texts-7-empty');
    await pocket.getByText('Taken back', { exact: true }).first().click();
    await pocket.getByRole('link', { name: 'A wrong fixed text (Spanish)' }).waitFor();
  });

  test('can be withdrawn in the list of its language, with the right words at once', async () => {
    await desk.goto(`${stage.webUrl}/settings/languages/es`);
    const row = desk.getByRole('listitem').filter({ hasText: texts.text('en', 'menu.kept') });
    await row.getByRole('button', { name: 'Wrong text' }).click();
    await desk.getByLabel(/What is wrong with it/).fill('Too short.');
    await desk.getByLabel(/What is right, in Spanish/).fill('Muy bien, todo sigue igual que antes.');
    await takePicture(desk, 'fixed-texts-8-language');
    await desk.getByRole('button', { name: 'Withdraw this text' }).click();
    await desk.getByText('Withdrawn. Your words are sent from now on.').waitFor();
    await desk.goto(`${stage.webUrl}/settings/languages/es`);
    await desk.getByText('Muy bien, todo sigue igual que antes.').waitFor();
  });

  test('that cannot be loaded says so, with a way on', async () => {
    await desk.route('**/api/fixed-text-withdrawals*', (route) => route.abort());
    await desk.goto(`${stage.webUrl}/reviews`);
    await desk.getByRole('button', { name: 'Try again' }).first().waitFor();
    await desk.unroute('**/api/fixed-text-withdrawals*');
    await desk.getByRole('button', { name: 'Try again' }).first().click();
    await desk.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached' });
  });
});

describe('the approval of a language, by clicks', () => {
  const page = (): string => `${stage.webUrl}/settings/languages/ht`;
  const danger = (of: Page) => of.getByRole('region', { name: 'When somebody is in danger' });

  test('is taken back, and the page says what is still to be approved', async () => {
    await pocket.goto(page());
    await pocket.getByText('Live', { exact: true }).waitFor();
    await danger(pocket).getByRole('button', { name: 'Take the approval back' }).click();
    await pocket
      .getByText('Not live yet: a speaker still has to approve “When somebody is in danger”')
      .waitFor();
    await danger(pocket).getByText('Nobody who speaks it has approved it.').waitFor();
    await takePicture(pocket, 'languages-1-taken-back');
  });

  test('is noted by an administrator in the name of a speaker, and taken back with Undo', async () => {
    await danger(pocket).getByLabel('Speaker who read them').fill('Marie Louis');
    await danger(pocket).getByRole('button', { name: 'Approve in this name' }).click();
    await danger(pocket)
      .getByText(/Marie Louis approved it, noted by Grace Lee/)
      .waitFor();
    await pocket.getByText('Live', { exact: true }).waitFor();
    await pocket
      .getByRole('status')
      .filter({ hasText: 'Approved: When' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await danger(pocket).getByText('Nobody who speaks it has approved it.').waitFor();
  });

  test('is not noted without a network, neither now, which is said at once, nor later unasked', async () => {
    await danger(pocket).getByLabel('Speaker who read them').fill('Marie Louis');
    await pocket.context().setOffline(true);
    await danger(pocket).getByRole('button', { name: 'Approve in this name' }).click();
    await pocket.getByText('The server cannot be reached. Check the connection and try again.').waitFor();
    await takePicture(pocket, 'languages-2-no-network');
    await pocket.context().setOffline(false);
    await pocket.reload();
    await danger(pocket).getByText('Nobody who speaks it has approved it.').waitFor();
  });

  test('is nothing for somebody who neither speaks it nor administers', async () => {
    await desk.goto(page());
    await danger(desk)
      .getByText(/^Somebody who speaks Haitian Creole can approve these texts/)
      .waitFor();
    expect(await desk.getByRole('button', { name: /approv/i }).count()).toBe(0);
  });

  test('without a complaint of the browser but for what was refused', () => {
    const unexpected = complaints
      .flat()
      .filter((one) => !/400 \(Bad Request\)|ERR_FAILED|ERR_INTERNET_DISCONNECTED/u.test(one));
    expect(unexpected).toEqual([]);
  });
});
