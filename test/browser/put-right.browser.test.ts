import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { isWithin, giveSession, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { until, type Stage } from '../support/stage.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({ TRANSLATION_ENGINES: 'none' }));
  await giveSession(desk, stage, stage.liaison);
  await giveSession(pocket, stage, stage.admin);
  const teacher = await stage.signIn(stage.teacher);
  await teacher.post('/api/nudges', {
    classId: stage.classId,
    content: { kind: 'library', key: 'math.confidence' },
    startsLocal: null,
  });
  await until('the family was asked', async () => (await stage.received(stage.family('es'))).length > 0);
}, 180_000);
afterAll(() => stage.close());

const nameOf = (language: string): string => stage.family(language).guardianName;
const sentTo = async (language: string): Promise<number> =>
  (await stage.received(stage.family(language))).length;

/** A family's text in the open thread; "3" is not the 3 of a time of the day. */
const textOf = (page: Page, words: string) =>
  page.getByRole('article').filter({ has: page.getByText(words, { exact: true }) });

async function open(page: Page, language: string): Promise<void> {
  await page.goto(`${stage.webUrl}/inbox?view=all`);
  await page.getByRole('link', { name: nameOf(language) }).click();
}

describe('an answer that was read wrongly, by clicks', () => {
  test('is put right where it says how it was read, without a text to the family, and comes back by Undo', async () => {
    await stage.write(stage.family('es'), '4 o 5');
    await open(desk, 'es');
    const text = textOf(desk, '4 o 5');
    await text.getByText('Recado could not tell what it answers').waitFor();
    await until('the family was asked once more', async () => (await sentTo('es')) > 1);
    const before = await sentTo('es');
    await takePicture(desk, 'put-right-1-unclear');
    await text.getByRole('button', { name: 'Put right the answer' }).click();
    const dialog = desk.getByRole('dialog', { name: 'What does this text answer?' });
    await dialog.getByText('Results count what you choose.').waitFor();
    await takePicture(desk, 'put-right-2-dialog');
    await dialog.getByRole('radio', { name: '4 of 5' }).check();
    await dialog.getByRole('button', { name: 'Put right' }).click();
    await text.getByText('Read as: 4 of 5').waitFor();
    await text.getByText('Put right by Ana Ruiz: Recado had read no answer.').waitFor();
    await takePicture(desk, 'put-right-3-done');
    expect(await isWithin(desk)).toBe(true);
    await desk.getByRole('button', { name: 'Undo' }).click();
    await text.getByText('Recado could not tell what it answers').waitFor();
    expect(await sentTo('es')).toBe(before);
  });

  test('is put right with the keyboard alone, on a phone too, and taken back at the text', async () => {
    await stage.write(stage.family('es'), '3');
    await open(pocket, 'es');
    const text = textOf(pocket, '3').last();
    await text.getByText('Read as: 3 of 5').waitFor();
    await takePicture(pocket, 'put-right-4-phone');
    expect(await isWithin(pocket)).toBe(true);
    const opener = text.getByRole('button', { name: 'Put right the answer' });
    await opener.focus();
    await pocket.keyboard.press('Enter');
    const dialog = pocket.getByRole('dialog', { name: 'What does this text answer?' });
    await dialog.getByRole('radio', { name: '3 of 5' }).focus();
    await pocket.keyboard.press('ArrowUp');
    await takePicture(pocket, 'put-right-5-phone-dialog');
    expect(await isWithin(pocket)).toBe(true);
    await pocket.keyboard.press('Enter');
    await text.getByText('Put right by Grace Lee: Recado had read 3 of 5.').waitFor();
    await takePicture(pocket, 'put-right-6-phone-done');
    // The desk is told by itself.
    await textOf(desk, '3').last().getByText('Read as: 2 of 5').waitFor();
    await desk.goto(`${stage.webUrl}/nudges`);
    await desk.getByRole('link', { name: /how sure they feel in math/ }).click();
    await desk.getByText(/put right by Grace Lee/).waitFor();
    await takePicture(desk, 'put-right-7-results');
    expect(await isWithin(desk)).toBe(true);
    await text.getByRole('button', { name: /^Take back: Put right by Grace Lee/ }).click();
    await text.getByText('Read as: 3 of 5').waitFor();
  });

  test('says where the family changed it by a later text, and is taken back there', async () => {
    await stage.write(stage.family('es'), 'perdón, quise decir 4');
    await open(desk, 'es');
    const text = textOf(desk, 'perdón, quise decir 4').last();
    await text.getByText('Read as: 4 of 5').waitFor();
    await text.getByText('The family changed its answer by this text. Before: 3 of 5.').waitFor();
    await takePicture(desk, 'put-right-13-by-family');
    expect(await isWithin(desk)).toBe(true);
    await text.getByRole('button', { name: /^Take back: The family changed its answer/ }).click();
    await textOf(desk, '3').last().getByText('Read as: 3 of 5').waitFor();
  });
});

describe('what a text is about, and whether it is urgent or needs somebody, by clicks', () => {
  const menu = (page: Page, words: string) =>
    textOf(page, words).getByRole('button', { name: 'Put right how this text was read' });

  test('the topic is chosen from the list; the thread stays with who has it, and may be given on', async () => {
    await stage.write(stage.family('zh-Hans'), '明天校车几点来?');
    await open(desk, 'zh-Hans');
    await menu(desk, '明天校车几点来?').click();
    await desk.getByRole('menuitem', { name: 'What it is about…' }).click();
    const dialog = desk.getByRole('dialog', { name: 'What is this text about?' });
    await dialog.getByRole('radio', { name: 'Learning' }).check();
    await takePicture(desk, 'put-right-9-topic');
    await dialog.getByRole('button', { name: 'Put right' }).click();
    await desk.getByText('Such a text goes to Elena Rivera as a rule. It stayed where it is.').waitFor();
    const text = textOf(desk, '明天校车几点来?');
    await text.getByText('Put right by Ana Ruiz: Recado had read Transportation.').waitFor();
    await takePicture(desk, 'put-right-10-topic-done');
    expect(await isWithin(desk)).toBe(true);
    await text.getByRole('button', { name: /^Take back/ }).click();
    await text.getByText('Transportation').waitFor();
    await text.getByRole('button', { name: /^Take back/ }).waitFor({ state: 'detached' });
  });

  test('it is made urgent and needs nobody on a phone, with Undo; who is too late is told', async () => {
    await open(pocket, 'zh-Hans');
    const words = '明天校车几点来?';
    await menu(pocket, words).click();
    await pocket.getByRole('menuitem', { name: 'It is urgent' }).click();
    await textOf(pocket, words).getByText('Grace Lee says that it is urgent.').waitFor();
    await takePicture(pocket, 'put-right-11-phone-urgent');
    expect(await isWithin(pocket)).toBe(true);
    await pocket.getByRole('button', { name: 'Undo' }).click();
    await textOf(pocket, words).getByText('Grace Lee says').waitFor({ state: 'detached' });
    // The desk has the menu open while somebody else is quicker.
    await menu(desk, words).click();
    const late = desk.getByRole('menuitem', { name: 'It needs nobody' });
    await late.hover();
    await takePicture(desk, 'put-right-8-menu');
    await desk.route('**/api/messages/*/reading', async (route) => {
      await menu(pocket, words).click();
      await pocket.getByRole('menuitem', { name: 'It needs nobody' }).click();
      await textOf(pocket, words).getByText('Grace Lee says that it needs nobody.').waitFor();
      await route.continue();
    });
    await late.click();
    await desk.getByText('This was changed a moment ago.').waitFor();
    await textOf(desk, words).getByText('Grace Lee says that it needs nobody.').waitFor();
    await takePicture(desk, 'put-right-12-too-late');
    complaints.forEach((list) => list.splice(0, list.length, ...list.filter((one) => !one.includes('409'))));
  });

  test('and no page complained of anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
