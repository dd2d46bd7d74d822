import { beforeAll, expect, test } from '@jest/globals';
import { buildSchool } from '../../support/builders.js';
import { isWithin, takePicture } from '../../support/browser.js';
import type { Stage } from '../../support/stage.js';
import type { Administration } from './administration.js';

const holdsIn = ({ db }: Stage) => db.selectFrom('hold').select(['scope', 'schoolId', 'reason']).execute();

export function testHolds(of: () => Administration): void {
  beforeAll(async () => {
    await buildSchool(of().stage.db, { name: 'Adams Middle' });
  });

  test.each([
    ['a desk', () => of().desk],
    ['a phone', () => of().pocket],
  ])('on %s chooses nothing by itself, and stops nothing until somebody has', async (where, page) => {
    const { stage } = of();
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
    expect(await holdsIn(stage)).toEqual([]);
  });

  test('stops the school that was chosen, and starts anew with nothing chosen', async () => {
    const { stage, pocket } = of();
    await pocket.getByLabel('Reason').fill('A wrong text went out');
    await pocket.getByRole('button', { name: 'Stop now' }).click();
    await pocket.getByRole('button', { name: 'Go on and send what was held' }).waitFor();
    expect(await holdsIn(stage)).toEqual([
      { scope: 'school', schoolId: stage.schoolId, reason: 'A wrong text went out' },
    ]);
    expect(await pocket.getByLabel('What to stop').inputValue()).toBe('');
    await takePicture(pocket, 'holds-school-stopped-on-phone');
  });
}
