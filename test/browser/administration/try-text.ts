import { expect, test } from '@jest/globals';
import { takePicture } from '../../support/browser.js';
import type { Administration } from './administration.js';

export function testTryingTexts(of: () => Administration): void {
  test('shows what the inbox would make of it, with the words it goes by', async () => {
    const { stage, desk } = of();
    await desk.goto(`${stage.webUrl}/settings/try`);
    await desk.getByLabel('The text').fill('no puede ir hoy a la escuela, tiene fiebre');
    await desk.getByRole('button', { name: 'Try it' }).click();
    const result = desk.getByRole('region', { name: 'What Recado makes of it' });
    await result.getByText('Attendance').first().waitFor();
    await result.getByText('About attendance, because of «no puede ir»').waitFor();
    // Codes are for machines.
    expect(await result.getByText(/topic:|kind:|staff:/).count()).toBe(0);
    await takePicture(desk, 'try-text-1-desk');
  });

  test('reads an answer to a question, on a phone, in a script from right to left', async () => {
    const { stage, pocket } = of();
    await pocket.goto(`${stage.webUrl}/settings/try`);
    await pocket.getByLabel('The text').fill('٤ من ٥');
    await pocket.getByRole('combobox', { name: "The family's language" }).click();
    await pocket.getByRole('option', { name: 'Arabic' }).click();
    await pocket.getByRole('combobox', { name: 'The question they were asked' }).click();
    await pocket.getByRole('option', { name: 'A rating from 1 to 5' }).click();
    await pocket.getByRole('button', { name: 'Try it' }).click();
    await pocket
      .getByRole('region', { name: 'What Recado makes of it' })
      .getByText('4', { exact: true })
      .waitFor();
    await takePicture(pocket, 'try-text-2-phone');
    // Nothing is cut off or has to be scrolled to from the side.
    const width = await pocket.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(pocket.viewportSize()?.width ?? 0);
  });

  test('says plainly that a text is urgent', async () => {
    const { desk } = of();
    await desk.getByLabel('The text').fill('my son says he wants to kill himself');
    await desk.getByRole('button', { name: 'Try it' }).click();
    await desk.getByRole('region', { name: 'What Recado makes of it' }).getByText('Urgent').first().waitFor();
    await takePicture(desk, 'try-text-3-urgent');
  });
}
