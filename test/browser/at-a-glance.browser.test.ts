import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { isWithin, giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage } from '../support/stage.js';

const cry = 'tanpri, l ap bat mwen';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  await giveSession(desk, stage, stage.teacher);
  await giveSession(pocket, stage, stage.liaison);
}, 180_000);
afterAll(() => stage.close());

/** Whether these words stand within what is shown of the thread. */
async function isInSight(thread: Locator, words: string): Promise<boolean> {
  const text = thread.getByText(words);
  if ((await text.count()) === 0) return false;
  const [pane, box] = await Promise.all([thread.boundingBox(), text.last().boundingBox()]);
  if (pane === null || box === null) return false;
  return box.y >= pane.y && box.y + box.height <= pane.y + pane.height;
}

describe('what somebody in a hurry sees first', () => {
  test('a thread opens at what the family said, however much Recado itself has written below it', async () => {
    await stage.write(stage.family('ht'), 'Ki lè bis la ap rive?');
    await stage.write(stage.family('ht'), cry);
    await pocket.setViewportSize({ width: 390, height: 640 });
    await pocket.goto(`${stage.webUrl}/inbox`);
    const row = pocket.getByRole('link', { name: stage.family('ht').guardianName });
    await row.getByText('Urgent').waitFor();
    await row.click();
    const thread = pocket.getByRole('log');
    await thread.getByText('call 911').first().waitFor();
    await pocket.reload();
    await thread.getByText(cry).waitFor();
    await until('the text is in sight', () => isInSight(thread, cry));
    await takePicture(pocket, 'at-a-glance-urgent-on-phone');
    // A keyboard comes up, or something grows below the thread.
    await pocket.setViewportSize({ width: 390, height: 480 });
    await until('it is still in sight', () => isInSight(thread, cry));
    await pocket.setViewportSize({ width: 390, height: 640 });
    expect(await isWithin(pocket)).toBe(true);
  });

  test('what she answers comes into sight, and so does what the family writes then', async () => {
    const thread = pocket.getByRole('log');
    await pocket.getByPlaceholder('Write in English').fill('I am calling you now.');
    await pocket.keyboard.press('Control+Enter');
    await until('the answer is in sight', () => isInSight(thread, 'I am calling you now.'));
    await until('why it waits is in sight', () => isInSight(thread, 'Not sent yet.'));
    await stage.write(stage.family('ht'), 'Mwen pa ka pale nan telefòn.');
    await thread.getByText('Mwen pa ka pale nan telefòn.').waitFor();
    await takePicture(pocket, 'at-a-glance-new-text');
    await until('the new text is in sight', () => isInSight(thread, 'Mwen pa ka pale nan telefòn.'));
  });

  test('a nudge says how many families get it, and how many wait for somebody to read it first', async () => {
    await desk.goto(`${stage.webUrl}/nudges/new`);
    await desk.getByRole('button', { name: 'Write my own' }).click();
    await desk.getByLabel('Your words, in English').fill('Please let your child show you the bridge.');
    await desk.getByText('0 families get it').waitFor();
    await desk.getByText('4 will be held').waitFor();
    await takePicture(desk, 'at-a-glance-held-nudge');
  });

  test('a nudge that is for later can be taken back where its sending is told', async () => {
    await desk.getByRole('button', { name: /^Send Thursday/ }).click();
    await desk.getByText('4 will be held.').waitFor();
    await desk.getByRole('button', { name: 'Undo' }).click();
    await desk.getByText('Cancelled: it will not go out.').waitFor();
    await desk.getByRole('main').getByText('Cancelled', { exact: true }).waitFor();
  });

  test('without a connection it is said in words, and the page comes once there is one again', async () => {
    const network = desk.context();
    await network.route('**/api/events', (route) => route.abort());
    await desk.goto(`${stage.webUrl}/nudges`);
    await desk.getByRole('heading', { name: 'Nudges' }).waitFor();
    await network.setOffline(true);
    await desk.getByText('The live connection is interrupted.').waitFor();
    await desk.getByRole('link', { name: 'Families' }).click();
    await desk.getByText('The server cannot be reached.').waitFor();
    await takePicture(desk, 'at-a-glance-no-connection');
    await desk.getByRole('button', { name: 'Try again' }).click();
    await desk.getByText('The server cannot be reached.').waitFor();
    await network.setOffline(false);
    await network.unrouteAll();
    await desk.getByRole('button', { name: 'Try again' }).click();
    await desk.getByText(stage.family('es').guardianName).waitFor();
    await desk.getByText('The live connection is interrupted.').waitFor({ state: 'detached' });
    complaints[0]?.splice(0);
  });

  test('no page complained of anything', () => {
    expect(complaints).toEqual([[], []]);
  });
});
