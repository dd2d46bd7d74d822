import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { isWithin, signIn, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import type { Stage } from '../support/stage.js';

const cry = 'tanpri, l ap bat mwen';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  await signIn(desk, stage, stage.teacher);
  await signIn(pocket, stage, stage.liaison);
}, 180_000);
afterAll(() => stage.close());

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
    await takePicture(pocket, 'at-a-glance-urgent-on-phone');
    const [pane, text] = await Promise.all([thread.boundingBox(), thread.getByText(cry).boundingBox()]);
    expect(text?.y).toBeGreaterThan(pane?.y ?? Infinity);
    expect((text?.y ?? 0) + (text?.height ?? 0)).toBeLessThan((pane?.y ?? 0) + (pane?.height ?? 0));
    expect(await isWithin(pocket)).toBe(true);
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
