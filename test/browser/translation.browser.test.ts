import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { addUse } from '../../src/translation/policy.queries.js';
import { signIn, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import type { Stage, StageFamily } from '../support/stage.js';

let stage: Stage;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({
    TRANSLATION_ENGINES: 'deepl,libretranslate',
    // Nobody listens there.
    DEEPL_AUTH_KEY: 'made-up',
    DEEPL_API_URL: 'http://127.0.0.1:9',
    LIBRETRANSLATE_URL: 'http://127.0.0.1:9',
    TRANSLATION_PRICES: 'deepl=25',
  }));
  await stage.db
    .updateTable('staff')
    .set({ role: 'district_admin' })
    .where('id', '=', stage.liaison.id)
    .execute();
  await addUse(stage.db, new Date(), [
    { engine: 'deepl', from: 'en', to: 'es', texts: 1240, characters: 186_000, refused: 3, failure: null },
    {
      ...{ engine: 'libretranslate', from: 'en', to: 'ht', texts: 80, characters: 9_300, refused: 11 },
      failure: 'LibreTranslate asks for a key; set LIBRETRANSLATE_API_KEY.',
    },
  ]);
  for (const page of [desk, pocket]) await signIn(page, stage, stage.liaison);
});
afterAll(() => stage.close());

const rosa = (): StageFamily => stage.families['es'] as StageFamily;

describe('the settings of translation, by clicks', () => {
  test('an administrator finds them in the menu and records an agreement, names taken out by default', async () => {
    await desk.getByRole('button', { name: /Ana Ruiz/ }).click();
    await desk.getByRole('menuitem', { name: 'Translation' }).click();
    await desk.getByText('Gets no text: no agreement is recorded.').waitFor();
    await desk
      .getByText('LibreTranslate asks for a key; set LIBRETRANSLATE_API_KEY.', { exact: false })
      .waitFor();
    await desk.getByRole('button', { name: 'Record agreement' }).click();
    await desk.getByLabel(/Which agreement/).fill('DPA 2026-14 of 3 March');
    await desk.getByLabel('Events').check();
    await desk.getByLabel('Meals').check();
    expect(await desk.getByLabel('Take names out before a text leaves').isChecked()).toBe(true);
    await takePicture(desk, 'translation-1-agreement');
    await desk.getByRole('button', { name: 'Save agreement' }).click();
    await desk.getByText('Only texts about: Events, Meals.').waitFor();
    await desk.getByText('Agreement: DPA 2026-14 of 3 March').waitFor();
    await desk.getByRole('button', { name: 'Change agreement' }).focus();
    await desk.keyboard.press('Enter');
    await desk.getByRole('dialog').waitFor();
    await desk.keyboard.press('Escape');
    await desk.getByRole('dialog').waitFor({ state: 'detached' });
    // The keyboard goes on where it was.
    await desk.locator('button:focus', { hasText: 'Change agreement' }).waitFor();
  });

  test('sets the order for Spanish, and sees what was spent', async () => {
    await desk.getByRole('button', { name: 'Set an order' }).click();
    await desk.getByLabel('To', { exact: true }).selectOption('en');
    await desk.getByText('Choose two different languages.').waitFor();
    await desk.getByLabel('To', { exact: true }).selectOption('es');
    await desk.getByLabel('1. DeepL').selectOption('hold');
    await desk.getByRole('button', { name: 'Ask LibreTranslate earlier' }).click();
    await takePicture(desk, 'translation-2-order');
    await desk.getByRole('button', { name: 'Save order' }).click();
    await desk.getByText('DeepL: waits for a person').waitFor();
    await desk.getByText('$4.65').first().waitFor();
    await desk.screenshot({ path: 'test/browser/screenshots/translation-3-engines.png', fullPage: true });
  });

  test('sets how far the words of the language files are trusted, sees who did, and takes it back', async () => {
    await desk.getByRole('button', { name: 'Change English to Spanish' }).click();
    await desk.getByLabel('Ready replies and phrases').selectOption('hold');
    await desk.getByText('Waits for a person: nothing goes out until', { exact: false }).waitFor();
    await desk.getByLabel('Learning prompts').selectOption('send');
    await desk.getByRole('button', { name: 'Save order' }).scrollIntoViewIfNeeded();
    await takePicture(desk, 'translation-3b-own-words');
    await desk.getByRole('button', { name: 'Save order' }).click();
    await desk.getByText('Ready replies and phrases: waits for a person').waitFor();
    await desk.getByText('Learning prompts: goes out as it is').waitFor();
    await desk.getByText(/Set by Ana Ruiz/).waitFor();
    const stored = () =>
      stage.db.selectFrom('languagePair').select('engines').where('toLanguage', '=', 'es').executeTakeFirst();
    expect((await stored())?.engines).toEqual([
      { engine: 'libretranslate', tier: null },
      { engine: 'deepl', tier: 'hold' },
      { engine: 'phrasebook', tier: 'hold' },
      { engine: 'library', tier: 'send' },
    ]);
    // Changing the order of engines keeps what is set for Recado's own words.
    await desk.getByRole('button', { name: 'Change English to Spanish' }).click();
    expect(await desk.getByLabel('Ready replies and phrases').inputValue()).toBe('hold');
    await desk.getByRole('button', { name: 'Back', exact: true }).click();
    await desk.getByRole('button', { name: 'Undo' }).last().click();
    await desk.getByText('Ready replies and phrases: waits for a person').waitFor({ state: 'detached' });
    expect((await stored())?.engines).toEqual([
      { engine: 'libretranslate', tier: null },
      { engine: 'deepl', tier: 'hold' },
    ]);
  });

  test('adds a term, removes it, and takes that back', async () => {
    await desk.getByRole('tab', { name: 'Terms' }).click();
    await desk.getByText('No terms yet').waitFor();
    await desk.getByRole('textbox', { name: 'Term' }).fill('Fun Fair');
    await desk.getByLabel('Your word for it').fill('Kermés');
    await desk.getByRole('button', { name: 'Add term' }).click();
    await desk.getByText('Kermés').waitFor();
    await takePicture(desk, 'translation-4-terms');
    await desk.getByRole('button', { name: 'Remove Fun Fair' }).click();
    await desk.getByText('Kermés').waitFor({ state: 'detached' });
    await desk.getByRole('button', { name: 'Undo' }).last().click();
    await desk.getByText('Kermés').waitFor();
  });

  test('imports approved translations and reads what was left out', async () => {
    await desk.getByRole('tab', { name: 'Approved translations' }).click();
    await desk.getByText('Nothing here yet').waitFor();
    const content = 'from,to,source,target\nen,es,{0} left early.,{0} salió temprano.\nen,xx,Hello,?\n';
    const [chooser] = await Promise.all([
      desk.waitForEvent('filechooser'),
      desk.getByRole('button', { name: 'Import CSV' }).click(),
    ]);
    await chooser.setFiles({ name: 'memory.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
    await desk.getByText('1 entry was taken over.').waitFor();
    await desk.getByText('Line 3: xx is no language Recado knows.').waitFor();
    await desk.getByText('{0} salió temprano.').waitFor();
    await takePicture(desk, 'translation-5-memory');
    const [again] = await Promise.all([
      desk.waitForEvent('filechooser'),
      desk.getByRole('button', { name: 'Import CSV' }).click(),
    ]);
    // Else the browser would not tell that the same file was chosen again, put right.
    expect(await again.element().inputValue()).toBe('');
    const right = content.replace('en,xx,Hello,?', 'en,fr,Hello,Bonjour');
    await again.setFiles({ name: 'memory.csv', mimeType: 'text/csv', buffer: Buffer.from(right) });
    await desk.getByText('Bonjour').waitFor();
    await desk.getByRole('searchbox').fill('nowhere');
    await desk.getByText('Nothing found').waitFor();
    const [saved] = await Promise.all([
      desk.waitForEvent('download'),
      desk.getByRole('link', { name: 'Export TMX' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('translations.tmx');
  });

  test('takes an approved translation out, says which, takes that back, and shows later what was taken out', async () => {
    await desk.getByRole('searchbox').fill('Hello');
    const row = desk.getByRole('listitem').filter({ hasText: 'Bonjour' });
    await row.getByRole('button', { name: 'Do not use any more' }).click();
    await desk.getByText('“Hello” is not translated as “Bonjour” any more.').waitFor();
    await takePicture(desk, 'translation-10-taken-out');
    await desk
      .getByRole('status')
      .filter({ hasText: 'Bonjour' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await row.getByRole('button', { name: 'Do not use any more' }).click();
    await desk.getByText('Nothing found').waitFor();
    await desk.getByText('Not used any more', { exact: true }).click();
    await desk.getByText('taken out in the settings').waitFor();
    await takePicture(desk, 'translation-11-not-used');
    await row.getByRole('button', { name: 'Use it again' }).click();
    await desk.getByText('It is used again.').waitFor();
    await desk.getByText('Nothing found').waitFor();
    await desk.getByText('In use', { exact: true }).click();
    await row.getByRole('button', { name: 'Do not use any more' }).waitFor();
  });

  test('puts right what staff read of a family’s text, in the thread', async () => {
    await stage.write(rosa(), 'El camión no pasó hoy por la esquina');
    await desk.goto(`${stage.webUrl}/inbox?view=all`);
    await desk
      .getByText(/El camión no pasó/)
      .first()
      .click();
    await desk.getByRole('button', { name: 'Translate it' }).click();
    await desk
      .getByRole('textbox', { name: 'In English', exact: true })
      .fill('The bus did not come to the corner today');
    await takePicture(desk, 'translation-6-correct');
    await desk.getByRole('button', { name: 'Save', exact: true }).click();
    await desk.getByText('Ana Ruiz', { exact: false }).first().waitFor();
    await desk.getByRole('button', { name: 'Correct it', exact: true }).waitFor();
    await takePicture(desk, 'translation-7-corrected');
  });

  test('looks right on a phone', async () => {
    await pocket.goto(`${stage.webUrl}/settings/translation`);
    await pocket.getByText('$4.65').first().waitFor();
    await pocket.getByRole('button', { name: 'Change English to Spanish' }).click();
    await pocket.getByLabel('Learning prompts').scrollIntoViewIfNeeded();
    await takePicture(pocket, 'translation-8b-phone-own-words');
    await pocket.screenshot({ path: 'test/browser/screenshots/translation-8-phone.png', fullPage: true });
    const wide = await pocket.evaluate('document.documentElement.scrollWidth > innerWidth');
    expect(wide).toBe(false);
    await pocket.getByRole('tab', { name: 'Approved translations' }).click();
    await pocket.getByText('{0} salió temprano.').waitFor();
    await takePicture(pocket, 'translation-9-phone-memory');
  });

  test('and no page complained of anything', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
