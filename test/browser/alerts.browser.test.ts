import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildConversation } from '../support/builders.js';
import { openPage, signIn, takePicture } from '../support/browser.js';
import { startStageInBrowser } from '../support/browser-stage.js';
import type { Stage } from '../support/stage.js';

let stage: Stage;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  const started = await startStageInBrowser({ TRANSLATION_ENGINES: 'none' });
  stage = started.stage;
  // One family told the carrier to stop.
  const { lineId } = await stage.db
    .selectFrom('lineSchool')
    .select('lineId')
    .where('schoolId', '=', stage.schoolId)
    .executeTakeFirstOrThrow();
  await stage.db
    .insertInto('carrierBlock')
    .values({ addressId: stage.family('ar').addressId, lineId, since: new Date(), liftedAt: null })
    .execute();
  await buildConversation(stage.db, {
    schoolId: stage.schoolId,
    addressId: stage.family('ar').addressId,
  });
  ({ page, complaints } = await openPage(started.browser, 'phone'));
}, 180_000);
afterAll(() => stage.close());

describe('a closure, by clicks on a phone', () => {
  test('an administrator finds the alerts, and what to do while there are none', async () => {
    await signIn(page, stage, stage.admin);
    await page.getByRole('link', { name: 'Alerts' }).click();
    await page.getByText('No alerts yet').waitFor();
    await takePicture(page, 'alerts-1-none');
  });

  test('sees in two touches what each language reads, who is left out, and when the last family has it', async () => {
    await page.getByRole('link', { name: 'New alert' }).click();
    await page.getByRole('button', { name: /^No school/ }).click();
    await page.getByText('Goes to every family of Lincoln Elementary.').waitFor();
    await takePicture(page, 'alerts-2-where');
    await page.getByRole('button', { name: 'See what families get' }).click();
    await page.getByText('3 families get it').waitFor();
    await page.getByText(/^The last family will have it at \d\d:\d\d\.$/).waitFor();
    await page.getByText(/No hay clases/).waitFor();
    await page.getByRole('button', { name: '1 is left out' }).click();
    await page.getByText(/told the carrier to stop.*goes on the list of calls/).waitFor();
    await takePicture(page, 'alerts-3-check');
  });

  test('sends it with one button and sees it arrive, without reloading', async () => {
    await page.getByRole('button', { name: 'Send to 3 families' }).click();
    await page.getByText('3 of 3 texts delivered').waitFor({ timeout: 150_000 });
    await takePicture(page, 'alerts-4-delivered');
    for (const language of ['es', 'ht', 'zh-Hans']) {
      expect(await stage.received(stage.family(language))).toHaveLength(1);
    }
    expect(await stage.received(stage.family('ar'))).toEqual([]);
  }, 180_000);

  test('reads what a family writes back, and answers everybody who waits with one text', async () => {
    await stage.write(stage.family('es'), '¿A qué hora llega el autobús?');
    await page.getByText('¿A qué hora llega el autobús?').waitFor({ timeout: 120_000 });
    await page.getByLabel('One answer to all of them').fill('The bus comes at 7:40.');
    await page.getByText('Goes to 1 family that waits for an answer.').waitFor();
    await takePicture(page, 'alerts-5-replies');
    await page.getByRole('button', { name: 'Answer 1 family' }).click();
    await page.getByText('Every family that wrote back has an answer.').waitFor();
    await page.getByText(/^Grace Lee to 1 family/).waitFor();
    await takePicture(page, 'alerts-6-answered');
  }, 180_000);

  test('notes the call to the family that no text reaches', async () => {
    await page.getByRole('link', { name: 'Back to the alerts' }).click();
    await page.waitForURL(`${stage.webUrl}/alerts`);
    await page.getByRole('heading', { name: 'Alerts', exact: true }).waitFor();
    await page.getByRole('link', { name: '1 call to make' }).click();
    await page.waitForURL(`${stage.webUrl}/calls`);
    await page.getByText(stage.family('ar').guardianName).waitFor();
    await takePicture(page, 'alerts-7-calls');
    await page.getByRole('button', { name: 'I called' }).click();
    await page.getByLabel('What came of it').fill('Reached her, she knows.');
    await page.getByRole('button', { name: 'Note it' }).click();
    await page.getByText('No calls to make').waitFor();
    await page.getByText('Done', { exact: true }).click();
    await page.getByText(/Reached her, she knows\./).waitFor();
    await takePicture(page, 'alerts-8-called');
  });

  test('finds it in the thread of the family, with who called and what came of it', async () => {
    await page.getByRole('link', { name: 'Open the conversation' }).click();
    const call = page.getByRole('article', { name: new RegExp(`^Call by ${stage.admin.name}, `) });
    await call.getByText('Reached her, she knows.').waitFor();
    await call.getByText(/^Why: .*told the carrier to stop/).waitFor();
    await takePicture(page, 'alerts-8-in-thread');
  });

  test('reads what is still missing while an alert cannot be looked at yet', async () => {
    await page.goto(`${stage.webUrl}/alerts/new`);
    await page.getByRole('button', { name: /^School ends early/ }).click();
    const see = page.getByRole('button', { name: 'See what families get' });
    await page.getByText('First say when school ends.').waitFor();
    expect(await see.isDisabled()).toBe(true);
    await takePicture(page, 'alerts-9-missing');
    await page.getByLabel(/^School ends/).fill('12:30');
    await page.getByText('First say when school ends.').waitFor({ state: 'detached' });
    expect(await see.isEnabled()).toBe(true);
  });

  test('no page complained of anything', () => {
    expect(complaints).toEqual([]);
  });
});
