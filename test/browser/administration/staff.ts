import { expect, test } from '@jest/globals';
import { giveSession, isWithin, openPage, takePicture } from '../../support/browser.js';
import type { Stage } from '../../support/stage.js';
import type { Administration } from './administration.js';

const languagesOf = async ({ db }: Stage, email: string) =>
  (await db.selectFrom('staff').select('languages').where('email', '=', email).executeTakeFirst())?.languages;

export function testStaff(of: () => Administration): void {
  test('what is missing is said where it is, and the keyboard stands there', async () => {
    const { stage, desk } = of();
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
    expect(await languagesOf(stage, 'nadege@')).toBeUndefined();
  });

  test('somebody is added with a password, and signs in with it', async () => {
    const { stage, browser, desk } = of();
    await desk.getByRole('textbox', { name: 'Email' }).fill('nadege@riverbend.example');
    await desk.getByLabel('Haitian Creole').check();
    await desk.getByLabel('Lincoln Elementary').check();
    await desk.getByRole('button', { name: 'Add and make a password' }).click();
    const password = await desk.getByRole('textbox', { name: 'Password of Nadège Paul' }).inputValue();
    await desk.getByRole('button', { name: 'Done' }).click();
    await desk.getByText('Speaks English, Haitian Creole').waitFor();
    expect(await languagesOf(stage, 'nadege@riverbend.example')).toEqual(['en', 'ht']);
    const { page } = await openPage(browser, 'desktop');
    await giveSession(page, { ...stage, password }, { email: 'nadege@riverbend.example' });
    await page.goto(`${stage.webUrl}/inbox`);
    await page.getByRole('link', { name: 'To check' }).waitFor();
  });

  test('on a phone a language is added, and somebody leaves and comes back', async () => {
    const { stage, pocket } = of();
    await pocket.goto(`${stage.webUrl}/settings/staff`);
    await pocket.getByRole('button', { name: 'Change Nadège Paul' }).click();
    await pocket.getByLabel('French').check();
    await takePicture(pocket, 'staff-change-on-phone');
    await pocket.getByRole('button', { name: 'Save' }).click();
    await pocket.getByText('Saved: Nadège Paul.').waitFor();
    expect(await languagesOf(stage, 'nadege@riverbend.example')).toEqual(['en', 'ht', 'fr']);
    await pocket.getByRole('button', { name: 'Change Nadège Paul' }).click();
    await pocket.getByRole('button', { name: 'Has left' }).click();
    await pocket.getByRole('button', { name: 'Yes, Nadège Paul has left' }).click();
    await pocket.getByText('Nadège Paul has left.').waitFor();
    await pocket.getByText('Left', { exact: true }).click();
    await pocket.getByRole('button', { name: 'Bring Nadège Paul back' }).click();
    await pocket.getByText(/is back/).waitFor();
    expect(await isWithin(pocket)).toBe(true);
    await takePicture(pocket, 'staff-left-on-phone');
  });
}
