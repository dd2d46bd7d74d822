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
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket());
  await giveSession(desk, stage, stage.liaison);
  await giveSession(pocket, stage, stage.teacher);
}, 180_000);
afterAll(() => stage.close());

const nameOf = (language: string): string => stage.family(language).guardianName;
const rowOf = (language: string) => desk.getByRole('link', { name: nameOf(language) });
const keys = async (...pressed: string[]): Promise<void> => {
  for (const key of pressed) await desk.keyboard.press(key);
};

describe('the inbox by keys alone', () => {
  test('finds a family whose name was typed a little wrong, and says that it did', async () => {
    await stage.write(stage.family('es'), '¿A qué hora llega el autobús?');
    await stage.write(stage.family('ht'), 'Ki lè bis la ap rive?');
    await desk.goto(`${stage.webUrl}/inbox?view=all`);
    await rowOf('es').waitFor();
    await rowOf('ht').waitFor();
    await keys('/');
    await desk.keyboard.type('madina');
    await desk.getByText('Nobody in this list is called “madina”.').waitFor();
    await rowOf('ht').waitFor({ state: 'detached' });
    await takePicture(desk, 'by-keys-1-search');
    await keys('Tab', 'Tab', 'Enter');
    await desk.getByRole('log').waitFor();
    expect(await desk.getByRole('heading', { level: 2 }).first().innerText()).toContain(nameOf('es'));
  });

  test('gives a thread on from a menu that stands at its first choice', async () => {
    await keys('a');
    await desk.locator('[role=menuitem]:focus').waitFor();
    expect(await desk.getByRole('menuitem').first().innerText()).toBe(
      await desk.locator('[role=menuitem]:focus').innerText(),
    );
    await takePicture(desk, 'by-keys-2-menu');
    await keys('Escape');
    await desk.getByRole('menuitem').first().waitFor({ state: 'detached' });
  });

  test('sends from the field of the translation too, and goes on in the field for the English', async () => {
    await keys('r');
    await desk.keyboard.type('The driver waits at the corner today.');
    await desk.getByText(/It will wait, unless you check it/).waitFor();
    await keys('Tab', 'Enter');
    await desk.getByLabel('In Spanish').fill('El conductor espera hoy en la esquina.');
    await keys('Control+Enter');
    await desk.getByText('translated by Ana Ruiz').waitFor();
    await desk.locator('#reply-english:focus').waitFor();
    await until('the family has it', async () =>
      (await stage.received(stage.family('es'))).some(
        (text) => text.body === 'El conductor espera hoy en la esquina.',
      ),
    );
  });

  test('closes a thread and takes that back', async () => {
    await keys('Escape', 'e');
    await desk.getByText(`${nameOf('es')}: closed.`).waitFor();
    await keys('u');
    await desk.getByText(`${nameOf('es')}: closed.`).waitFor({ state: 'detached' });
    await until('it is not closed', async () => {
      const thread = await stage.db
        .selectFrom('conversation')
        .select('state')
        .where('addressId', '=', stage.family('es').addressId)
        .executeTakeFirstOrThrow();
      return thread.state !== 'closed';
    });
  });

  test('offers to send a draft as it is only to who reads it, and keeps the focus once it is decided', async () => {
    const admin = await stage.signIn(stage.admin);
    const { id, lastPosition } = await stage.db
      .selectFrom('conversation')
      .select(['id', 'lastPosition'])
      .where('addressId', '=', stage.family('es').addressId)
      .executeTakeFirstOrThrow();
    await admin.post(`/api/conversations/${id}/replies`, {
      text: 'We will see you at the school on Monday.',
      afterPosition: lastPosition,
    });
    await desk.goto(`${stage.webUrl}/inbox/${id}`);
    await desk.getByRole('button', { name: 'Send the draft as it is' }).waitFor();
    await desk.getByRole('button', { name: 'Correct the draft' }).focus();
    await keys('Enter');
    await desk.getByLabel('In Spanish').fill('Nos vemos en la escuela el lunes.');
    await keys('Tab', 'Enter');
    await desk.getByText('Not sent yet.').waitFor({ state: 'detached' });
    await desk.locator('[role=log]:focus').waitFor();
    await stage.db
      .updateTable('staff')
      .set({ languages: ['en'] })
      .where('id', '=', stage.liaison.id)
      .execute();
    await admin.post(`/api/conversations/${id}/replies`, {
      text: 'Bring the blue folder with you.',
      afterPosition: lastPosition,
    });
    await desk.reload();
    await desk.getByRole('button', { name: 'Correct the draft' }).waitFor();
    expect(await desk.getByRole('button', { name: 'Send the draft as it is' }).count()).toBe(0);
    await takePicture(desk, 'by-keys-3-held');
  });
});

describe('the results of a nudge', () => {
  test('come while they are looked at, those first who have not got it', async () => {
    const teacher = await stage.signIn(stage.teacher);
    const { body: scheduled } = await teacher.post<{ id: string }>('/api/nudges', {
      classId: stage.classId,
      content: { kind: 'library', key: 'math.confidence' },
      startsLocal: null,
    });
    await until('a family was asked', async () =>
      (await stage.received(stage.family('es'))).some((text) => text.body.includes(stage.className)),
    );
    await pocket.goto(`${stage.webUrl}/nudges/${scheduled.id}`);
    await pocket.getByText('0 of 4 answered').waitFor();
    await stage.write(stage.family('es'), '4');
    // Sooner than the page asks again by itself.
    await pocket.getByText('1 of 4 answered').waitFor({ timeout: 30_000 });
    await pocket.getByText('1 family has answered').waitFor();
    await pocket.getByText('3 families have not answered yet').waitFor();
    await pocket.getByRole('button', { name: 'Ask them again' }).click();
    await pocket.getByText('3 families are asked again in 10 seconds.').waitFor();
    await pocket.getByRole('button', { name: 'Undo' }).click();
    await pocket.getByText('Cancelled: it will not go out.').waitFor();
    await pocket.getByRole('button', { name: 'Ask them again' }).click();
    await pocket.getByRole('link', { name: 'Asked again: see the answers' }).click();
    await pocket.getByText('0 of 3 answered').waitFor({ timeout: 60_000 });
    await pocket.getByText('to those who had not answered').waitFor();
    await takePicture(pocket, 'by-keys-4-results');
    expect(await isWithin(pocket)).toBe(true);
  });

  test('of one that was cancelled say that it did not go out, and of one without words nothing is shown', async () => {
    await pocket.goto(`${stage.webUrl}/nudges/new`);
    await pocket.getByText('4 families get it').waitFor();
    await pocket.getByRole('button', { name: 'Write my own' }).click();
    await pocket.getByText('Choose or write what to ask, and you see it here in every language.').waitFor();
    await pocket.getByRole('button', { name: 'Choose from the library' }).click();
    await pocket
      .getByRole('dialog')
      .getByRole('button', { name: /Suggested/ })
      .first()
      .click();
    await pocket.getByRole('button', { name: /^Send Thursday/ }).click();
    await pocket.getByRole('button', { name: 'Undo' }).click();
    await pocket.getByText('It did not go out.').waitFor();
  });

  test('no page complained of anything', () => {
    expect(complaints).toEqual([[], []]);
  });
});
