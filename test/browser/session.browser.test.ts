import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { isWithin, signIn, takePicture, waitUntilShown } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage } from '../support/stage.js';
import { findThread } from '../stories/loop.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let thread: string;
const next = 'three words and a number 7';

beforeAll(async () => {
  ({ stage, desk, pocket } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  const family = stage.family('es');
  await stage.write(family, 'A que hora sale el bus?');
  const liaison = await stage.signIn(stage.liaison);
  thread = (await findThread(liaison, family)).conversation.id;
}, 180_000);
afterAll(() => stage.close());

const addressOf = (page: Page): string => new URL(page.url()).pathname;

describe('a password of one’s own', () => {
  test('is changed in the app: the old one is asked for, and the phone is signed out', async () => {
    await signIn(desk, stage, stage.liaison);
    await signIn(pocket, stage, stage.liaison);
    await desk.getByRole('button', { name: /account and signing out/ }).click();
    await desk.getByRole('menuitem', { name: 'Change password' }).click();
    await desk.getByLabel('Old password').fill('not this one');
    await desk.getByLabel('New password', { exact: true }).fill('short');
    await desk.getByLabel('New password once more').fill(next);
    await desk.getByRole('button', { name: 'Change it' }).click();
    await desk.getByText('It needs at least 12 characters.').waitFor();
    await desk.getByLabel('New password', { exact: true }).fill(next);
    await takePicture(desk, 'session-1-change-password');
    await desk.getByRole('button', { name: 'Change it' }).click();
    await desk.getByText('The old password is not right.').waitFor();
    expect(await isWithin(desk)).toBe(true);
    await desk.getByLabel('Old password').fill(stage.password);
    await desk.getByRole('button', { name: 'Change it' }).click();
    await desk.getByText('Your password is changed.').waitFor();
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await desk.evaluate('document.activeElement?.getAttribute("aria-label")')).toMatch(
      /account and signing out/,
    );
    await pocket.goto(`${stage.webUrl}/inbox`);
    await until('the phone is signed out', () => Promise.resolve(addressOf(pocket) === '/sign-in'), 20);
    await signIn(pocket, { ...stage, password: next }, stage.liaison);
  });
});

describe('too many wrong passwords', () => {
  test('are told with how long to wait and what else to do', async () => {
    const guess = (): Promise<unknown> =>
      fetch(`${stage.webUrl}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: stage.webUrl },
        body: JSON.stringify({ email: stage.teacher.email, password: 'not this one' }),
      });
    await Promise.all(Array.from({ length: 10 }, guess));
    const context = await desk
      .context()
      .browser()
      ?.newContext({ viewport: { width: 390, height: 844 } });
    const stranger = await context?.newPage();
    if (!stranger) throw new Error('no browser');
    await stranger.goto(`${stage.webUrl}/sign-in`);
    await stranger.getByLabel('Email').fill(stage.teacher.email);
    await stranger.getByLabel('Password', { exact: true }).fill(stage.password);
    await stranger.getByLabel('Password', { exact: true }).press('Enter');
    await stranger.getByRole('alert').waitFor();
    expect(await stranger.getByRole('alert').textContent()).toMatch(
      /^Too many wrong passwords for this email\. Wait 1\d minutes, then try again\. A browser/,
    );
    expect(await isWithin(stranger)).toBe(true);
    await takePicture(stranger, 'session-2-too-many');
    await context?.close();
  });
});

describe('who signs in where somebody else was', () => {
  test('after a session that ended finds no draft of hers', async () => {
    await desk.goto(`${stage.webUrl}/inbox/${thread}`);
    await desk.getByLabel(/^Your reply to .*English/).fill('About Luis only');
    await stage.db.deleteFrom('auth.session' as never).execute();
    const noticed = waitUntilShown(desk.getByText('Your session has ended'));
    // The page may notice by itself before the link is reached.
    await Promise.any([noticed, desk.getByRole('link', { name: 'Families' }).click()]);
    await noticed;
    await desk.getByLabel('Email').fill(stage.admin.email);
    await desk.getByLabel('Password', { exact: true }).fill(stage.password);
    await desk.getByRole('button', { name: 'Sign in', exact: true }).click();
    await desk.getByRole('link', { name: 'Families' }).waitFor();
    const kept = await desk.evaluate('JSON.stringify(sessionStorage)');
    expect(kept).not.toContain('About Luis only');
    expect(kept).toContain(stage.admin.id);
  });

  test('in another tab is the person of every tab: nothing goes out in the wrong name', async () => {
    await signIn(desk, { ...stage, password: next }, stage.liaison);
    await desk.goto(`${stage.webUrl}/inbox/${thread}`);
    await desk.getByLabel(/^Your reply to .*English/).fill('About Luis only');
    const other = await desk.context().newPage();
    await signIn(other, stage, stage.admin);
    await desk.getByRole('button', { name: `${stage.admin.name}: account and signing out` }).waitFor();
    await waitUntilShown(desk.getByLabel(/^Your reply to .*English/));
    expect(await desk.getByLabel(/^Your reply to .*English/).inputValue()).toBe('');
    await other.getByRole('button', { name: /account and signing out/ }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await until('the first tab is signed out', () => Promise.resolve(addressOf(desk) === '/sign-in'), 20);
  });

  test('sees at once what a role that was taken away leaves of the page', async () => {
    await signIn(desk, stage, stage.admin);
    await desk.getByRole('link', { name: 'Alerts' }).waitFor();
    // A page that asks for nothing a teacher may not see, and so does not tell yet.
    await desk.getByRole('link', { name: 'Families' }).click();
    await desk.getByRole('heading', { name: 'Families' }).waitFor();
    await stage.db.updateTable('staff').set({ role: 'teacher' }).where('id', '=', stage.admin.id).execute();
    await desk.getByRole('button', { name: /account and signing out/ }).click();
    await desk.getByRole('menuitem', { name: 'Translation' }).click();
    await desk.getByRole('link', { name: 'Alerts' }).waitFor({ state: 'detached' });
  });
});
