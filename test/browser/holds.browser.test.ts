import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { buildSchool } from '../support/builders.js';
import { isWithin, giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import type { Stage } from '../support/stage.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  await buildSchool(stage.db, { name: 'Adams Middle' });
  await stage.db
    .updateTable('staff')
    .set({ role: 'district_admin' })
    .where('id', '=', stage.admin.id)
    .execute();
  await giveSession(desk, stage, stage.admin);
  await giveSession(pocket, stage, stage.admin);
}, 180_000);
afterAll(() => stage.close());

const holds = () => stage.db.selectFrom('hold').select(['scope', 'schoolId', 'reason']).execute();

describe('stopping texts, by clicks', () => {
  test.each([
    ['a desk', () => desk],
    ['a phone', () => pocket],
  ])('on %s chooses nothing by itself, and stops nothing until somebody has', async (where, page) => {
    await page().goto(`${stage.webUrl}/settings/holds`);
    const what = page().getByLabel('What to stop');
    expect(await what.inputValue()).toBe('');
    await page().getByRole('button', { name: 'Stop now' }).click();
    await page().getByText('Choose first what is to be stopped').waitFor();
    expect(await page().locator('select:focus').count()).toBe(1);
    await takePicture(page(), `holds-nothing-chosen-on-${where.replace('a ', '')}`);
    await what.selectOption({ label: 'Lincoln Elementary' });
    await page().getByLabel('Reason').fill('   ');
    await page().getByRole('button', { name: 'Stop now' }).click();
    await page().getByText('Say why first').waitFor();
    expect(await isWithin(page())).toBe(true);
    expect(await holds()).toEqual([]);
  });

  test('stops the school that was chosen, and starts anew with nothing chosen', async () => {
    await pocket.getByLabel('Reason').fill('A wrong text went out');
    await pocket.getByRole('button', { name: 'Stop now' }).click();
    await pocket.getByRole('button', { name: 'Go on and send what was held' }).waitFor();
    expect(await holds()).toEqual([
      { scope: 'school', schoolId: stage.schoolId, reason: 'A wrong text went out' },
    ]);
    expect(await pocket.getByLabel('What to stop').inputValue()).toBe('');
    await takePicture(pocket, 'holds-school-stopped-on-phone');
    expect(complaints).toEqual([[], []]);
  });
});
