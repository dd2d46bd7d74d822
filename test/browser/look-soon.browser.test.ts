import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { isWithin, giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage } from '../support/stage.js';

const ordinary = '明天校车几点来?';
const marked = 'se pasa la noche escribiendo cartas para todos y casi no come';
const title = 'Look at this soon';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  await giveSession(desk, stage, stage.liaison);
  await giveSession(pocket, stage, stage.admin);
}, 180_000);
afterAll(() => stage.close());

const nameOf = (language: string): string => stage.family(language).guardianName;

/** The families of the list, from the top. */
const names = (page: Page): Promise<string[]> =>
  page.getByRole('region', { name: 'Conversations' }).locator('li bdi:first-of-type').allInnerTexts();

describe('a text that may be about danger, by clicks', () => {
  test('comes into an open inbox above the newer ordinary ones, with a mark in words', async () => {
    await desk.goto(`${stage.webUrl}/inbox`);
    await desk.getByText('No open conversations').waitFor();
    await stage.write(stage.family('es'), marked);
    const row = desk.getByRole('link', { name: nameOf('es') });
    await row.getByText('Look soon').waitFor();
    await stage.write(stage.family('zh-Hans'), ordinary);
    await desk.getByRole('link', { name: nameOf('zh-Hans') }).waitFor();
    await stage.write(stage.family('ht'), 'tanpri, l ap bat mwen');
    await desk
      .getByRole('link', { name: nameOf('ht') })
      .getByText('Urgent')
      .waitFor();
    await until('the order is right', async () => {
      const shown = (await names(desk)).filter((name) =>
        [nameOf('ht'), nameOf('es'), nameOf('zh-Hans')].includes(name),
      );
      return shown.join() === [nameOf('ht'), nameOf('es'), nameOf('zh-Hans')].join();
    });
    await takePicture(desk, 'look-soon-1-list');
    expect(await isWithin(desk)).toBe(true);
    await desk.getByRole('link', { name: /^Look soon/ }).click();
    await row.waitFor();
    await desk.getByRole('link', { name: nameOf('zh-Hans') }).waitFor({ state: 'detached' });
  });

  test('says in the thread why, and that no alarm was raised; it cannot be closed over', async () => {
    await desk.getByRole('link', { name: nameOf('es') }).click();
    const panel = desk.getByRole('region', { name: title });
    await panel.getByText(marked).waitFor();
    await panel.getByText(/^May be about danger/).waitFor();
    await panel.getByText(/no alarm was raised/).waitFor();
    await takePicture(desk, 'look-soon-2-thread');
    expect(await isWithin(desk)).toBe(true);
    await desk.getByRole('button', { name: 'Close', exact: true }).click();
    await desk.getByText(/Look first at the text that may be about danger/).waitFor();
    // It is still there to be looked at, and nothing says that it was closed.
    await panel.waitFor();
    expect(await desk.getByText(`${nameOf('es')}: closed.`).count()).toBe(0);
    complaints.forEach((list) => list.splice(0, list.length, ...list.filter((one) => !one.includes('409'))));
  });

  test('loses its mark with the keyboard alone, and gets it back by Undo', async () => {
    const thread = `${stage.webUrl}/inbox`;
    await desk.goto(thread);
    await desk.getByRole('link', { name: nameOf('es') }).click();
    const panel = desk.getByRole('region', { name: title });
    await panel.getByRole('button', { name: 'Nothing to worry about' }).focus();
    await desk.keyboard.press('Enter');
    await panel.waitFor({ state: 'detached' });
    await desk.getByText('Ana Ruiz looked at it: nothing to worry about.').waitFor();
    await takePicture(desk, 'look-soon-3-looked');
    await desk.getByRole('button', { name: 'Undo' }).click();
    await panel.waitFor();
  });

  test('is looked at on a phone, where the alarm is raised by hand and taken back', async () => {
    await pocket.goto(`${stage.webUrl}/inbox?view=lookSoon`);
    await pocket
      .getByRole('link', { name: nameOf('es') })
      .getByText('Look soon')
      .waitFor();
    await takePicture(pocket, 'look-soon-4-phone-list');
    expect(await isWithin(pocket)).toBe(true);
    await pocket.getByRole('link', { name: nameOf('es') }).click();
    const panel = pocket.getByRole('region', { name: title });
    await panel.waitFor();
    await takePicture(pocket, 'look-soon-5-phone-thread');
    expect(await isWithin(pocket)).toBe(true);
    await panel.getByRole('button', { name: 'Raise the alarm' }).click();
    await pocket.getByText('It stands among the urgent ones now. The family got no text.').waitFor();
    await pocket.getByText(/looked at it and raised the alarm/).waitFor();
    await takePicture(pocket, 'look-soon-6-phone-urgent');
    // The desk is told by itself.
    await desk.getByText(/looked at it and raised the alarm/).waitFor();
    await pocket.getByRole('button', { name: 'Look again' }).click();
    await panel.waitFor();
    await desk.getByRole('region', { name: title }).waitFor();
  });

  test('and no page complained of anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});

describe('trying such a text', () => {
  test('says that a person should look soon, and why', async () => {
    await pocket.goto(`${stage.webUrl}/settings/try`);
    await pocket.getByLabel('The text').fill(marked);
    await pocket.getByRole('button', { name: 'Try it' }).click();
    const result = pocket.getByRole('region', { name: 'What Recado makes of it' });
    await result.getByText('Look soon: it may be about danger').waitFor();
    await result.getByText(/^May be about danger/).waitFor();
    await takePicture(pocket, 'look-soon-7-try');
    expect(await isWithin(pocket)).toBe(true);
  });
});
