import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { loadTexts } from '../../src/i18n/texts.js';
import { openPage, signIn, takePicture } from '../support/browser.js';
import { startStageInBrowser } from '../support/browser-stage.js';
import type { Stage, StageFamily } from '../support/stage.js';

const texts = loadTexts();
let stage: Stage;
let teacher: Page;
let phones: Page;
let liaison: Page;
const complaints: string[][] = [];

beforeAll(async () => {
  const started = await startStageInBrowser({ TRANSLATION_ENGINES: 'none' });
  stage = started.stage;
  for (const size of ['phone', 'desktop', 'desktop'] as const) {
    const opened = await openPage(started.browser, size);
    complaints.push(opened.complaints);
    if (size === 'phone') teacher = opened.page;
    else if (complaints.length === 2) phones = opened.page;
    else liaison = opened.page;
  }
});
afterAll(() => stage.close());

function phoneOf(family: StageFamily) {
  return phones.locator(`article[data-number="${family.e164}"]`);
}

async function writeOnPhone(family: StageFamily, words: string): Promise<void> {
  const phone = phoneOf(family);
  await phone.getByRole('textbox').fill(words);
  await phone.getByRole('textbox').press('Enter');
  await phone.getByText(words).waitFor();
}

const rosa = (): StageFamily => stage.families['es'] as StageFamily;
const nadia = (): StageFamily => stage.families['ar'] as StageFamily;

describe('the main loop, by clicks', () => {
  test('a wrong password is told in words', async () => {
    await liaison.goto(`${stage.webUrl}/sign-in`);
    await liaison.getByLabel('Email').fill(stage.liaison.email);
    await liaison.getByLabel('Password', { exact: true }).fill('not the password');
    await liaison.getByRole('button', { name: 'Sign in', exact: true }).click();
    await liaison.getByRole('alert').waitFor();
    await takePicture(liaison, '1-wrong-password');
    complaints[2]?.splice(0);
  });

  test('a teacher sends a question to her class from her phone', async () => {
    await signIn(teacher, stage, stage.teacher);
    await teacher.getByRole('link', { name: 'New nudge' }).first().click();
    await teacher.getByText('Now', { exact: true }).click();
    await teacher.getByText('4 families get it').waitFor();
    await takePicture(teacher, '2-new-nudge');
    await teacher.getByRole('button', { name: /^Send/ }).click();
    await teacher.getByText('4 families get it in 10 seconds.').waitFor();
    await takePicture(teacher, '3-nudge-sent');
  });

  test('she takes it back before it went, changes her mind, and lets it go', async () => {
    await teacher.getByRole('button', { name: 'Undo' }).tap();
    await teacher.getByText('Cancelled').first().waitFor();
    await teacher.getByRole('link', { name: 'New nudge' }).first().click();
    await teacher.getByText('Now', { exact: true }).click();
    await teacher.getByText('4 families get it').waitFor();
    await teacher.getByRole('button', { name: /^Send/ }).click();
    await teacher.getByText('4 families get it in 10 seconds.').waitFor();
  });

  test('each family sees it on its phone in its own language', async () => {
    await phones.goto(`${stage.simulatorUrl}/phones`);
    await phoneOf(rosa()).getByText('Elena Rivera, 3B').waitFor({ timeout: 60_000 });
    expect(await phoneOf(rosa()).locator('li.text').count()).toBe(1);
    await phoneOf(nadia()).getByText('Elena Rivera').waitFor();
    const side = await phoneOf(nadia()).locator('li.text').first().getAttribute('dir');
    const direction = side ?? (await phoneOf(nadia()).locator('[dir="rtl"]').first().getAttribute('dir'));
    expect(direction).toBe('rtl');
    await takePicture(phones, '4-phones');
  });

  test('a family answers and asks, and the liaison sees it come in without reloading', async () => {
    await signIn(liaison, stage, stage.liaison);
    await liaison.getByText('Inbox', { exact: true }).first().waitFor();
    await writeOnPhone(rosa(), 'Dijo que contó con los dedos.');
    await writeOnPhone(rosa(), texts.familyPhrases('es').get('busWhatTime') ?? '');
    await liaison.getByText('Rosa Medina').first().waitFor();
    await liaison.getByText('Rosa Medina').first().click();
    await liaison.getByText('What time does the bus come?').first().waitFor();
    await takePicture(liaison, '5-thread');
  });

  test('she answers with a ready reply, sees the Spanish before it goes, and that it arrived', async () => {
    await liaison.getByRole('button', { name: 'Ready replies' }).click();
    const search = liaison.getByRole('dialog').getByRole('searchbox');
    // She asked about the bus: what is ready about it stands first, and the arrow key enters there.
    const topics = liaison.getByRole('dialog').getByRole('heading', { level: 3 });
    await topics.first().waitFor();
    expect((await topics.allTextContents()).slice(0, 3)).toEqual([
      'Transportation',
      'Attendance',
      'Learning',
    ]);
    await search.press('ArrowDown');
    expect(await liaison.locator(':focus').textContent()).toContain('The bus for');
    await takePicture(liaison, '6-ready-replies');
    await search.fill('comes at');
    await liaison.getByRole('button', { name: /The bus for .* comes at/ }).click();
    await liaison.getByLabel(/^Time/).fill('7:40');
    await liaison.getByRole('button', { name: 'Use this reply' }).click();
    await liaison.getByText('El autobús de Luis llega a las 7:40.').first().waitFor();
    await takePicture(liaison, '6-reply-preview');
    await liaison.getByRole('button', { name: 'Send in Spanish' }).click();
    await phoneOf(rosa()).getByText('El autobús de Luis llega a las 7:40.').waitFor();
    await liaison.getByRole('textbox', { name: /English/ }).waitFor();
    await takePicture(liaison, '7-replied');
  });

  test('what nobody can translate is held before her eyes, with the ways on', async () => {
    await writeOnPhone(nadia(), texts.familyPhrases('ar').get('busWhatTime') ?? '');
    await liaison.getByText(nadia().guardianName).first().click();
    const box = liaison.getByRole('textbox', { name: /English/ });
    await box.fill('We will walk Omar over from the library.');
    await liaison
      .getByText(/No engine/)
      .first()
      .waitFor();
    await liaison.keyboard.press('Control+Enter');
    await liaison.getByText('Not sent yet.').first().waitFor();
    await takePicture(liaison, '8-held');
    expect((await stage.received(nadia())).map((text) => text.body).join('\n')).not.toContain('library');
  });

  test('the teacher sees the answer as a card, the original under its translation', async () => {
    await teacher.goto(`${stage.webUrl}/nudges`);
    await teacher.getByText('1 of 4 answered').first().click();
    await teacher.getByText('Dijo que contó con los dedos.').first().waitFor();
    await takePicture(teacher, '9-answers');
  });

  test('no page complained of anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
