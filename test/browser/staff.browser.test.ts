import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { isWithin, openPage, giveSession, takePicture } from '../support/browser.js';
import { startStageInBrowser } from '../support/browser-stage.js';
import type { Stage } from '../support/stage.js';

let stage: Stage;
let browser: Browser;
let desk: Page;
let pocket: Page;
const complaints: string[][] = [];

beforeAll(async () => {
  ({ stage, browser } = await startStageInBrowser({ TRANSLATION_ENGINES: 'none' }));
  await stage.db
    .updateTable('staff')
    .set({ role: 'district_admin' })
    .where('id', '=', stage.admin.id)
    .execute();
  for (const size of ['desktop', 'phone'] as const) {
    const opened = await openPage(browser, size);
    await giveSession(opened.page, stage, stage.admin);
    complaints.push(opened.complaints);
    if (size === 'desktop') desk = opened.page;
    else pocket = opened.page;
  }
}, 180_000);
afterAll(() => stage.close());

const languagesOf = async (email: string) =>
  (await stage.db.selectFrom('staff').select('languages').where('email', '=', email).executeTakeFirst())
    ?.languages;

describe('the staff of a district, by clicks', () => {
  test('what is missing is said where it is, and the keyboard stands there', async () => {
    await desk.goto(`${stage.webUrl}/inbox`);
    await desk.getByRole('button', { name: /account and signing out/ }).click();
    await desk.getByRole('menuitem', { name: 'Staff' }).click();
    await desk.getByRole('button', { name: 'Add somebody' }).click();
    await desk.getByRole('button', { name: 'Add and make a password' }).click();
    await desk.getByText('Write the name.').waitFor();
    expect(await desk.locator('input:focus').getAttribute('maxlength')).toBe('120');
    await desk.getByRole('textbox', { name: 'Name' }).fill('Nadège Paul');
    await desk.getByRole('textbox', { name: 'Email' }).fill('nadege@');
    await desk.getByRole('button', { name: 'Add and make a password' }).click();
    await desk.getByText('Write an email address').waitFor();
    expect(await languagesOf('nadege@')).toBeUndefined();
  });

  test('somebody is added with a password, and signs in with it', async () => {
    await desk.getByRole('textbox', { name: 'Email' }).fill('nadege@riverbend.example');
    await desk.getByLabel('Haitian Creole').check();
    await desk.getByLabel('Lincoln Elementary').check();
    await desk.getByRole('button', { name: 'Add and make a password' }).click();
    const password = await desk.getByRole('textbox', { name: 'Password of Nadège Paul' }).inputValue();
    await desk.getByRole('button', { name: 'Done' }).click();
    await desk.getByText('Speaks English, Haitian Creole').waitFor();
    expect(await languagesOf('nadege@riverbend.example')).toEqual(['en', 'ht']);
    const { page } = await openPage(browser, 'desktop');
    await giveSession(page, { ...stage, password }, { email: 'nadege@riverbend.example' });
    await page.goto(`${stage.webUrl}/inbox`);
    await page.getByRole('link', { name: 'To check' }).waitFor();
  });

  test('on a phone a language is added, and somebody leaves and comes back', async () => {
    await pocket.goto(`${stage.webUrl}/settings/staff`);
    await pocket.getByRole('button', { name: 'Change Nadège Paul' }).click();
    await pocket.getByLabel('French').check();
    await takePicture(pocket, 'staff-change-on-phone');
    await pocket.getByRole('button', { name: 'Save' }).click();
    await pocket.getByText('Saved: Nadège Paul.').waitFor();
    expect(await languagesOf('nadege@riverbend.example')).toEqual(['en', 'ht', 'fr']);
    await pocket.getByRole('button', { name: 'Change Nadège Paul' }).click();
    await pocket.getByRole('button', { name: 'Has left' }).click();
    await pocket.getByRole('button', { name: 'Yes, Nadège Paul has left' }).click();
    await pocket.getByText('Nadège Paul has left.').waitFor();
    await pocket.getByText('Left', { exact: true }).click();
    await pocket.getByRole('button', { name: 'Bring Nadège Paul back' }).click();
    await pocket.getByText(/is back/).waitFor();
    expect(await isWithin(pocket)).toBe(true);
    await takePicture(pocket, 'staff-left-on-phone');
    expect(complaints).toEqual([[], []]);
  });
});
