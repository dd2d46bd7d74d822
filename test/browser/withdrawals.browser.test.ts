import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { signIn, takePicture } from '../support/browser.js';
import { startDeskAndPocket } from '../support/browser-stage.js';
import { startLibreTranslateServer, type LibreTranslateServer } from '../support/libretranslate-server.js';
import { until, type Stage, type StageFamily } from '../support/stage.js';
import { findThread, reply, sendNudge, waitForDelivery } from '../stories/loop.js';

let stage: Stage;
let server: LibreTranslateServer;
let desk: Page;
let pocket: Page;
let complaints: string[][];

beforeAll(async () => {
  server = await startLibreTranslateServer();
  ({ stage, desk, pocket, complaints } = await startDeskAndPocket({
    TRANSLATION_ENGINES: 'libretranslate',
    LIBRETRANSLATE_URL: server.url,
  }));
});
afterAll(async () => {
  await stage.close();
  await server.close();
});

describe('a wrong translation, by clicks', () => {
  const english = 'Please bring a warm jacket tomorrow.';
  let thread: string;

  test('is withdrawn where it stands, with what is wrong with it', async () => {
    await sendNudge(stage);
    const family = stage.families['es'] as StageFamily;
    const liaison = await stage.signIn(stage.liaison);
    const { conversation } = await findThread(liaison, family);
    thread = conversation.id;
    const sent = await reply(liaison, await findThread(liaison, family), english);
    await waitForDelivery(liaison, family, sent.messageId);
    await signIn(desk, stage, stage.liaison);
    await signIn(pocket, stage, stage.admin);
    await pocket.goto(`${stage.webUrl}/inbox/${thread}`);
    await pocket.getByText(english).first().waitFor();
    await pocket.getByRole('button', { name: 'Wrong translation' }).last().click();
    await pocket.getByLabel(/What is wrong with it/).fill('Nobody says it so.');
    await takePicture(pocket, 'withdrawals-1-ask');
    await pocket.getByRole('button', { name: 'Withdraw the translation' }).click();
    await pocket.getByRole('heading', { name: 'A wrong translation (Spanish)' }).waitFor();
    await pocket.getByText('A speaker of Spanish has to say what is right').waitFor();
    await takePicture(pocket, 'withdrawals-2-phone');
  });

  test('is told to who sent it, who says what is right, and the family has it', async () => {
    await desk.getByText(/A translation you relied on was wrong/).waitFor();
    await desk.goto(`${stage.webUrl}/reviews`);
    await desk.getByRole('heading', { name: 'Wrong translations to put right' }).waitFor();
    await takePicture(desk, 'withdrawals-3-list');
    await desk.getByRole('link', { name: 'A wrong translation (Spanish)' }).click();
    await desk.getByRole('button', { name: 'I have seen it' }).click();
    await desk.getByRole('button', { name: 'I have seen it' }).waitFor({ state: 'detached' });
    await desk.getByLabel('What is right, in Spanish').fill('Traiga mañana una chamarra.');
    await desk.screenshot({ path: 'test/browser/screenshots/withdrawals-4-page.png', fullPage: true });
    await desk.getByRole('button', { name: 'Send the correction to 1 family' }).click();
    await desk.getByText('On its way to 1 family.').waitFor();
    await desk.getByText('Corrected.').waitFor();
    const family = stage.families['es'] as StageFamily;
    await until('the family has it', async () =>
      (await stage.received(family)).some((text) => text.body.includes('Traiga mañana una chamarra.')),
    );
    await desk.goto(`${stage.webUrl}/inbox/${thread}`);
    await desk.getByText(/withdrew a translation of this: Nobody says it so\./).waitFor();
    await desk.getByRole('button', { name: 'Changed once' }).click();
    await desk.getByText('took it back').waitFor();
    await takePicture(desk, 'withdrawals-5-thread');
  });

  test('without a complaint of the browser', () => {
    expect(complaints.flat()).toEqual([]);
  });
});
